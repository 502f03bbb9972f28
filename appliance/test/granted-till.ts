// A till whose operator holds whatever rights a test gives them, brought to where a command makes sense by somebody who holds them all.
import { demoPins } from '../src/demo/people.ts';
import { demoFeed } from '../src/demo/shop.ts';
import type { Grant, Permission } from '../src/domain/staff/permission.ts';
import type { CommandName } from '../src/protocol/commands.ts';
import type { ProductItem } from '../src/protocol/feed.ts';
import type { AnswerTo } from '../src/protocol/questions.ts';
import type { FeedItem } from '../src/protocol/sync.ts';
import { assert } from './kit.ts';
import { SimulatedShop } from './simulated-shop.ts';
import { type SimulatedPage } from './simulated-page.ts';

export const company = demoFeed('B1', new Map());
export const customer = company.find(({ kind }) => kind === 'customer');
const goods = company
  .filter(({ kind }) => kind === 'product')
  .map(({ body }) => (body as ProductItem).product)
  .find(
    ({ unit, price, ageLimit, deposit }) =>
      unit === 'piece' && (price ?? 0) > 1_000 && ageLimit === undefined && deposit === undefined,
  );
/** Plain goods: counted, with a price, without age or deposit. */
export const product = goods?.id ?? '';
export const reason = 'because';

/** An office that knows every gift card, and another register of the shop that has every tab. */
const officeFor =
  (scene: { readonly page: SimulatedPage }): SimulatedShop['office'] =>
  async (question, body) => {
    const answer = (value: unknown) => ({ outcome: 'answered', answer: { ok: true, value } }) as const;
    if (question === 'tabs-of-shop') return answer(newsFor(scene.page));
    if (question === 'take-tab') return answer({ content: tabOf(body as { readonly tab: string }) });
    const card = {
      state: 'usable',
      type: 'gift-card',
      typeName: 'Gavekort',
      purpose: 'multi',
      vatClass: null,
    };
    const sums = { balance: 50_000, available: 50_000, expiresAt: null };
    if (question === 'gift-card')
      return { outcome: 'answered', answer: { ok: true, value: { ...card, ...sums } } };
    if (question === 'hold-gift-card')
      return { outcome: 'answered', answer: { ok: true, value: { held: 100, left: 49_900 } } };
    return { outcome: 'not-linked' };
  };

function newsFor({ view }: SimulatedPage): AnswerTo<'tabs-of-shop'> {
  const tab = view.tab?.id;
  const taken = tab === undefined ? [] : [{ tab, by: 'B2', revision: 999 }];
  const registers = [{ name: 'B2', away: false }];
  return { seen: `at ${String(tab)}`, news: { tabs: [], registers, wanted: [], given: [], taken } };
}

function tabOf({ tab }: { readonly tab: string }): AnswerTo<'take-tab'>['content'] {
  const empty = { dining: 'take-away', lines: [], payments: [] } as const;
  return { ...empty, id: tab, number: 'B2-001-0001', openedAt: 0, openedBy: 'ingrid', revision: 1 } as never;
}

/** A till, an administrator who brings it where a command makes sense, and somebody else's rights in their place for that one command. */
export class Scene {
  readonly shop: SimulatedShop;
  readonly page: SimulatedPage;
  #ids = 0;
  #steps = 0;

  private constructor(shop: SimulatedShop, page: SimulatedPage) {
    this.shop = shop;
    this.page = page;
  }

  static async open(): Promise<Scene> {
    const shop = await SimulatedShop.open();
    const scene = new Scene(shop, shop.page());
    shop.office = officeFor(scene);
    await scene.until(() => scene.page.view.registers);
    if (customer !== undefined) await scene.feed(customer);
    assert.ok((await scene.page.logIn('alex', demoPins.get('alex') ?? '')).ok);
    return scene;
  }

  async feed(...items: readonly FeedItem[]): Promise<void> {
    this.#steps += 1;
    await this.shop.feed.apply({ epoch: 'grants', number: this.#steps, whole: false, items });
    await this.shop.followed;
  }

  /** The rights of who is logged in, from now on. */
  async holds(grants: Readonly<Partial<Record<Permission, Grant>>>): Promise<void> {
    await this.feed({ kind: 'role', id: 'administrator', body: { name: 'Played', grants } });
  }

  nextId(): string {
    this.#ids += 1;
    return `grants-${String(this.#ids).padStart(8, '0')}`;
  }

  async does(name: CommandName, body: object): Promise<unknown> {
    const reply = await this.page.command(this.nextId(), name, body);
    assert.ok(reply.ok, `${name}: ${JSON.stringify(reply)}`);
    return reply.value;
  }

  /** What a refusal must leave as it was. */
  async traces(): Promise<readonly unknown[]> {
    const entries = await this.shop.database.get('SELECT count(*) AS n, max(hash) AS hash FROM entry');
    const jobs = await this.shop.database.get('SELECT count(*) AS n FROM print_job');
    return [entries, jobs];
  }

  async withShift(): Promise<void> {
    if (this.page.view.shift === null)
      await this.does('open-shift', { opening: [{ currency: 'NOK', amount: 50_000 }] });
  }

  async withoutTab(): Promise<void> {
    await this.withShift();
    const { tab } = this.page.view;
    if (tab === null) return;
    if (tab.openPayment !== null)
      await this.does('settle-payment', { payment: tab.openPayment, outcome: 'declined', reason });
    for (const { id, state } of Object.values(this.page.view.tab?.payments ?? {}))
      if (state === 'taken') await this.does('reverse-payment', { payment: id, reason });
    await this.#voided();
  }

  /** The tab at hand; what was paid in on it is paid back first. */
  async #voided(): Promise<void> {
    const { id = '', prepaid = 0 } = this.page.view.tab ?? {};
    if (prepaid > 0) {
      await this.does('pay-back-prepayment', {});
      await this.does('take-payment', { tender: 'cash', tendered: prepaid });
      await this.does('recall-tab', { tab: id });
    }
    await this.does('void-tab', { reason });
  }

  /** One piece of one thing. */
  async withTab(quantity = 1_000): Promise<void> {
    await this.withoutTab();
    await this.does('add-product', { product, quantity });
  }

  /** One at hand that the other register took over meanwhile. */
  async takenElsewhere(): Promise<string> {
    await this.withTab();
    const [taken] = await this.until(() => Object.keys(this.page.view.takenElsewhere));
    return taken ?? '';
  }

  /** The till asks its office again after a while. */
  async until<Item>(found: () => readonly Item[]): Promise<readonly Item[]> {
    for (let tries = 0; tries < 100 && found().length === 0; tries += 1) await this.shop.clock.advance(100);
    return found();
  }

  get line(): string {
    return Object.keys(this.page.view.tab?.lines ?? {})[0] ?? '';
  }

  async sold(): Promise<number> {
    await this.withTab();
    await this.does('take-payment', { tender: 'cash', tendered: this.page.view.tab?.cashDue ?? 0 });
    return this.page.view.lastSale?.receipt ?? 0;
  }

  /** Somebody worked for no time at all. */
  async worked(): Promise<{ readonly id: string; readonly start: number }> {
    const who = { user: 'ingrid', pin: demoPins.get('ingrid') ?? '' };
    const { workingTime: id, start } = (await this.does('clock-in', who)) as {
      readonly workingTime: string;
      readonly start: number;
    };
    await this.does('clock-out', who);
    return { id, start };
  }

  async withoutShift(): Promise<void> {
    await this.withoutTab();
    for (const tab of Object.keys(this.page.view.parked)) {
      await this.does('recall-tab', { tab });
      await this.#voided();
    }
    await this.does('close-shift', {
      counted: [...(this.page.view.shift?.expectedCash ?? [])],
      print: false,
    });
  }
}

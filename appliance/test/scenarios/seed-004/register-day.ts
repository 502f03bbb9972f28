// A day at a whole till, for the sentences of the seed: pages, rules, journal and database as in the daemon, on a clock that stands still.
import { demoPins } from '../../../src/demo/people.ts';
import { demoFeed } from '../../../src/demo/shop.ts';
import type { Entry } from '../../../src/domain/journal/entry.ts';
import type { Answers } from '../../../src/protocol/answers.ts';
import type { CashLine, OpenShiftReport } from '../../../src/protocol/cash.ts';
import type { CommandBody, CommandName, QueryBody, QueryName } from '../../../src/protocol/commands.ts';
import type { ProductItem } from '../../../src/protocol/feed.ts';
import type { PageReply } from '../../../src/replay/page.ts';
import { assert } from '../../kit.ts';
import { SimulatedShop } from '../../simulated-shop.ts';
import { type SimulatedPage } from '../../simulated-page.ts';

const goods = demoFeed('B1', demoPins)
  .filter(({ kind }) => kind === 'product')
  .map(({ body }) => body as ProductItem)
  .find(
    ({ product, codes }) =>
      product.unit === 'piece' &&
      // Whole kroner: cash is not rounded.
      (product.price ?? 1) % 100 === 0 &&
      product.ageLimit === undefined &&
      product.deposit === undefined &&
      codes.some(({ kind }) => kind === 'gtin'),
  );

/** Something the demo shop sells by the piece, with a code and without a deposit. */
export const bread = {
  id: goods?.product.id ?? '',
  price: goods?.product.price ?? 0,
  code: goods?.codes.find(({ kind }) => kind === 'gtin')?.code ?? '',
};

export class RegisterDay {
  readonly shop: SimulatedShop;
  readonly page: SimulatedPage;
  #ids = 0;

  private constructor(shop: SimulatedShop) {
    this.shop = shop;
    this.page = shop.page();
  }

  /** Somebody is logged in, no shift is open. */
  static async begins(user = 'alex'): Promise<RegisterDay> {
    const day = new RegisterDay(await SimulatedShop.open());
    await day.logIn(user);
    return day;
  }

  async logIn(user: string): Promise<void> {
    assert.ok((await this.page.logIn(user, demoPins.get(user) ?? '')).ok);
  }

  async asks<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<PageReply> {
    this.#ids += 1;
    return this.page.command(`day-${String(this.#ids).padStart(8, '0')}`, name, body);
  }

  async does<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<void> {
    const reply = await this.asks(name, body);
    assert.ok(reply.ok, `${name}: ${JSON.stringify(reply)}`);
  }

  async refused<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<string> {
    const reply = await this.asks(name, body);
    return reply.ok ? 'ok' : reply.failure.code;
  }

  async sees<Name extends QueryName>(name: Name, body: QueryBody<Name>): Promise<Answers[Name]> {
    const reply = await this.page.query(name, body);
    assert.ok(reply.ok, `${name}: ${JSON.stringify(reply)}`);
    return reply.value as Answers[Name];
  }

  async opens(opening: Readonly<Record<string, number>>): Promise<void> {
    await this.does('open-shift', { opening: amounts(opening) });
  }

  async closes(counted: Readonly<Record<string, number>>, note?: string): Promise<void> {
    await this.does('close-shift', {
      counted: amounts(counted),
      print: false,
      ...(note === undefined ? {} : { note }),
    });
  }

  /** Bread, so much of it, paid by one tender in its own currency; without an amount, exactly. */
  async sells(pieces: number, tender = 'cash', tendered?: number): Promise<void> {
    await this.does('add-product', { product: bread.id, quantity: pieces * 1_000 });
    const due = this.page.view.tab?.cashDue ?? 0;
    await this.does('take-payment', { tender, tendered: tendered ?? due });
  }

  async moves(
    direction: 'in' | 'out',
    amount: number,
    { currency = 'NOK', note = '' }: { readonly currency?: string; readonly note?: string } = {},
  ): Promise<void> {
    await this.does('move-cash', { direction, currency, amount, note });
  }

  async report(): Promise<OpenShiftReport> {
    return this.sees('shift-report', {});
  }

  async journal(kinds?: readonly CashLine['kind'][]): Promise<readonly CashLine[]> {
    const wanted = kinds === undefined ? {} : { kinds: [...kinds] };
    return (await this.sees('cash-journal', { limit: 200, ...wanted })).lines;
  }

  async entries(type: string): Promise<readonly Entry[]> {
    return (await this.shop.store.entries('B1', 0, 1_000)).filter((entry) => entry.type === type);
  }

  get expected(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      (this.page.view.shift?.expectedCash ?? []).map(({ currency, amount }) => [currency, amount]),
    );
  }

  async passes(ms: number): Promise<void> {
    await this.shop.clock.advance(ms);
    // A page that says nothing for so long is let go, and comes back.
    this.page.lose();
    this.page.link(this.shop.till);
  }

  async ends(): Promise<void> {
    await this.shop.close();
  }
}

function amounts(of: Readonly<Record<string, number>>): { currency: string; amount: number }[] {
  return Object.entries(of).map(([currency, amount]) => ({ currency, amount }));
}

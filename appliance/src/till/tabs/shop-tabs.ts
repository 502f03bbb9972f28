// The tabs of the shop's other registers, as this till sees them (decision 0011). It asks its office without end; the office answers as soon as
// something differs. What other registers want of this one is done at once, in the name of the box: a tab that waits is given, one that was
// given is taken, and one that was taken over while this till was out of reach is given up where nothing was done to it since.
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { SharedTabSettings } from '../../domain/shop/settings.ts';
import type { Actor } from '../../domain/staff/permission.ts';
import type { GiftCardRef } from '../../domain/gift-card/gift-card.ts';
import type { Line, Tab, TabId } from '../../domain/tab/tab.ts';
import { isFault } from '../../platform/fault.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Log } from '../../platform/ports/log.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { AnswerTo } from '../../protocol/questions.ts';
import type { AskOffice } from '../office/ask-office.ts';
import type { Register } from '../register/register.ts';
import type { KeptTabs, TabElsewhere } from './kept-tabs.ts';

/** Pauses before the office is asked again: it was not there, or it does not know the question. */
const pauseMs = { gone: 2_000, old: 60_000 };
/** Not more often than this, whatever the office answers. */
const leastMs = 50;

const system: Actor = {
  user: 'system',
  grants: { 'sale.sell': 'allowed', 'sale.void_tab': 'allowed' },
};

export interface ShopTabsParts {
  readonly register: Pick<Register, 'name' | 'state' | 'submit'>;
  readonly kept: KeptTabs;
  readonly askOffice: AskOffice;
  /** Undefined: this shop does not share its tabs. */
  readonly settings: () => SharedTabSettings | undefined;
  /** A gift card whose code this till makes of an id. */
  readonly madeCard: (id: string) => Result<GiftCardRef, FailureCode>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

type News = NonNullable<AnswerTo<'tabs-of-shop'>['news']>;

export interface WantedTab {
  readonly register: string;
  readonly tab: TabId;
  /** Also without asking the register that has it. */
  readonly unconfirmed: boolean;
}

/** What pages are told beside the tabs. */
export interface ShopAround {
  readonly tabs: readonly TabElsewhere[];
  /** The shop's other registers; `away`: the office does not hear them. */
  readonly registers: News['registers'];
  /** Own tabs that another register took over meanwhile. */
  readonly taken: News['taken'];
}

const nothing: ShopAround = { tabs: [], registers: [], taken: [] };

export class ShopTabs {
  readonly #parts: ShopTabsParts;
  readonly #listeners = new Set<() => void>();
  readonly #stopping = new AbortController();
  #around: ShopAround = nothing;
  #seen: string | null = null;
  #given: News['given'] = [];
  #heardAt: number;
  #running: Promise<void> | undefined;
  #endPause: () => void = () => undefined;

  constructor(parts: ShopTabsParts) {
    this.#parts = parts;
    this.#heardAt = parts.clock.monotonic();
  }

  get around(): ShopAround {
    return this.#around;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Begins with what was kept. Throws Fault `storage.*`. */
  async start(): Promise<void> {
    this.#become({ ...nothing, tabs: await this.#parts.kept.read() });
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#endPause();
    await this.#running;
  }

  /** A tab to go on with here: given by its register, or, where nobody can be asked for long enough, as it was told of last. */
  async take(wanted: WantedTab): Promise<Result<Tab, FailureCode>> {
    const {
      register: { state },
      askOffice,
    } = this.#parts;
    const sharing = this.#parts.settings();
    if (sharing === undefined) return refuse('tab.not-shared');
    if (state.training) return refuse('training.on');
    if (state.shift === null) return refuse('shift.not-open');
    const { register, tab, unconfirmed } = wanted;
    const { leaseMs } = sharing;
    const asked = await askOffice('take-tab', { register, tab, ...(unconfirmed ? { leaseMs } : {}) });
    if (asked.ok) return ok(asked.value.content as unknown as Tab);
    const { code } = asked.refusal;
    const alone = code === 'office.out-of-reach' || code === 'office.no-answer';
    return unconfirmed && alone ? this.#takeAlone(wanted, leaseMs) : asked;
  }

  /** What to do with it when its turn has come: a repeat, or one that came by itself meanwhile, is not taken twice. */
  async takeOver(
    from: string,
    content: Tab,
    how: { readonly unconfirmed?: true; readonly recall?: true; readonly hold?: boolean },
  ): Promise<Result<RegisterCommand, FailureCode>> {
    const { register, kept, madeCard } = this.#parts;
    const { recall, hold } = how;
    if (recall === true && Object.hasOwn(register.state.tabs, content.id))
      return ok({ type: 'recall-tab', tab: content.id, ...(hold === undefined ? {} : { hold }) });
    if (await kept.wasTaken(from, content)) return refuse('tab.unknown');
    const own = withOwnCards(content, madeCard);
    return own.ok ? ok({ type: 'take-over-tab', from, content: own.value, ...how }) : own;
  }

  /** It is this till's own now. */
  forget(from: string, tab: TabId): void {
    const tabs = this.#around.tabs.filter(({ register, content }) => register !== from || content.id !== tab);
    this.#become({ ...this.#around, tabs });
  }

  #takeAlone({ register, tab }: WantedTab, leaseMs: number): Result<Tab, FailureCode> {
    const left = leaseMs - (this.#parts.clock.monotonic() - this.#heardAt);
    if (left > 0) return refuse('tab.lease-holds', { register, seconds: Math.ceil(left / 1_000) });
    const found = this.#around.tabs.find(
      (each) => each.register === register && each.content.id === tab && each.state !== 'on-its-way',
    );
    return found === undefined ? refuse('tab.unknown') : ok(found.content);
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#pause(await this.#once());
      } catch (error) {
        if (!isFault(error)) throw error;
        this.#parts.log.warn({ code: error.code }, 'tabs of the shop could not be kept');
        await this.#pause(pauseMs.gone);
      }
    }
  }

  /** Resolves with how long to wait. */
  async #once(): Promise<number> {
    const { askOffice, clock, kept } = this.#parts;
    if (this.#parts.settings() === undefined) {
      if (this.#seen !== null) this.#become(nothing);
      this.#seen = null;
      return pauseMs.gone;
    }
    const asked = await askOffice('tabs-of-shop', { seen: this.#seen });
    if (!asked.ok) return asked.refusal.code === 'office.other-version' ? pauseMs.old : pauseMs.gone;
    this.#heardAt = clock.monotonic();
    const { seen, news } = asked.value;
    if (news !== null) {
      const tabs = news.tabs as unknown as readonly TabElsewhere[];
      this.#given = news.given;
      this.#become({ tabs, registers: news.registers, taken: news.taken });
      await kept.keep(tabs);
      // Only now: what could not be kept is asked for again.
      this.#seen = seen;
      for (const { tab, by } of news.wanted)
        await this.#do({ type: 'hand-over-tab', tab, to: by, waiting: true });
      for (const { tab, by, revision } of news.taken)
        await this.#do({ type: 'give-up-tab', tab, to: by, revision });
    }
    await this.#takeGiven();
    return leastMs;
  }

  /** Again and again, until there is a shift to take them in. */
  async #takeGiven(): Promise<void> {
    if (this.#parts.register.state.shift === null) return;
    for (const { from, content } of this.#given)
      await this.#do(async () => this.takeOver(from, content as unknown as Tab, {}));
  }

  /** What is refused is no news: it has changed meanwhile, and the office will say so. */
  async #do(command: RegisterCommand | (() => Promise<Result<RegisterCommand, FailureCode>>)): Promise<void> {
    const { register, ids, log } = this.#parts;
    const what =
      typeof command === 'function' ? { prepare: command, actor: system } : { command, actor: system };
    const outcome = await register.submit({ id: ids.uuid(), what });
    if (!outcome.ok) log.debug({ refusal: outcome.refusal }, 'not done for another register');
  }

  #become(around: ShopAround): void {
    this.#around = around;
    for (const listener of this.#listeners) listener();
  }

  async #pause(ms: number): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#parts.clock.after(ms, resolve);
      this.#endPause = () => {
        cancel();
        resolve();
      };
    });
  }
}

/** Codes of cards follow from the key of the box that prints them: cards that the other till would have made are made here. */
function withOwnCards(tab: Tab, made: ShopTabsParts['madeCard']): Result<Tab, FailureCode> {
  const lines: Line[] = [];
  for (const line of tab.lines) {
    const { giftCard } = line;
    const card = giftCard?.madeOf === undefined ? undefined : made(giftCard.madeOf);
    if (card?.ok === false) return card;
    lines.push(
      giftCard === undefined || card === undefined
        ? line
        : { ...line, giftCard: { ...giftCard, ...card.value } },
    );
  }
  return ok({ ...tab, lines });
}

/** Tabs that this register has not got itself. */
export function tabsElsewhere(
  { tabs }: Pick<ShopAround, 'tabs'>,
  state: Pick<RegisterState, 'tabs' | 'training'>,
): readonly TabElsewhere[] {
  return state.training ? [] : tabs.filter(({ content }) => !Object.hasOwn(state.tabs, content.id));
}

// The office between the registers of a shop: each is told of the others' tabs as soon as something differs, and one that wants a tab has its
// register give it. The register that has a tab decides; the office keeps nothing but who waits and who was heard of.
import { createHash } from 'node:crypto';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { AnswerTo, QuestionBody } from '../../protocol/questions.ts';
import type { RecordsNow } from '../figures/visible.ts';
import type { Folds } from '../folds/runner.ts';
import { keyOf, type OpenTab, readTabs, type TabsOfShop } from './read-tabs.ts';
import { tabEvents } from './tab-fold.ts';
import type { TabQueries } from './tab-tables.ts';

/** So long a register is kept waiting for news: shorter than it waits for an answer. */
const heldMs = 3_000;
/** Registers ask again at once; one that did not for so long is not there. */
const awayMs = 10_000;
/** A register that has to give a tab has this long. */
const givingMs = 4_000;
/** Whoever was let have a tab without asking its register writes so within this time. */
const grantMs = 60_000;

export interface ShopTabsParts {
  readonly queries: TabQueries;
  readonly records: RecordsNow;
  readonly folds: Pick<Folds, 'onFolded'>;
  readonly clock: Clock;
}

type News = NonNullable<AnswerTo<'tabs-of-shop'>['news']>;
type Content = AnswerTo<'take-tab'>['content'];
type Taken = Result<AnswerTo<'take-tab'>>;

export class ShopTabs {
  readonly #parts: ShopTabsParts;
  readonly #since: number;
  /** When a register asked last. */
  readonly #heard = new Map<string, number>();
  /** By tab of a register: who waits for it. */
  readonly #wanted = new Map<
    string,
    { readonly register: string; readonly tab: string; readonly by: string }
  >();
  readonly #granted = new Map<string, { readonly by: string; readonly until: number }>();
  readonly #waiting = new Set<() => void>();
  #changes = 0;
  #stopped = false;

  constructor(parts: ShopTabsParts) {
    this.#parts = parts;
    this.#since = parts.clock.monotonic();
    parts.folds.onFolded(({ types }) => {
      if ([...types].some((type) => tabEvents.has(type))) this.#wake();
    });
  }

  /** Nobody is kept waiting any more. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  /** Whether a register was not heard of for a while. */
  isAway(register: string): boolean {
    return this.#silentMs(register) > awayMs;
  }

  async tabsOfShop(
    asker: string,
    { seen }: QuestionBody<'tabs-of-shop'>,
  ): Promise<Result<AnswerTo<'tabs-of-shop'>>> {
    const { clock } = this.#parts;
    this.#heard.set(asker, clock.monotonic());
    const before = this.#changes;
    const now = await this.#newsFor(asker);
    if (now.seen !== seen) return ok(now);
    await this.#changed(before, heldMs);
    this.#heard.set(asker, clock.monotonic());
    const later = await this.#newsFor(asker);
    return ok(later.seen === seen ? { seen, news: null } : later);
  }

  async take(by: string, { register, tab, leaseMs }: QuestionBody<'take-tab'>): Promise<Taken> {
    const { shop } = await this.#shopOf(by);
    const wanted = { register, tab, by };
    if (leaseMs !== undefined) return this.#takeUnasked(shop, wanted, leaseMs);
    const first = lookFor(await this.#tabs(shop), wanted);
    if (first.is !== 'here') return answerOf(first);
    if (this.isAway(register)) return refuse('tab.owner-away', { register });
    const key = keyOf(wanted);
    const before = this.#wanted.get(key);
    if (before !== undefined && before.by !== by) return refuse('tab.in-use', { register: before.by });
    this.#wanted.set(key, wanted);
    this.#wake();
    try {
      return await this.#given(shop, wanted);
    } finally {
      this.#wanted.delete(key);
    }
  }

  /** Resolves with what the register did, or when its time is over. */
  async #given(shop: string, wanted: Wanted): Promise<Taken> {
    const { clock } = this.#parts;
    const until = clock.monotonic() + givingMs;
    for (;;) {
      const before = this.#changes;
      const found = lookFor(await this.#tabs(shop), wanted);
      if (found.is !== 'here') return answerOf(found);
      const left = until - clock.monotonic();
      if (left <= 0) return refuse('office.no-answer');
      await this.#changed(before, left);
    }
  }

  async #takeUnasked(shop: string, wanted: Wanted, leaseMs: number): Promise<Taken> {
    const { register, by } = wanted;
    const now = this.#parts.clock.monotonic();
    const left = leaseMs - this.#silentMs(register);
    if (left > 0) return refuse('tab.lease-holds', { register, seconds: Math.ceil(left / 1_000) });
    const key = keyOf(wanted);
    const granted = this.#granted.get(key);
    if (granted !== undefined && granted.until > now && granted.by !== by)
      return refuse('tab.in-use', { register: granted.by });
    const { open, onTheirWay } = await this.#tabs(shop);
    const found = [...open, ...onTheirWay].find((each) => keyOf(each) === key);
    if (found === undefined) return refuse('tab.unknown');
    for (const [each, { until }] of this.#granted) if (until <= now) this.#granted.delete(each);
    this.#granted.set(key, { by, until: now + grantMs });
    return ok({ content: contentOf(found) });
  }

  async #newsFor(asker: string): Promise<AnswerTo<'tabs-of-shop'>> {
    const { shop, registers } = await this.#shopOf(asker);
    const { open, onTheirWay, taken } = await this.#tabs(shop);
    const news: News = {
      tabs: [
        ...open
          .filter(({ register }) => register !== asker)
          .map((each) => ({
            register: each.register,
            state: each.state === 'waiting' ? ('waiting' as const) : ('at-hand' as const),
            to: null,
            content: contentOf(each),
          })),
        ...onTheirWay
          .filter(({ to }) => to !== asker)
          .map((each) => ({
            register: each.register,
            state: 'on-its-way' as const,
            to: each.to,
            content: contentOf(each),
          })),
      ],
      registers: registers
        .filter((name) => name !== asker)
        .map((name) => ({ name, away: this.isAway(name) })),
      wanted: [...this.#wanted.values()]
        .filter(({ register }) => register === asker)
        .map(({ tab, by }) => ({ tab, by })),
      given: onTheirWay
        .filter(({ to }) => to === asker)
        .map((each) => ({ from: each.register, content: contentOf(each) })),
      taken: taken
        .filter(({ register }) => register === asker)
        .map(({ tab, by, revision }) => ({ tab, by, revision })),
    };
    return { seen: digestOf(news), news };
  }

  async #tabs(shop: string): Promise<TabsOfShop> {
    return shop === '' ? { open: [], onTheirWay: [], taken: [] } : readTabs(this.#parts.queries, shop);
  }

  /** The asker's shop as the records have it now, and its registers. */
  async #shopOf(name: string): Promise<{ readonly shop: string; readonly registers: readonly string[] }> {
    const { records } = this.#parts;
    const points = new Map((await records.all('sale-point')).map(({ id, body }) => [id, body.shop]));
    const registers = (await records.all('register')).map(({ body }) => ({
      name: body.name,
      shop: points.get(body.salePoint) ?? '',
    }));
    const shop = registers.find((each) => each.name === name)?.shop ?? '';
    return { shop, registers: registers.filter((each) => each.shop === shop).map((each) => each.name) };
  }

  #silentMs(register: string): number {
    return this.#parts.clock.monotonic() - (this.#heard.get(register) ?? this.#since);
  }

  #wake(): void {
    this.#changes += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves when there were more changes than these, or after a while. */
  async #changed(since: number, withinMs: number): Promise<void> {
    if (this.#changes !== since || this.#stopped) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        cancel();
        this.#waiting.delete(done);
        resolve();
      };
      const cancel = this.#parts.clock.after(withinMs, done);
      this.#waiting.add(done);
    });
  }
}

interface Wanted {
  readonly register: string;
  readonly tab: string;
  readonly by: string;
}

type Looked =
  | { readonly is: 'here' | 'nowhere' }
  | { readonly is: 'given'; readonly content: Content }
  | { readonly is: 'in-use'; readonly register: string };

/** What became of a tab that is wanted. */
function lookFor({ open, onTheirWay }: TabsOfShop, wanted: Wanted): Looked {
  const key = keyOf(wanted);
  const moving = onTheirWay.find((each) => keyOf(each) === key);
  if (moving !== undefined)
    return moving.to === wanted.by
      ? { is: 'given', content: contentOf(moving) }
      : { is: 'in-use', register: moving.to };
  const found = open.find((each) => keyOf(each) === key);
  if (found === undefined) return { is: 'nowhere' };
  return found.state === 'waiting' ? { is: 'here' } : { is: 'in-use', register: found.register };
}

function answerOf(looked: Looked): Taken {
  if (looked.is === 'given') return ok({ content: looked.content });
  return looked.is === 'in-use' ? refuse('tab.in-use', { register: looked.register }) : refuse('tab.unknown');
}

/** As a register's journal has it. */
function contentOf({ content }: Pick<OpenTab, 'content'>): Content {
  return JSON.parse(content) as Content;
}

/** A tab is another one when it was told of again. */
function digestOf(news: News): string {
  const short = JSON.stringify(news, (name, value: unknown) =>
    name === 'content' ? revisionOf(value as Content) : value,
  );
  return createHash('sha256').update(short).digest('hex');
}

function revisionOf({ id, revision }: Content): readonly [string, number] {
  return [id, revision];
}

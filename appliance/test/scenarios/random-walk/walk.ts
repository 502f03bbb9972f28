// The walk itself: one step after another at two tills, each judged as soon as it is answered, so that the number of a step that fails is
// the length of the shortest run that shows it.
import type { CommandName } from '../../../src/protocol/commands.ts';
import type { FailureCode } from '../../../src/protocol/failures.ts';
import type { TillView } from '../../../src/protocol/views.ts';
import type { PageReply } from '../../../src/replay/page.ts';
import { assert, type Chance, seed, seeded } from '../../kit.ts';
import {
  blindCount,
  type Happening,
  happenings,
  killed,
  killedDuring,
  printerFails,
  printerMended,
} from './happenings.ts';
import { judgeAccounts } from './judge-accounts.ts';
import { judgeCards } from './judge-cards.ts';
import { JournalWatch, returnedTwice } from './judge-journal.ts';
import { judgeOffice } from './judge-office.ts';
import { judgeTab } from './judge-tab.ts';
import { Ledger } from './ledger.ts';
import { type Chosen, expectedRefusals, nextMove } from './moves.ts';
import { approvers, people, sceneOf } from './scene.ts';
import { piecesOn, sameStanding, standingOf, tabsOf } from './standing.ts';
import type { Asked, WalkShop, WalkTill } from './two-tills.ts';

/** Between two looks at the journals. */
const stepsPerLook = 20;
/** Told when something is wrong. */
const stepsRemembered = 12;
/** However tabs are handled, what is on them stays on them. */
const keepsAllPieces: ReadonlySet<CommandName> = new Set<CommandName>([
  'park-tab',
  'recall-tab',
  'split-lines',
  'split-by-seat',
  'merge-tab',
  'move-to-table',
  'set-seat',
  'set-course',
  'transfer-tab',
  'switch-dining',
  'set-customer',
  'print-bill',
  'send-round',
  'discount-tab',
  'start-payment',
]);

/** What makes itself impossible: somebody who has left, a print that nobody has to decide about any more. */
const doneOnce: ReadonlySet<CommandName> = new Set<CommandName>(['log-out', 'print-again', 'dismiss-job']);

interface Place {
  readonly till: WalkTill;
  readonly ledger: Ledger;
  readonly watch: JournalWatch;
  /** What stood there when somebody began to practise. */
  real: TillView | undefined;
}

export interface Tally {
  readonly accepted: ReadonlyMap<CommandName, number>;
  readonly tried: ReadonlyMap<CommandName, number>;
  readonly refused: ReadonlyMap<FailureCode, number>;
  readonly happened: ReadonlyMap<Happening, number>;
}

const bump = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** An assertion says in its details what was expected. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const details = 'details' in error ? String(error.details) : '';
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return `${error.stack ?? error.message} ${details} ${cause}`;
}

export class Walk {
  readonly tally = {
    accepted: new Map<CommandName, number>(),
    tried: new Map<CommandName, number>(),
    refused: new Map<FailureCode, number>(),
    happened: new Map<Happening, number>(),
  } satisfies Tally;
  readonly #shop: WalkShop;
  #chance: Chance = seeded(seed * 31);
  readonly #places: readonly Place[];
  readonly #recent: string[] = [];
  #twice: ReadonlySet<string> = new Set();
  #at = 0;
  #step = 0;
  #blind = false;
  #killNext = false;

  constructor(shop: WalkShop) {
    this.#shop = shop;
    this.#places = shop.tills.map((till) => ({
      till,
      ledger: new Ledger(till.register),
      watch: new JournalWatch(till),
      real: undefined,
    }));
  }

  /** Throws an Error that says how to see it again. */
  async run(steps: number): Promise<void> {
    try {
      for (this.#step = 1; this.#step <= steps; this.#step += 1) {
        await this.#one();
        if (this.#step % stepsPerLook === 0) await this.#look();
      }
      await this.#end();
    } catch (error) {
      const number = String(this.#step);
      const how = `step ${number}, again with COUNTERTOP_STEPS=${number} COUNTERTOP_SEED=${String(seed)}`;
      throw new Error([how, ...this.#recent, told(error)].join('\n'), { cause: error });
    }
  }

  async #one(): Promise<void> {
    // Each step has chance of its own: a printer that was a moment slower does not change what follows.
    this.#chance = seeded(seed * 31 + this.#step);
    const chance = this.#chance;
    if (chance.happens(0.15)) this.#at = 1 - this.#at;
    const [place, other] = [this.#places[this.#at], this.#places[1 - this.#at]];
    assert.ok(place !== undefined && other !== undefined);
    if (chance.happens(0.025)) await this.#happen(place);
    if (place.till.view.operator === null) await this.#logIn(place);
    const scene = sceneOf(place, other, chance);
    await this.#do(place, await nextMove(scene));
  }

  async #do(place: Place, { name, body }: Chosen): Promise<void> {
    const { till, ledger } = place;
    const before = till.view;
    const id = `walk-${till.register}-${String(this.#step)}`;
    const reply = await this.#ask(place, { id, name, body });
    this.#remember(`${till.register} ${name} ${JSON.stringify(body)}`, reply);
    bump(this.tally.tried, name);
    if (reply.ok) {
      bump(this.tally.accepted, name);
      ledger.take({
        id,
        name,
        body,
        answer: (reply.value ?? {}) as Readonly<Record<string, unknown>>,
        before,
      });
      if (name === 'start-training') place.real = before;
    } else {
      assert.ok(expectedRefusals.has(reply.failure.code), `refused as ${reply.failure.code}`);
      bump(this.tally.refused, reply.failure.code);
    }
    if (!reply.ok || keepsAllPieces.has(name)) await this.#samePieces(place, before);
    await this.#judge(place, before.training);
  }

  async #ask(place: Place, asked: Asked): Promise<PageReply> {
    const { till } = place;
    const chance = this.#chance;
    const who = asked.body as { readonly user: string; readonly pin: string };
    const person = people.find(({ id }) => id === who.user);
    if (asked.name === 'log-in' && person?.pin === who.pin) {
      await till.page.logInAs(who);
      return { ok: true, value: {} };
    }
    // What is practised is forgotten with the process, so a repeat of it would be done in earnest.
    const dies = this.#killNext && !till.view.training && asked.name !== 'log-in';
    if (dies) this.#killNext = false;
    const reply = await (dies ? killedDuring(till, till.does(asked), chance) : till.does(asked));
    if (!reply.ok && reply.failure.code === 'permission.approval-needed' && chance.happens(0.7)) {
      bump(this.tally.refused, reply.failure.code);
      const { id: user, pin } = chance.pick(approvers);
      return till.does({ ...asked, approval: { user, pin } });
    }
    // Said twice, it is done once.
    if (reply.ok && !doneOnce.has(asked.name) && chance.happens(0.03)) {
      const shown = till.view;
      assert.equal(await till.does(asked), reply, 'the same answer to the same command');
      await this.#sameAs(place, shown, 'after it was said twice');
    }
    return reply;
  }

  async #logIn(place: Place): Promise<void> {
    const { id: user, pin } = this.#chance.pick(people);
    const before = place.till.view;
    await place.till.page.logInAs({ user, pin });
    await this.#judge(place, before.training);
  }

  /** What another till took or gave meanwhile is in the journal. */
  async #samePieces({ till, watch }: Place, before: TillView): Promise<void> {
    const { view } = till;
    if (piecesOn(view) === piecesOn(before)) return;
    await watch.follow();
    assert.is(piecesOn(view, watch.moved), piecesOn(before, watch.moved), 'pieces on all tabs');
  }

  async #judge(place: Place, practised: boolean): Promise<void> {
    const { till, ledger, real } = place;
    const { view } = till;
    if (view.tab !== null) judgeTab(view.tab);
    ledger.agrees(view);
    if (practised && !view.training && real !== undefined)
      await this.#sameAs(place, real, 'after somebody practised');
  }

  async #happen(place: Place): Promise<void> {
    const { till } = place;
    const what = this.#chance.pick(happenings);
    bump(this.tally.happened, what);
    this.#recent.push(`${till.register}: ${what}`);
    switch (what) {
      case 'till killed':
        return this.#kill(place);
      case 'till killed in the middle':
        this.#killNext = true;
        return;
      case 'office killed':
        await this.#shop.office.kill();
        return this.#shop.office.start();
      case 'line cut':
        till.line.cutAfter(0);
        return;
      case 'line mended':
        till.line.mend();
        return;
      case 'printer fails':
        printerFails(till, this.#chance);
        return;
      case 'printer mended':
        printerMended(till);
        return;
      case 'blind count':
        this.#blind = !this.#blind;
        return blindCount(this.#shop, this.#blind);
    }
  }

  async #kill(place: Place): Promise<void> {
    const { till, real } = place;
    const { view } = till;
    await killed(till);
    await this.#sameAs(place, view.training && real !== undefined ? real : view, 'after the plug was pulled');
  }

  async #sameAs({ till, watch }: Place, before: TillView, when: string): Promise<void> {
    // As it is now: what comes from the other till while the journal is read is in neither.
    const now = till.view;
    await watch.follow();
    sameStanding(standingOf(now, watch.moved), standingOf(before, watch.moved), when);
  }

  /** Both journals as far as they go. */
  async #look(): Promise<void> {
    for (const { watch } of this.#places) await watch.follow();
    this.#twice = returnedTwice(
      new Map(this.#places.map(({ till, watch }) => [till.register, watch.oracle.sales])),
    );
    this.#judgeShared();
  }

  /** A tab is at one till, unless somebody took it without being able to ask. */
  #judgeShared(): void {
    const unasked = new Set(this.#places.flatMap(({ watch }) => [...watch.unasked]));
    const [one, other] = this.#places.map(({ till }) =>
      till.view.training ? [] : [...tabsOf(till.view).keys()],
    );
    const both = one?.filter((id) => other?.includes(id) === true && !unasked.has(id));
    assert.equal(both, [], 'tabs at two tills');
  }

  async #end(): Promise<void> {
    for (const { till } of this.#places) {
      till.line.mend();
      printerMended(till);
    }
    // What is practised owes nothing and stands in no journal.
    for (const place of this.#places)
      if (place.till.view.training) await this.#do(place, { name: 'end-training', body: {} });
    await this.#look();
    for (const { watch } of this.#places) await watch.audit();
    const sold = this.#places.flatMap(({ watch }) => watch.sold);
    await judgeOffice(this.#shop, { sold, twice: this.#twice });
    await judgeAccounts(this.#shop, {
      sales: sold.map(({ sale }) => sale),
      received: this.#places.flatMap(({ watch }) => watch.received),
    });
    const [{ till } = { till: undefined }] = this.#places;
    const sales = this.#places.flatMap(({ watch }) => watch.oracle.sales);
    if (till !== undefined) await judgeCards(till, sales);
    const boxes = [this.#shop.office, ...this.#shop.tills.map(({ box }) => box)];
    assert.equal(
      boxes.flatMap(({ troubles }) => troubles),
      [],
    );
  }

  #remember(asked: string, reply: PageReply): void {
    const answer = reply.ok
      ? JSON.stringify(reply.value)
      : `${reply.failure.code} ${JSON.stringify(reply.failure.data)}`;
    this.#recent.push(`${String(this.#step)} ${asked} -> ${answer}`);
    if (this.#recent.length > stepsRemembered) this.#recent.shift();
  }
}

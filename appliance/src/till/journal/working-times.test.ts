// Working times as they are read back: whatever is clocked, corrected and deleted in whatever order, the list is what a plain account of it
// says, nothing that was clocked is lost, and only the wanted period and person are read.
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { openJournal } from '../../../test/journal/open-journal.ts';
import { sampleSigner } from '../../../test/journal/sample-journal.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { firstPrev, type Entry, subjectOf } from '../../domain/journal/entry.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import { decide } from '../../domain/register/decide.ts';
import { evolve } from '../../domain/register/evolve.ts';
import { emptyRegister } from '../../domain/register/state.ts';
import type { WorkingTime } from '../../domain/working-time/working-time.ts';
import { seal } from '../../journal/chain.ts';
import { WorkingTimes } from './working-times.ts';

const test = suite('working times in the journal');
const settings = sampleSettings();
const signer = sampleSigner();
const journal = await openJournal();
const people = ['ingrid', 'pavel', 'femke'];
test.after(async () => journal.database.close());

/** A register that only clocks: rules, fold and journal, and beside them an account kept by hand. */
class Clocked {
  readonly read: WorkingTimes;
  readonly account = new Map<string, WorkingTime>();
  state = emptyRegister('B1', 'NOK');
  now = 1_000_000;
  #head = { seq: 0, hash: firstPrev };
  readonly #register: string;

  constructor(register: string) {
    this.#register = register;
    this.read = new WorkingTimes(journal.database, register);
  }

  async run(command: RegisterCommand, user: string): Promise<boolean> {
    const actor = { user, grants: { 'shifts.manage': 'allowed' } } as const;
    const decision = decide(this.state, command, { settings, actor, now: this.now });
    if (!decision.ok) return false;
    const entries: Entry[] = [];
    for (const event of decision.value) {
      const entry = seal(
        {
          register: this.#register,
          seq: this.#head.seq + 1,
          at: this.now,
          who: user,
          type: event.type,
          v: 1,
          subject: subjectOf(event, null),
          payload: event.payload,
          prev: this.#head.hash,
        },
        signer,
      );
      this.#head = { seq: entry.seq, hash: entry.hash };
      this.state = evolve(this.state, event, { at: this.now, by: user });
      entries.push(entry);
    }
    if (entries.length > 0)
      await journal.store.commit({ entries, answers: [], sales: [], returned: [], jobs: [] });
    return entries.length > 0;
  }

  async correct(id: string, start: number, end: number | null): Promise<void> {
    const time = await this.read.find(id);
    if (time === undefined) return;
    const others = await this.read.nearby(time, end ?? Number.MAX_SAFE_INTEGER);
    const before = this.account.get(id);
    if (before === undefined) throw new Error('read back what nobody clocked');
    const overlaps = [...this.account.values()].some(
      (other) =>
        other.id !== id &&
        other.user === before.user &&
        other.deleted === undefined &&
        start < (other.end ?? this.now) &&
        other.start < (end ?? this.now),
    );
    const done = await this.run({ type: 'correct-working-time', time, others, start, end }, 'femke');
    assert.not.ok(done && overlaps, 'two working times of one person at once');
    if (!done) return;
    const original = before.original ?? { start: before.start, end: before.end };
    this.account.set(id, { ...before, start, end, original, edited: { by: 'femke', at: this.now } });
  }
}

const move = fc.record({
  what: fc.constantFrom('in', 'out', 'out', 'correct', 'correct', 'delete'),
  person: fc.nat(2),
  pick: fc.nat(50),
  /** Minutes; the clock may be set back. */
  passes: fc.integer({ min: -30, max: 900 }),
  start: fc.integer({ min: -300, max: 60 }),
  length: fc.integer({ min: -10, max: 1_600 }),
  open: fc.boolean(),
});

const minute = 60_000;
let registers = 0;

test(
  'any order of clocking, correcting and deleting: the list is the account',
  { timeoutMs: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 30 }), async (moves) => {
        registers += 1;
        const shop = new Clocked(`R${String(registers)}`);
        for (const [index, { what, person, pick, passes, start, length, open }] of moves.entries()) {
          shop.now += passes * minute;
          const user = people[person] ?? '';
          const ids = [...shop.account.keys()];
          const picked = shop.account.get(ids[pick % Math.max(1, ids.length)] ?? '');
          const id = `w${String(index)}`;
          if (what === 'in') {
            if (await shop.run({ type: 'clock-in', workingTime: id }, user))
              shop.account.set(id, { id, user, start: shop.now, end: null });
          } else if (what === 'out') {
            const time = [...shop.account.values()].find(
              (each) => each.user === user && each.end === null && each.deleted === undefined,
            );
            assert.is(await shop.run({ type: 'clock-out' }, user), time !== undefined);
            if (time !== undefined) {
              const end = Math.max(shop.now, time.start);
              const { original } = time;
              const clocked = original === undefined ? {} : { original: { ...original, end } };
              shop.account.set(time.id, { ...time, end, ...clocked });
            }
          } else if (picked === undefined) continue;
          else if (what === 'correct') {
            const from = picked.start + start * minute;
            await shop.correct(picked.id, from, open ? null : from + length * minute);
          } else {
            const time = await shop.read.find(picked.id);
            if (time !== undefined && (await shop.run({ type: 'delete-working-time', time }, 'femke')))
              shop.account.set(picked.id, { ...picked, deleted: { by: 'femke', at: shop.now } });
          }
        }
        await sameAsAccount(shop);
      }),
      { numRuns: 60 },
    );
  },
);

async function sameAsAccount(shop: Clocked): Promise<void> {
  const byStart = (one: WorkingTime, other: WorkingTime): number =>
    other.start - one.start || (one.id < other.id ? -1 : 1);
  const all = [...shop.account.values()].sort(byStart);
  const found = await shop.read.within({ from: 0, to: Number.MAX_SAFE_INTEGER });
  assert.equal(found, { times: all, complete: true });
  for (const { start, end } of found.times) assert.ok(end === null || end >= start);
  const middle = all[Math.floor(all.length / 2)]?.start ?? 0;
  for (const user of [undefined, ...people]) {
    const wanted = { from: middle, to: shop.now, ...(user === undefined ? {} : { user }) };
    const { times } = await shop.read.within(wanted);
    assert.equal(
      times,
      all.filter(
        ({ start, user: of }) => start >= middle && start < shop.now && (user === undefined || of === user),
      ),
    );
  }
  const inNow = all.filter(({ end, deleted }) => end === null && deleted === undefined);
  assert.equal(Object.keys(shop.state.clockedIn).sort(), inNow.map(({ user }) => user).sort());
}

test('a period that holds more than is read at once says so', async () => {
  const rows = 4_001;
  let prev = firstPrev;
  const entries = Array.from({ length: rows }, (_none, index) => {
    const entry = seal(
      {
        register: 'MANY',
        seq: index + 1,
        at: index,
        who: 'ingrid',
        type: 'working-time.started',
        v: 1,
        subject: `working-time:m${String(index)}`,
        payload: { workingTime: `m${String(index)}`, user: 'ingrid', start: index },
        prev,
      },
      signer,
    );
    prev = entry.hash;
    return entry;
  });
  await journal.store.commit({ entries, answers: [], sales: [], returned: [], jobs: [] });
  const many = new WorkingTimes(journal.database, 'MANY');
  const found = await many.within({ from: 0, to: rows });
  assert.is(found.complete, false);
  assert.is(found.times.length, rows - 1);
  assert.is(found.times.at(-1)?.start, 1, 'the oldest is left out');
  assert.is((await many.within({ from: 1, to: rows })).complete, true);
});

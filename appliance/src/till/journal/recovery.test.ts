// Whatever was done at a register, by chance: what a start reads back from the journal is the state that was left, with and without a
// snapshot, and the audit finds nothing in it. The rules here are the real ones.
import fc from 'fast-check';
import { assert, longRun, note, suite } from '../../../test/kit.ts';
import { openJournal, type OpenJournal } from '../../../test/journal/open-journal.ts';
import { sampleSigner } from '../../../test/journal/sample-journal.ts';
import { commandFor, type Move, moves } from '../../../test/register-moves.ts';
import { shops } from '../../../test/register-shops.ts';
import { oracleFor } from '../../../test/register-oracle.ts';
import { anna, sampleRegister } from '../../../test/sample-register.ts';
import { subjectOf } from '../../domain/journal/entry.ts';
import type { Problem } from '../../domain/journal/problem.ts';
import { eventVersion, type RegisterEvent } from '../../domain/register/events.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import { readRegister } from '../register/open-register.ts';
import { addSideRows, type SideRows } from '../register/side-rows.ts';
import { auditJournal } from './audit.ts';
import { seal } from '../../journal/chain.ts';

const test = suite('recovery');
const signer = sampleSigner();
let open: OpenJournal;
let registers = 0;

test.before(async () => {
  open = await openJournal();
  await open.database.write('INSERT INTO box_key VALUES (?, ?, 0)', [signer.key, signer.publicKey]);
});
test.after(() => open.database.close());

async function commit(events: readonly RegisterEvent[], name: string, at: number): Promise<void> {
  let head = await open.store.head(name);
  const rows: SideRows = { sales: [], returned: [], jobs: [] };
  const entries = events.map((event) => {
    const body = {
      register: name,
      seq: head.seq + 1,
      at,
      who: 'anna',
      type: event.type,
      v: eventVersion,
      subject: subjectOf(event, 1),
    };
    const entry = seal({ ...body, payload: event.payload, prev: head.hash }, signer);
    head = { seq: entry.seq, hash: entry.hash };
    addSideRows(rows, { event, entry }, { print: true });
    return entry;
  });
  await open.store.commit({ entries, answers: [], ...rows });
}

interface Played {
  readonly name: string;
  readonly state: RegisterState;
  readonly entries: number;
}

/** Plays the moves, with a snapshot after every `every` of them; what each state is must be read back right then. */
async function play(settings: ShopSettings, list: readonly Move[], every: number): Promise<Played> {
  registers += 1;
  const name = `R${String(registers)}`;
  const register = sampleRegister(settings, name);
  const oracle = oracleFor(settings.currency.code);
  for (const [index, move] of list.entries()) {
    const decision = register.ask(commandFor(move, register, oracle), anna);
    if (!decision.ok || decision.value.length === 0) continue;
    for (const event of decision.value) {
      register.happen(event);
      oracle.hear(event);
    }
    await commit(decision.value, name, register.recorded.at(-1)?.context.at ?? 0);
    if (index % every === every - 1)
      await open.store.saveSnapshot(name, register.recorded.length, register.state);
  }
  return { name, state: register.state, entries: register.recorded.length };
}

const plain = (state: RegisterState): unknown => JSON.parse(JSON.stringify(state));

test(
  'the state read back is the state that was left',
  { timeoutMs: longRun ? 1_200_000 : 60_000 },
  async () => {
    let entries = 0;
    const runs = longRun ? 300 : 12;
    const property = fc.asyncProperty(
      fc.constantFrom(...shops),
      moves(1),
      fc.integer({ min: 5, max: 40 }),
      async (settings, list, every) => {
        const played = await play(settings, list, every);
        entries += played.entries;
        const currency = settings.currency.code;
        const shortCut = await readRegister(open.store, played.name, currency);
        assert.equal(plain(shortCut.state), plain(played.state));
        assert.is(shortCut.head.seq, played.entries);
        await open.database.write('DELETE FROM snapshot WHERE register = ?', [played.name]);
        assert.equal(
          plain((await readRegister(open.store, played.name, currency)).state),
          plain(played.state),
        );
      },
    );
    await fc.assert(property, { numRuns: runs, endOnFailure: true });
    const problems: Problem[] = [];
    const audits = await auditJournal(open.database, { onProblem: (problem) => problems.push(problem) });
    assert.equal(problems, []);
    assert.is(
      audits.reduce((sum, audit) => sum + audit.entries, 0),
      entries,
    );
    note(`recovery: ${String(runs)} random histories, ${String(entries)} entries`);
  },
);

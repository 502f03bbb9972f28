// What must hold of a till's journal, read beside the running daemon: a second opinion on every sum, somebody behind every entry, and never
// more taken back than was sold, whichever till took it back.
import { join } from 'node:path';
import type { AccountReceived } from '../../../src/domain/customer/account.ts';
import type { RegisterEvent, RegisterEventType } from '../../../src/domain/register/events.ts';
import type { Sale } from '../../../src/domain/register/sale.ts';
import { openSnapshot, type Snapshot } from '../../../src/platform/database/read-only.ts';
import { auditJournal } from '../../../src/till/journal/audit.ts';
import { databaseName } from '../../../src/till/journal/files.ts';
import { assert } from '../../kit.ts';
import { type Oracle, oracleFor } from '../../register-oracle.ts';
import type { DatedSale } from './judge-office.ts';
import { approvers, people } from './scene.ts';
import type { WalkTill } from './two-tills.ts';

/** What a machine does of itself. */
const ofItself: ReadonlySet<string> = new Set<RegisterEventType>([
  'daemon.started',
  'daemon.stopped',
  'fiscal.key-taken',
  // What another till of the shop wants of this one.
  'tab.handed-over',
  'tab.taken-over',
  'tab.given-up',
  'tab.shared',
  'tab.withdrawn',
  'staff.logged-out',
  'staff.locked-out',
]);
const known = new Set(people.map(({ id }) => id));
const mayApprove = new Set(approvers.map(({ id }) => id));

export class JournalWatch {
  readonly oracle: Oracle = oracleFor('NOK');
  readonly sold: DatedSale[] = [];
  readonly received: AccountReceived[] = [];
  /** Tabs that went to another till or came from one. */
  readonly moved = new Set<string>();
  /** Of those, what was taken without asking. */
  readonly unasked = new Set<string>();
  readonly #till: WalkTill;
  #seq = 0;

  constructor(till: WalkTill) {
    this.#till = till;
  }

  /** Reads what is new. Answers the types of it. */
  async follow(): Promise<readonly string[]> {
    return this.#looked(async (snapshot) => {
      const rows = await snapshot.all(
        'SELECT seq, at, who, approved_by, type, payload FROM entry WHERE seq > ? ORDER BY seq',
        [this.#seq],
      );
      return rows.map((row) => {
        const type = String(row['type']);
        const payload: unknown = JSON.parse(String(row['payload']));
        this.#hear({ type, payload } as RegisterEvent, Number(row['at']));
        this.#attributed(type, String(row['who']), String(row['approved_by'] ?? ''));
        this.#seq = Number(row['seq']);
        return type;
      });
    });
  }

  /** The chain and the signatures, from the first entry to the last. */
  async audit(): Promise<void> {
    await this.#looked(async (snapshot) => {
      await auditJournal(snapshot, { onProblem: (problem) => assert.unreachable(JSON.stringify(problem)) });
    });
  }

  #hear(event: RegisterEvent, at: number): void {
    this.oracle.hear(event);
    if (event.type === 'sale.completed') this.sold.push({ at, sale: event.payload.sale });
    if (event.type === 'account.paid') this.received.push(event.payload.received);
    if (event.type === 'shift.x-reported') this.oracle.check(event.payload.report);
    if (event.type === 'tab.handed-over' || event.type === 'tab.taken-over' || event.type === 'tab.given-up')
      this.moved.add(event.payload.tab);
    if (event.type === 'tab.taken-over' && event.payload.unconfirmed === true)
      this.unasked.add(event.payload.tab);
  }

  #attributed(type: string, who: string, approvedBy: string): void {
    if (who === 'system') assert.ok(ofItself.has(type), `nobody did ${type}`);
    else assert.ok(known.has(who), `${who} did ${type}`);
    assert.ok(approvedBy === '' || mayApprove.has(approvedBy), `${approvedBy} approved ${type}`);
  }

  async #looked<T>(look: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const snapshot = await openSnapshot(join(this.#till.box.folder, databaseName));
    try {
      return await look(snapshot);
    } finally {
      await snapshot.close();
    }
  }
}

/**
 * Over all tills: of no line more came back than was sold, in pieces or in money, unless two tills that could not ask each other both took it
 * back. Answers those receipts, `<register>/<receipt>`.
 */
export function returnedTwice(sales: ReadonlyMap<string, readonly Sale[]>): ReadonlySet<string> {
  const back = new Map<string, { quantity: number; gross: number; readonly at: Set<string> }>();
  const twice = new Set<string>();
  for (const [register, sold] of sales)
    for (const { quantity, returnOf } of sold.flatMap(({ lines }) => lines)) {
      // Nobody could look it up: taken back unverified, and told so.
      if (returnOf?.receipt === undefined || returnOf.line === undefined) continue;
      const from = returnOf.register ?? register;
      const receipt = `${from}/${String(returnOf.receipt)}`;
      const line = sales.get(from)?.[returnOf.receipt - 1]?.lines.find(({ id }) => id === returnOf.line);
      assert.ok(line !== undefined, `what came back of ${receipt} was never sold`);
      const sums = back.get(`${receipt}/${line.id}`) ?? { quantity: 0, gross: 0, at: new Set<string>() };
      sums.quantity -= quantity;
      sums.gross += returnOf.gross;
      sums.at.add(register);
      back.set(`${receipt}/${line.id}`, sums);
      if (sums.quantity <= line.quantity && sums.gross <= line.total) continue;
      assert.ok(sums.at.size > 1, `too much of ${receipt} came back to one till`);
      twice.add(receipt);
    }
  return twice;
}

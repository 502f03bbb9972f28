// The journal in SQLite: a commit is one INSERT into a view whose trigger unpacks it (migrations/0001-journal.ts), so that it is whole
// or absent, cannot mix with another, and costs one fsync.
import { createHash } from 'node:crypto';
import { type Entry, firstPrev } from '../../domain/journal/entry.ts';
import type { ReturnableSale } from '../../domain/register/commands.ts';
import { type RegisterState, registerStateVersion } from '../../domain/register/state.ts';
import type { Sale } from '../../domain/register/sale.ts';
import { Fault } from '../../platform/fault.ts';
import type { Database, Row } from '../../platform/ports/database.ts';
import {
  type CashEntry,
  cashEntries,
  type CashSpan,
  cashSurroundings,
  type CashSurroundings,
} from './cash-entries.ts';
import { entryColumns, entryOf, rowOf } from './entry-row.ts';
import type { ChainHead } from '../../journal/head.ts';
import type { CommitParts, JournalStore, SaleRow } from './store.ts';

const pageMax = 1_000;

export class SqliteJournalStore implements JournalStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async head(register: string): Promise<ChainHead> {
    const row = await this.#database.get(
      'SELECT seq, hash FROM entry WHERE register = ? ORDER BY seq DESC LIMIT 1',
      [register],
    );
    const head =
      row === undefined
        ? { seq: 0, hash: firstPrev }
        : { seq: Number(row['seq']), hash: String(row['hash']) };
    await this.#checkTail(register, head);
    return head;
  }

  async commit(parts: CommitParts): Promise<void> {
    const single = singleOf(parts);
    if (single !== undefined) {
      await this.#database.write(insertOne, single);
      return;
    }
    await this.#database.write(
      'INSERT INTO commit_in (entries, answers, sales, returned, jobs) VALUES (?, ?, ?, ?, ?)',
      [
        rows(parts.entries.map(rowOf)),
        rows(parts.answers.map((answer) => [answer.id, answer.register, answer.answer, answer.at])),
        rows(parts.sales.map(saleValues)),
        rows(
          parts.returned.map((row) => [
            row.register,
            row.receipt,
            row.line,
            row.quantity,
            row.gross,
            row.vat,
          ]),
        ),
        rows(
          parts.jobs.map((job) => [
            job.id,
            job.register,
            job.kind,
            job.subject,
            JSON.stringify(job.request),
            job.at,
          ]),
        ),
      ],
    );
  }

  async answer(commandId: string): Promise<string | undefined> {
    const row = await this.#database.get('SELECT answer FROM answer WHERE id = ?', [commandId]);
    return row === undefined ? undefined : String(row['answer']);
  }

  /** Drops answers recorded before `at`: nobody repeats a command after days. Returns how many went, at most `limit`. */
  async forgetAnswers(at: number, limit = 10_000): Promise<number> {
    const { changes } = await this.#database.write(
      'DELETE FROM answer WHERE id IN (SELECT id FROM answer WHERE at < ? LIMIT ?)',
      [at, limit],
    );
    return changes;
  }

  async entries(register: string, after: number, limit: number): Promise<readonly Entry[]> {
    const found = await this.#database.all(
      `SELECT ${entryColumns} FROM entry WHERE register = ? AND seq > ? ORDER BY seq LIMIT ?`,
      [register, after, Math.min(limit, pageMax)],
    );
    return found.map(entryOf);
  }

  async snapshot(
    register: string,
  ): Promise<{ readonly seq: number; readonly state: RegisterState } | undefined> {
    const found = await this.#database.all(
      `SELECT snapshot.seq, snapshot.state, snapshot.sum FROM snapshot
       JOIN entry ON entry.register = snapshot.register AND entry.seq = snapshot.seq AND entry.hash = snapshot.hash
       WHERE snapshot.register = ? AND state_version = ? ORDER BY snapshot.seq DESC`,
      [register, registerStateVersion],
    );
    const usable = found.find((row) => sumOf(String(row['state'])) === row['sum']);
    if (usable === undefined) return undefined;
    // The sum says that it is, to the letter, what this program wrote for this version of the state.
    return { seq: Number(usable['seq']), state: JSON.parse(String(usable['state'])) as RegisterState };
  }

  async saveSnapshot(register: string, seq: number, state: RegisterState): Promise<void> {
    const text = JSON.stringify(state);
    await this.#database.write(
      `INSERT INTO snapshot (register, seq, hash, state_version, state, sum)
       SELECT register, seq, hash, ?, ?, ? FROM entry WHERE register = ? AND seq = ?
       ON CONFLICT DO UPDATE SET hash = excluded.hash, state_version = excluded.state_version,
         state = excluded.state, sum = excluded.sum`,
      [registerStateVersion, text, sumOf(text), register, seq],
    );
  }

  async returnable(register: string, receipt: number): Promise<ReturnableSale | undefined> {
    const row = await this.#database.get(
      `SELECT entry.payload FROM sale JOIN entry ON entry.register = sale.register AND entry.seq = sale.seq
       WHERE sale.register = ? AND sale.receipt = ?`,
      [register, receipt],
    );
    if (row === undefined) return undefined;
    const { sale } = JSON.parse(String(row['payload'])) as { sale: Sale };
    return { sale, returned: await this.returned(register, receipt) };
  }

  async returned(register: string, receipt: number): Promise<ReturnableSale['returned']> {
    const lines = await this.#database.all(
      'SELECT line, quantity, gross, vat FROM returned WHERE register = ? AND receipt = ?',
      [register, receipt],
    );
    return Object.fromEntries(lines.map((line) => [String(line['line']), returnedOf(line)]));
  }

  async copies(register: string, receipt: number): Promise<number> {
    const row = await this.#database.get(
      "SELECT count(*) AS copies FROM entry INDEXED BY entry_copy WHERE register = ? AND type = 'receipt.copied' AND payload->>'receipt' = ?",
      [register, receipt],
    );
    return Number(row?.['copies']);
  }

  async sales(
    register: string,
    query: { readonly before?: number; readonly limit: number },
  ): Promise<readonly SaleRow[]> {
    const found = await this.#database.all(
      `SELECT register, receipt, seq, tab, tab_number, shift, kind, at, total, operator FROM sale
       WHERE register = ? AND receipt < ? ORDER BY receipt DESC LIMIT ?`,
      [register, query.before ?? Number.MAX_SAFE_INTEGER, Math.min(query.limit, pageMax)],
    );
    return found.map(saleOf);
  }

  async close(register: string, zNumber: number): Promise<Entry | undefined> {
    const row = await this.#database.get(
      `SELECT ${entryColumns} FROM entry INDEXED BY entry_close
       WHERE register = ? AND type = 'shift.closed' AND payload->'report'->>'zNumber' = ?`,
      [register, zNumber],
    );
    return row === undefined ? undefined : entryOf(row);
  }

  async closes(register: string, limit: number): Promise<readonly Entry[]> {
    const found = await this.#database.all(
      `SELECT ${entryColumns} FROM entry INDEXED BY entry_close
       WHERE register = ? AND type = 'shift.closed' ORDER BY seq DESC LIMIT ?`,
      [register, Math.min(limit, pageMax)],
    );
    return found.map(entryOf);
  }

  async cashEntries(register: string, span: CashSpan): Promise<readonly CashEntry[]> {
    return cashEntries(this.#database, register, { ...span, limit: Math.min(span.limit, pageMax) });
  }

  async cashSurroundings(
    register: string,
    entries: readonly number[],
  ): Promise<ReadonlyMap<number, CashSurroundings>> {
    return cashSurroundings(this.#database, register, entries);
  }

  /** What was written together with an entry must not be there without it: then the end of the chain is lost. */
  async #checkTail(register: string, head: ChainHead): Promise<void> {
    const row = await this.#database.get(
      `SELECT max(
         coalesce((SELECT seq FROM sale WHERE register = ?1 ORDER BY receipt DESC LIMIT 1), 0),
         coalesce((SELECT max(seq) FROM snapshot WHERE register = ?1), 0)) AS seq`,
      [register],
    );
    const seen = Number(row?.['seq'] ?? 0);
    if (seen > head.seq) throw new Fault('storage.corrupt', { register, head: head.seq, seen });
  }
}

const insertOne = `INSERT INTO entry_in (${entryColumns}, command, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The values of a commit that is one entry with the answer to its command, and nothing else. */
function singleOf({
  entries,
  answers,
  sales,
  returned,
  jobs,
}: CommitParts): readonly (string | number | null)[] | undefined {
  const [entry] = entries;
  const [answer] = answers;
  if (entry === undefined || answer === undefined || entries.length + answers.length > 2) return undefined;
  // The answer takes its register and time from the entry.
  if (answer.register !== entry.register || answer.at !== entry.at) return undefined;
  return sales.length + returned.length + jobs.length > 0
    ? undefined
    : [...rowOf(entry), answer.id, answer.answer];
}

function rows(values: readonly (readonly unknown[])[]): string | null {
  return values.length === 0 ? null : JSON.stringify(values);
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function saleValues(sale: SaleRow): readonly (string | number)[] {
  return [
    sale.register,
    sale.receipt,
    sale.seq,
    sale.tab,
    sale.tabNumber,
    sale.shift,
    sale.kind,
    sale.at,
    sale.total,
    sale.operator,
  ];
}

function saleOf(row: Row): SaleRow {
  return {
    register: String(row['register']),
    receipt: Number(row['receipt']),
    seq: Number(row['seq']),
    tab: String(row['tab']),
    tabNumber: String(row['tab_number']),
    shift: Number(row['shift']),
    kind: String(row['kind']),
    at: Number(row['at']),
    total: Number(row['total']),
    operator: String(row['operator']),
  };
}

function returnedOf(row: Row): ReturnableSale['returned'][string] {
  // Sums of what was committed as branded amounts.
  return {
    quantity: Number(row['quantity']) as ReturnableSale['returned'][string]['quantity'],
    gross: Number(row['gross']) as ReturnableSale['returned'][string]['gross'],
    vat: Number(row['vat']) as ReturnableSale['returned'][string]['vat'],
  };
}

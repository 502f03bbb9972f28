// Compares what was written beside the journal (list of sales, returned sums) with what the journal itself says, and receipt and
// Z numbers with one another: an end cut off cleanly breaks no hash, but it leaves one of these behind, or a number on paper.
import type { Problem, ProblemKind } from '../../domain/journal/problem.ts';
import type { Row } from '../../platform/ports/database.ts';
import type { JournalSource } from './journal-reader.ts';
import { type ReturnContent, saleColumns, type SaleContent, saleContent, zNumber } from './sale-content.ts';
import type { StoredEntry } from '../../journal/stored-entry.ts';

interface Returned {
  readonly quantity: number;
  readonly gross: number;
  readonly vat: number;
  /** The entry that last added to it. */
  readonly seq: number;
}

const listedMax = 100;

export class SideCheck {
  readonly #source: JournalSource;
  readonly #register: string;
  readonly #returned = new Map<string, Returned>();
  #sales = 0;
  #receipt = 0;
  #z = 0;
  /** The number after an entry whose own number cannot be believed is taken as it comes. */
  #anyReceipt = false;
  #anyZ = false;
  #returnsKnown = true;

  constructor(source: JournalSource, register: string) {
    this.#source = source;
    this.#register = register;
  }

  get lastReceipt(): number {
    return this.#receipt;
  }

  get lastZ(): number {
    return this.#z;
  }

  /** Problems of one entry whose content gives its hash. Entries must come in order. */
  async add(entry: StoredEntry): Promise<readonly Problem[]> {
    if (entry.header.type === 'sale.completed') return this.#addSale(entry);
    if (entry.header.type === 'shift.closed') return this.#addClose(entry);
    return [];
  }

  /** An entry that is not what was written: the chain has named it, and nothing follows from what it says. */
  passOver(): void {
    this.#anyReceipt = true;
    this.#anyZ = true;
    this.#returnsKnown = false;
  }

  /** Problems of what is left over when the last entry, `headSeq`, has been added. */
  async end(headSeq: number): Promise<readonly Problem[]> {
    const strayed = [...(await this.#strayed(headSeq)), ...(await this.#lostSnapshot(headSeq))];
    return [...strayed, ...this.#lostTail(headSeq, strayed), ...(await this.#returnedRows())];
  }

  async #addSale(entry: StoredEntry): Promise<readonly Problem[]> {
    const { seq } = entry.header;
    const sale = saleContent(entry.payload);
    if (sale === undefined) {
      this.passOver();
      return [this.#problem(seq, 'payload', 'this is no sale')];
    }
    const { receipt } = sale;
    const problems: Problem[] = [];
    if (receipt !== this.#receipt + 1 && !this.#anyReceipt) {
      problems.push(this.#problem(seq, 'number', `receipt ${receipt} follows receipt ${this.#receipt}`));
    }
    this.#receipt = receipt;
    this.#anyReceipt = false;
    this.#sales += 1;
    for (const part of sale.returns) this.#addReturn(part, seq);
    return [...problems, ...(await this.#saleRow(entry, sale))];
  }

  async #saleRow({ header }: StoredEntry, sale: SaleContent): Promise<readonly Problem[]> {
    const { receipt } = sale;
    const row = await this.#source.get('SELECT * FROM sale WHERE register = ? AND receipt = ?', [
      this.#register,
      receipt,
    ]);
    if (row === undefined)
      return [this.#problem(header.seq, 'sale-row', `receipt ${receipt} is not in the list of sales`)];
    const same =
      row['seq'] === header.seq &&
      row['at'] === header.at &&
      row['operator'] === header.who &&
      sameSale(row, sale);
    return same
      ? []
      : [
          this.#problem(
            header.seq,
            'sale-row',
            `the list of sales says something else of receipt ${receipt}`,
          ),
        ];
  }

  #addReturn(part: ReturnContent, seq: number): void {
    const key = keyOf(part.receipt, part.line);
    const before = this.#returned.get(key) ?? { quantity: 0, gross: 0, vat: 0 };
    this.#returned.set(key, {
      quantity: before.quantity + part.quantity,
      gross: before.gross + part.gross,
      vat: before.vat + part.vat,
      seq,
    });
  }

  #addClose(entry: StoredEntry): readonly Problem[] {
    const { seq } = entry.header;
    const z = zNumber(entry.payload);
    if (z === undefined) {
      this.passOver();
      return [this.#problem(seq, 'payload', 'this is no Z-report')];
    }
    const follows = z === this.#z + 1 || this.#anyZ;
    const detail = `Z-report ${z} follows Z-report ${this.#z}`;
    this.#z = z;
    this.#anyZ = false;
    return follows ? [] : [this.#problem(seq, 'number', detail)];
  }

  async #strayed(headSeq: number): Promise<readonly Problem[]> {
    const count = await this.#source.get('SELECT count(*) AS sales FROM sale WHERE register = ?', [
      this.#register,
    ]);
    if (count?.['sales'] === this.#sales) return [];
    const rows = await this.#source.all(
      `SELECT sale.receipt, sale.seq FROM sale
       LEFT JOIN entry ON entry.register = sale.register AND entry.seq = sale.seq AND entry.type = 'sale.completed'
       WHERE sale.register = ? AND entry.seq IS NULL ORDER BY sale.seq LIMIT ?`,
      [this.#register, listedMax],
    );
    return rows.map((row) => {
      const seq = Number(row['seq']);
      const kind = seq > headSeq ? 'tail-lost' : 'sale-row';
      return this.#problem(
        seq,
        kind,
        `receipt ${String(row['receipt'])} is in the list of sales, but not in the journal`,
      );
    });
  }

  /** Names the first entry that is lost, where what was written later shows that there must be one. */
  #lostTail(headSeq: number, strayed: readonly Problem[]): readonly Problem[] {
    const later = strayed.filter((problem) => problem.kind === 'tail-lost').map((problem) => problem.seq);
    if (later.length === 0 || later.includes(headSeq + 1)) return [];
    return [this.#problem(headSeq + 1, 'tail-lost', `nothing can be read after entry ${headSeq}`)];
  }

  async #returnedRows(): Promise<readonly Problem[]> {
    if (!this.#returnsKnown) return [];
    const rows = await this.#source.all(
      'SELECT receipt, line, quantity, gross, vat FROM returned WHERE register = ?',
      [this.#register],
    );
    const problems: Problem[] = [];
    for (const row of rows) {
      const key = keyOf(Number(row['receipt']), String(row['line']));
      const sum = this.#returned.get(key);
      this.#returned.delete(key);
      if (sum?.quantity === row['quantity'] && sum?.gross === row['gross'] && sum?.vat === row['vat'])
        continue;
      problems.push(
        this.#problem(sum?.seq ?? 0, 'returned-row', `what was returned of ${key} does not add up`),
      );
    }
    for (const [key, sum] of this.#returned) {
      problems.push(this.#problem(sum.seq, 'returned-row', `the return of ${key} is not counted`));
    }
    return problems;
  }

  async #lostSnapshot(headSeq: number): Promise<readonly Problem[]> {
    const row = await this.#source.get('SELECT max(seq) AS seq FROM snapshot WHERE register = ?', [
      this.#register,
    ]);
    const seq = Number(row?.['seq'] ?? 0);
    return seq > headSeq
      ? [this.#problem(seq, 'tail-lost', 'a state was kept of an entry that is not there')]
      : [];
  }

  #problem(seq: number, kind: ProblemKind, detail: string): Problem {
    return { register: this.#register, seq, kind, detail };
  }
}

function sameSale(row: Row, sale: SaleContent): boolean {
  return saleColumns.every((column, index) => row[column] === sale.row[index]);
}

function keyOf(receipt: number, line: string): string {
  return `line ${line} of receipt ${receipt}`;
}

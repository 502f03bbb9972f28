// Compares what was written beside the journal (list of sales, returned sums) with what the journal itself says, and receipt and
// Z numbers with one another: an end cut off cleanly breaks no hash, but it leaves one of these behind, or a number on paper.
import type { Problem, ProblemKind } from '../../domain/journal/problem.ts';
import type { Sale } from '../../domain/register/sale.ts';
import type { ShiftReport } from '../../domain/shift/report.ts';
import type { Row } from '../../platform/ports/database.ts';
import type { JournalSource } from './journal-reader.ts';
import type { StoredEntry } from './stored-entry.ts';

interface Returned {
  quantity: number;
  gross: number;
  vat: number;
  /** The entry that last added to it. */
  seq: number;
}

const listedMax = 100;

export class SideCheck {
  readonly #source: JournalSource;
  readonly #register: string;
  readonly #returned = new Map<string, Returned>();
  #sales = 0;
  #receipt = 0;
  #z = 0;

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

  /** Problems of one entry. Entries must come in order; one whose content is broken is passed over, the chain names it. */
  async add(entry: StoredEntry): Promise<readonly Problem[]> {
    if (entry.header.type === 'sale.completed') {
      const sale = contentOf<{ readonly sale?: Sale }>(entry)?.sale;
      return sale === undefined ? [] : this.#sale(entry, sale);
    }
    if (entry.header.type === 'shift.closed') {
      const report = contentOf<{ readonly report?: ShiftReport }>(entry)?.report;
      return report === undefined ? [] : this.#close(entry, report);
    }
    return [];
  }

  /** Problems of what is left over when the last entry, `headSeq`, has been added. */
  async end(headSeq: number): Promise<readonly Problem[]> {
    return [
      ...(await this.#strayed(headSeq)),
      ...(await this.#returnedRows()),
      ...(await this.#lostSnapshot(headSeq)),
    ];
  }

  async #sale(entry: StoredEntry, sale: Sale): Promise<readonly Problem[]> {
    const { seq } = entry.header;
    const problems: Problem[] = [];
    if (sale.receipt !== this.#receipt + 1) {
      problems.push(this.#problem(seq, 'number', `receipt ${sale.receipt} follows receipt ${this.#receipt}`));
    }
    this.#receipt = sale.receipt;
    this.#sales += 1;
    const row = await this.#source.get('SELECT * FROM sale WHERE register = ? AND receipt = ?', [
      this.#register,
      sale.receipt,
    ]);
    if (row === undefined)
      problems.push(this.#problem(seq, 'sale-row', `receipt ${sale.receipt} is not in the list of sales`));
    else if (!sameSale(row, entry, sale)) {
      problems.push(
        this.#problem(seq, 'sale-row', `the list of sales says something else of receipt ${sale.receipt}`),
      );
    }
    for (const line of sale.lines) {
      if (line.returnOf === undefined) continue;
      const { receipt, line: id, gross, vat } = line.returnOf;
      const key = keyOf(receipt, id);
      const before = this.#returned.get(key) ?? { quantity: 0, gross: 0, vat: 0 };
      const quantity = before.quantity + Math.abs(line.quantity);
      this.#returned.set(key, { quantity, gross: before.gross + gross, vat: before.vat + vat, seq });
    }
    return problems;
  }

  #close(entry: StoredEntry, report: ShiftReport): readonly Problem[] {
    const z = report.zNumber ?? 0;
    const follows = z === this.#z + 1;
    const detail = `Z-report ${z} follows Z-report ${this.#z}`;
    this.#z = z;
    return follows ? [] : [this.#problem(entry.header.seq, 'number', detail)];
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

  async #returnedRows(): Promise<readonly Problem[]> {
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
        this.#problem(sum?.seq ?? 0, 'returned-row', `what was returned of line ${key} does not add up`),
      );
    }
    for (const [key, sum] of this.#returned) {
      problems.push(this.#problem(sum.seq, 'returned-row', `the return of line ${key} is not counted`));
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

function sameSale(row: Row, { header }: StoredEntry, sale: Sale): boolean {
  const said = [
    row['seq'],
    row['tab'],
    row['tab_number'],
    row['shift'],
    row['kind'],
    row['at'],
    row['total'],
    row['operator'],
  ];
  const meant = [
    header.seq,
    sale.tab.id,
    sale.tab.number,
    sale.shift,
    sale.kind,
    header.at,
    sale.total,
    header.who,
  ];
  return said.every((value, index) => value === meant[index]);
}

function keyOf(receipt: number, line: string): string {
  return `${line} of receipt ${receipt}`;
}

/** What the payload holds, or undefined where it is no JSON. Its shape is what this program wrote, or the hash tells. */
function contentOf<T>(entry: StoredEntry): T | undefined {
  try {
    return JSON.parse(entry.payload) as T;
  } catch {
    return undefined;
  }
}

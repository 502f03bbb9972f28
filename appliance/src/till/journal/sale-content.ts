// The part of a sale and of a Z-report that an audit reads, taken from a payload that nobody has vouched for.

export interface SaleContent {
  readonly receipt: number;
  /** In the order of `saleColumns`. */
  readonly row: readonly (string | number)[];
  readonly returns: readonly ReturnContent[];
}

export interface ReturnContent {
  readonly receipt: number;
  readonly line: string;
  readonly quantity: number;
  readonly gross: number;
  readonly vat: number;
}

export const saleColumns = ['tab', 'tab_number', 'shift', 'kind', 'total'] as const;

/** Undefined where the payload does not hold a sale. */
export function saleContent(payload: string): SaleContent | undefined {
  return attempt(() => {
    const sale = field(parsed(payload), 'sale');
    const tab = field(sale, 'tab');
    return {
      receipt: number(sale, 'receipt'),
      row: [
        text(tab, 'id'),
        text(tab, 'number'),
        number(sale, 'shift'),
        text(sale, 'kind'),
        number(sale, 'total'),
      ],
      returns: list(sale, 'lines').flatMap(returnContent),
    };
  });
}

/** Number of the Z-report; undefined where the payload does not hold one. */
export function zNumber(payload: string): number | undefined {
  return attempt(() => number(field(parsed(payload), 'report'), 'zNumber'));
}

function returnContent(line: unknown): readonly ReturnContent[] {
  if (!isRecord(line)) throw new TypeError('no line');
  if (line['returnOf'] === undefined) return [];
  const of = field(line, 'returnOf');
  // Without a receipt, or against another register's: nothing of this register's came back.
  if (of['receipt'] === undefined || of['register'] !== undefined) return [];
  return [
    {
      receipt: number(of, 'receipt'),
      line: text(of, 'line'),
      quantity: Math.abs(number(line, 'quantity')),
      gross: number(of, 'gross'),
      vat: number(of, 'vat'),
    },
  ];
}

type Content = Readonly<Record<string, unknown>>;

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(payload: string): Content {
  const value: unknown = JSON.parse(payload);
  if (!isRecord(value)) throw new TypeError('no object');
  return value;
}

function field(of: Content, name: string): Content {
  const value = of[name];
  if (!isRecord(value)) throw new TypeError(`no ${name}`);
  return value;
}

function number(of: Content, name: string): number {
  const value = of[name];
  if (typeof value !== 'number') throw new TypeError(`no ${name}`);
  return value;
}

function text(of: Content, name: string): string {
  const value = of[name];
  if (typeof value !== 'string') throw new TypeError(`no ${name}`);
  return value;
}

function list(of: Content, name: string): readonly unknown[] {
  const value: unknown = of[name];
  if (!Array.isArray(value)) throw new TypeError(`no ${name}`);
  return value;
}

// The other half of the wire: reads ZPL back into what stands on each label, strictly, and answers ~HS. What it does not know is a fault,
// as is a command inside a text. With its bad days: out of labels, head open, silent, slow.
import type { Clock } from '../../../platform/ports/clock.ts';

export type PrintedField =
  | { readonly kind: 'text'; readonly text: string; readonly x: number; readonly y: number }
  | {
      readonly kind: 'ean13' | 'code128' | 'qr';
      readonly data: string;
      readonly x: number;
      readonly y: number;
    }
  | { readonly kind: 'box'; readonly x: number; readonly y: number };

export interface PrintedLabel {
  readonly width: number;
  readonly height: number;
  readonly fields: readonly PrintedField[];
}

export interface ZplSimulatorParts {
  readonly send: (bytes: Uint8Array) => void;
  readonly clock: Clock;
  /** For one label. */
  readonly labelMs?: number;
}

type Trouble = 'paper-out' | 'head-open' | 'ribbon-out' | 'paused';

const bufferMax = 100_000;
const labelsMax = 1_000;

export class ZplSimulator {
  readonly #parts: ZplSimulatorParts;
  #text = '';
  #waiting: PrintedLabel[] = [];
  #trouble: Trouble | undefined;
  #cancel: () => void = () => undefined;
  readonly labels: PrintedLabel[] = [];
  readonly faults: string[] = [];
  silent = false;
  /** Paper ends after so many more labels. */
  labelsLeft = Infinity;

  constructor(parts: ZplSimulatorParts) {
    this.#parts = parts;
  }

  get held(): number {
    return this.#text.length;
  }

  have(trouble: Trouble | undefined): void {
    this.#trouble = trouble;
    if (trouble === undefined) {
      this.labelsLeft = Infinity;
      this.#goOn();
    }
  }

  /** The cable was pulled and the power with it: what it was given is gone. */
  switchedOff(): void {
    this.#text = '';
    this.#waiting = [];
    this.#cancel();
  }

  receive(bytes: Uint8Array): void {
    this.#text += Buffer.from(bytes).toString('latin1');
    for (;;) {
      const found = /~HS|~JA|\^XA[^]*?\^XZ/.exec(this.#text);
      if (found === null) break;
      const [command] = found;
      const before = this.#text.slice(0, found.index);
      if (before !== '') this.faults.push(`between commands: ${JSON.stringify(before.slice(0, 40))}`);
      this.#text = this.#text.slice(found.index + command.length);
      if (command === '~HS') this.#answer();
      else if (command === '~JA') this.#waiting = [];
      else this.#take(command.slice(3, -3));
    }
    if (this.#text.length > bufferMax) this.#text = '';
  }

  #answer(): void {
    if (this.silent) return;
    const flag = (trouble: Trouble): string => (this.#trouble === trouble ? '1' : '0');
    const waiting = String(this.#waiting.length).padStart(8, '0');
    const paused = this.#trouble === undefined ? '0' : '1';
    for (const line of [
      `030,${flag('paper-out')},${paused},0812,000,0,0,0,000,0,0,0`,
      `000,0,${flag('head-open')},${flag('ribbon-out')},0,2,4,0,${waiting},1,000`,
      '1234,0',
    ])
      this.#parts.send(Buffer.from(`\x02${line}\x03\r\n`, 'latin1'));
  }

  #take(format: string): void {
    const { label, copies, faults } = readFormat(format);
    this.faults.push(...faults);
    for (let copy = 0; copy < copies && this.#waiting.length < labelsMax; copy += 1)
      this.#waiting.push(label);
    this.#goOn();
  }

  #goOn(): void {
    this.#cancel();
    if (this.#waiting.length === 0 || this.#trouble !== undefined) return;
    this.#cancel = this.#parts.clock.after(this.#parts.labelMs ?? 0, () => {
      const next = this.#waiting.shift();
      if (next !== undefined) this.labels.push(next);
      this.labelsLeft -= 1;
      if (this.labelsLeft <= 0) this.#trouble = 'paper-out';
      this.#goOn();
    });
  }
}

interface Format {
  readonly label: PrintedLabel;
  readonly copies: number;
  readonly faults: readonly string[];
}

/** What a field will be, as the commands before its ^FD said. */
interface Begun {
  x: number;
  y: number;
  kind: 'text' | 'ean13' | 'code128' | 'qr' | 'box' | undefined;
  hex: boolean;
  data: string;
}

/** A format as it is read, command by command. */
interface Reading {
  width: number;
  height: number;
  copies: number;
  isUtf8: boolean;
  begun: Begun;
  readonly fields: PrintedField[];
  readonly faults: string[];
}

const nothing: Begun = { x: 0, y: 0, kind: undefined, hex: false, data: '' };
const drawn: Readonly<Record<string, Begun['kind']>> = {
  A0: 'text',
  BE: 'ean13',
  BC: 'code128',
  BQ: 'qr',
  GB: 'box',
};
/** Nothing that stands on the label depends on them. */
const passedOver: ReadonlySet<string> = new Set(['LH', 'BY', 'FB']);

const commands: Readonly<
  Record<string, (reading: Reading, rest: string, numbers: readonly number[]) => void>
> = {
  CI: (reading, rest) => (reading.isUtf8 = rest === '28'),
  PW: (reading, _, [width = 0]) => (reading.width = width),
  LL: (reading, _, [height = 0]) => (reading.height = height),
  PQ: (reading, _, [copies = 1]) => (reading.copies = copies),
  FO: ({ begun }, _, [x = 0, y = 0]) => Object.assign(begun, { x, y }),
  FH: ({ begun }) => (begun.hex = true),
  FD: ({ begun, isUtf8 }, rest) => (begun.data = begun.hex ? fromHex(rest, isUtf8) : rest),
  FS: (reading) => {
    reading.fields.push(...finished(reading.begun, reading.faults));
    reading.begun = { ...nothing };
  },
};

function readFormat(format: string): Format {
  const fresh = { width: 0, height: 0, copies: 1, isUtf8: false, begun: { ...nothing } };
  const reading: Reading = { ...fresh, fields: [], faults: [] };
  for (const command of format.split('^').slice(1)) {
    const [name, rest] = [command.slice(0, 2), command.slice(2)];
    if (/[~\p{Cc}]/u.test(command)) reading.faults.push(`a command hides in ${JSON.stringify(command)}`);
    const [kind, obey] = [drawn[name], commands[name]];
    if (kind !== undefined) reading.begun.kind = kind;
    else if (obey !== undefined) obey(reading, rest, rest.split(',').map(Number));
    else if (!passedOver.has(name)) reading.faults.push(`unknown command ^${command}`);
  }
  const { width, height, fields, copies, faults, begun } = reading;
  if (begun.kind !== undefined) faults.push('a field without an end');
  return { label: { width, height, fields }, copies, faults };
}

function fromHex(data: string, isUtf8: boolean): string {
  const bytes = data.replaceAll(/_([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString(isUtf8 ? 'utf8' : 'latin1');
}

function finished({ kind, data, x, y }: Begun, faults: string[]): PrintedField[] {
  switch (kind) {
    case undefined:
      faults.push(`a field of nothing: ${data}`);
      return [];
    case 'box':
      return [{ kind, x, y }];
    case 'text':
      return [{ kind, text: data.replaceAll('\\\\', '\\'), x, y }];
    case 'code128':
      return [{ kind, data: data.replaceAll('><', '>'), x, y }];
    case 'ean13':
      if (!/^\d{12}$/.test(data)) faults.push(`EAN-13 of ${data}`);
      return [{ kind, data, x, y }];
    case 'qr':
      if (!data.startsWith('MA,')) faults.push(`QR of ${data}`);
      return [{ kind, data: data.slice(3), x, y }];
  }
}

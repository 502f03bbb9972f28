// The other half of the wire: a ZVT terminal that counts its receipts, speaks one packet at a time and waits for each to be acknowledged, with a
// ledger of what it charged and with its bad days. The ledger and the counter survive a reboot; what was under way does not.
import {
  cardMs,
  chargedBy,
  type LedgerRow,
  rowsMax,
  type SimulatedTerminal,
  type SimulatedTerminalParts,
  type TerminalMood,
} from '../simulated.ts';
import { type Apdu, Apdus, commands, encodeApdu, isAcknowledgement, refusalOf } from './codec/apdu.ts';
import { readBcd } from './codec/bcd.ts';
import { type Bitmaps, readBitmaps } from './codec/bitmaps.ts';
import { codes } from './codec/questions.ts';
import { type StatusInformation, writeStatusInformation } from './codec/status-information.ts';
import { writeText } from './codec/text.ts';

interface Running {
  readonly direction: 'pay' | 'refund';
  readonly amount: number;
  readonly currency: number;
  readonly cancel: () => void;
  /** The till that asked has gone: nobody is told. */
  readonly connection: number;
}

/** As the terminal keeps it: what it prints again. */
interface Transaction {
  readonly status: StatusInformation;
  readonly lines: readonly string[];
}

export interface ZvtBadDay {
  /** Takes back what the till did not acknowledge, and counts that too. */
  reversesUnheard: boolean;
  /** Asks the guest for a tip where none was asked for. */
  asksTips: boolean;
}

const declined = 0x05;
const date = 1123;
const time = 120_000;
const terminalId = 52_500_038;

export class ZvtSimulator implements SimulatedTerminal {
  readonly #parts: SimulatedTerminalParts;
  readonly #apdus = new Apdus();
  #ledger: LedgerRow[] = [];
  #running: Running | undefined;
  /** It has said that it gave up, and still speaks with the bank. */
  #finishing = false;
  #registered = false;
  #connection = 0;
  #receipt = 0;
  /** Charged less given back since the day was closed. */
  #sinceClose = 0;
  #last: Transaction | undefined;
  #unsent: Uint8Array[] = [];
  #sent: Uint8Array | undefined;
  mood: TerminalMood = 'well';
  readonly badDay: ZvtBadDay = { reversesUnheard: false, asksTips: true };
  /** What whoever watches calls the next payment: the protocol has no word for it. */
  label: string | undefined;

  constructor(parts: SimulatedTerminalParts) {
    this.#parts = parts;
  }

  get ledger(): readonly LedgerRow[] {
    return this.#ledger;
  }

  connected(): void {
    this.#cutOff();
    this.#connection += 1;
    this.#registered = false;
  }

  rebooted(): void {
    this.#cutOff();
    this.#running?.cancel();
    this.#running = undefined;
    this.#registered = false;
  }

  /** What the till did not acknowledge it has not heard. */
  #cutOff(): void {
    const unheard = [this.#sent, ...this.#unsent].some((bytes) => bytes?.[0] === 0x04 && bytes[1] === 0x0f);
    this.#apdus.forget();
    this.#sent = undefined;
    this.#unsent = [];
    const row = this.#ledger.at(-1);
    if (unheard && this.badDay.reversesUnheard && row?.state === 'approved') this.#takeBack(row);
  }

  receive(bytes: Uint8Array): void {
    for (const apdu of this.#apdus.take(bytes)) this.#hear(apdu);
    this.#parts.onChange?.();
  }

  garbage(): void {
    // A packet nobody defined, the like of a status with no sense in it, and noise.
    this.#parts.send(encodeApdu(commands.intermediateStatus, Uint8Array.of(0xff)));
    this.#parts.send(encodeApdu(commands.printLine, Uint8Array.of()));
    this.#parts.send(Uint8Array.of(0x00, 0x13, 0x37, 0xff, 0xff, 0x00));
  }

  present(): void {
    const running = this.#running;
    if (running === undefined) return;
    running.cancel();
    this.#running = undefined;
    const mood = this.mood;
    this.mood = 'well';
    if (mood === 'decline') this.#decline(running, declined);
    else this.#charge(running, mood);
    this.#parts.onChange?.();
  }

  #hear(apdu: Apdu): void {
    if (isAcknowledgement(apdu)) return this.#sendNext();
    if (refusalOf(apdu) !== undefined) return;
    const { command, data } = apdu;
    if (command === commands.abort) return this.#abort();
    if (this.#running !== undefined || this.#finishing) return this.#refuse(codes.busy);
    if (command === commands.register) return this.#register();
    if (!this.#registered) return this.#refuse(codes.notRegistered);
    switch (command) {
      case commands.statusEnquiry:
        return this.#answer(encodeApdu(commands.completion));
      case commands.repeatReceipt:
        return this.#repeat();
      case commands.authorise:
        return this.#begin('pay', readBitmaps(data));
      case commands.refund:
        return this.#begin('refund', readBitmaps(data.subarray(3)));
      case commands.reverse:
        return this.#reverse(readBitmaps(data.subarray(3)));
      case commands.endOfDay:
        return this.#closeDay();
      default:
        return this.#refuse(0x83);
    }
  }

  #register(): void {
    this.#registered = true;
    this.#answer(encodeApdu(commands.completion));
  }

  #begin(direction: Running['direction'], fields: Bitmaps): void {
    const amount = readBcd(fields.get(0x04) ?? new Uint8Array());
    if (amount === undefined || amount === 0) return this.#refuse(0x66);
    if (this.mood === 'reboot-before') {
      this.mood = 'well';
      return this.#parts.unplug();
    }
    const wait = this.mood === 'wait';
    this.#running = {
      direction,
      amount,
      currency: readBcd(fields.get(0x49) ?? new Uint8Array()) ?? 978,
      cancel: wait ? () => undefined : this.#parts.clock.after(cardMs, () => this.present()),
      connection: this.#connection,
    };
    this.#answer(encodeApdu(commands.intermediateStatus, Uint8Array.of(0x0a)));
  }

  #charge(running: Running, mood: TerminalMood): void {
    const askTip = running.direction === 'pay' && this.badDay.asksTips;
    const { amount, tip } = chargedBy(mood, { amount: running.amount, tip: 0, askTip });
    const { currency } = running;
    const status = this.#count(amount + tip, currency);
    const { receipt = 0 } = status;
    this.#last = {
      status,
      lines: this.#lines(running.direction === 'pay' ? 'Zahlung' : 'Gutschrift', status),
    };
    const reference = String(receipt).padStart(4, '0');
    this.#keep({
      payment: this.label ?? reference,
      amount: running.direction === 'refund' ? -amount : amount,
      tip,
      state: 'approved',
      reference,
    });
    if (running.connection !== this.#connection) return;
    if (mood === 'reboot') return this.#parts.unplug();
    if (mood === 'lose-answer') return;
    this.#tell(this.#last);
    if (mood === 'answer-twice') {
      this.#say(encodeApdu(commands.statusInformation, writeStatusInformation(status)));
      this.#say(encodeApdu(commands.completion));
    }
  }

  #count(amount: number, currency: number): StatusInformation {
    this.#receipt = this.#receipt >= 9_999 ? 1 : this.#receipt + 1;
    return {
      result: 0,
      amount,
      currency,
      time,
      date,
      trace: this.#receipt,
      receipt: this.#receipt,
      terminal: terminalId,
      last4: '4242',
      authorisation: String(100_000 + this.#receipt),
      cardName: 'Visa',
      application: 'A0000000031010',
    };
  }

  #lines(title: string, { amount = 0, receipt = 0 }: StatusInformation): readonly string[] {
    const digits = String(amount).padStart(3, '0');
    return [
      `** ${title} **`,
      `Beleg-Nr. ${String(receipt).padStart(4, '0')}`,
      'VISA ############4242',
      `Betrag ${digits.slice(0, -2)},${digits.slice(-2)}`,
    ];
  }

  #decline(running: Running, code: number): void {
    if (running.connection !== this.#connection) return;
    const { amount, currency } = running;
    this.#say(
      encodeApdu(commands.statusInformation, writeStatusInformation({ result: code, amount, currency })),
    );
    this.#say(encodeApdu(commands.aborted, Uint8Array.of(code)));
  }

  #abort(): void {
    const running = this.#running;
    this.#acknowledge();
    if (running === undefined) return;
    running.cancel();
    this.#running = undefined;
    this.#say(encodeApdu(commands.aborted, Uint8Array.of(codes.aborted)));
    const late = this.mood === 'late-after-abort';
    this.mood = 'well';
    // It says no, and the bank says yes.
    if (!late) return;
    this.#finishing = true;
    this.#parts.clock.after(cardMs, () => {
      this.#finishing = false;
      this.#charge(running, 'well');
      this.#parts.onChange?.();
    });
  }

  #reverse(fields: Bitmaps): void {
    const receipt = readBcd(fields.get(0x87) ?? new Uint8Array());
    const reference = String(receipt ?? 0).padStart(4, '0');
    const row = this.#ledger.findLast((each) => each.reference === reference);
    if (row === undefined) return this.#answer(encodeApdu(commands.aborted, Uint8Array.of(0xb5)));
    if (row.state === 'reversed')
      return this.#answer(encodeApdu(commands.aborted, Uint8Array.of(codes.alreadyReversed)));
    const told = this.#takeBack(row);
    const mood = this.mood;
    this.mood = 'well';
    if (mood === 'reboot') return this.#parts.unplug();
    if (mood === 'lose-answer') return;
    this.#acknowledge();
    this.#tell(told);
  }

  /** It counts as a transaction of its own. */
  #takeBack(row: LedgerRow): Transaction {
    this.#sinceClose -= row.amount + row.tip;
    this.#ledger = this.#ledger.map((each) => (each === row ? { ...row, state: 'reversed' } : each));
    const status = this.#count(Math.abs(row.amount) + row.tip, 978);
    this.#last = { status, lines: this.#lines('Storno', status) };
    return this.#last;
  }

  #repeat(): void {
    if (this.#last === undefined) return this.#answer(encodeApdu(commands.aborted, Uint8Array.of(0x83)));
    this.#acknowledge();
    this.#tell(this.#last);
  }

  #closeDay(): void {
    const net = Math.max(0, this.#sinceClose);
    this.#sinceClose = 0;
    this.#acknowledge();
    this.#tell({ status: { result: 0, amount: net, currency: 978 }, lines: ['** Kassenschnitt **'] });
  }

  #tell({ status, lines }: Transaction): void {
    this.#say(encodeApdu(commands.statusInformation, writeStatusInformation(status)));
    for (const [at, line] of lines.entries()) {
      const attribute = at === lines.length - 1 ? 0x81 : 0x00;
      this.#say(encodeApdu(commands.printLine, Uint8Array.of(attribute, ...writeText(line))));
    }
    this.#say(encodeApdu(commands.completion));
  }

  #keep(row: LedgerRow): void {
    this.#sinceClose += row.amount + row.tip;
    this.#ledger = [...this.#ledger, row].slice(-rowsMax);
  }

  #acknowledge(): void {
    this.#parts.send(encodeApdu(commands.acknowledged));
  }

  #answer(bytes: Uint8Array): void {
    this.#acknowledge();
    this.#say(bytes);
  }

  #refuse(code: number): void {
    this.#parts.send(encodeApdu(0x8400 | code));
  }

  /** One packet at a time; the next when this one is acknowledged. */
  #say(bytes: Uint8Array): void {
    this.#unsent.push(bytes);
    if (this.#sent === undefined) this.#sendNext();
  }

  #sendNext(): void {
    this.#sent = this.#unsent.shift();
    if (this.#sent !== undefined) this.#parts.send(this.#sent);
  }
}

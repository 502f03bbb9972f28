// The other half of the wire: a nexo terminal with a ledger of what it charged, which remembers every message by its id, and with its bad days.
// The ledger and the answers survive a reboot; what was under way then does not.
import { exponentOf } from '../../../domain/money/currencies.ts';
import type { Randomness } from '../../../platform/ports/randomness.ts';
import {
  cardMs,
  chargedBy,
  type LedgerRow,
  rowsMax,
  type SimulatedTerminal,
  type SimulatedTerminalParts,
  type TerminalMood,
} from '../simulated.ts';
import { toMajor, toMinor } from './codec/amounts.ts';
import { encodeAnswer, type NexoHeader, type NexoQuestion, readQuestion } from './codec/messages.ts';
import { type DerivedKey, deriveKey, nonceBytes, type SecurityKey } from './codec/security.ts';

export interface NexoSimulatorParts extends SimulatedTerminalParts {
  readonly key: SecurityKey;
  readonly randomness: Randomness;
}

interface Running {
  readonly header: NexoHeader;
  readonly payment: string;
  readonly direction: 'pay' | 'refund';
  readonly amount: number;
  readonly tip: number;
  readonly askTip: boolean;
  readonly currency: string;
  readonly cancel: () => void;
}

/** What it would say again. */
type Body = Readonly<Record<string, unknown>>;

const failure = (ErrorCondition: string): Body => ({ Response: { Result: 'Failure', ErrorCondition } });
const success: Body = { Response: { Result: 'Success' } };

export class NexoSimulator implements SimulatedTerminal {
  readonly #parts: NexoSimulatorParts;
  readonly #key: DerivedKey;
  readonly #ledger = new Map<string, LedgerRow>();
  /** By message id: the body of its answer. */
  readonly #answers = new Map<string, Body>();
  #running: Running | undefined;
  #authorisations = 0;
  #sinceClose = { net: 0, count: 0, currency: 'EUR' };
  mood: TerminalMood = 'well';

  constructor(parts: NexoSimulatorParts) {
    this.#parts = parts;
    this.#key = deriveKey(parts.key);
  }

  get ledger(): readonly LedgerRow[] {
    return [...this.#ledger.values()];
  }

  connected(): void {
    // Each message is whole: there is nothing half-said.
  }

  rebooted(): void {
    this.#running?.cancel();
    this.#running = undefined;
  }

  receive(bytes: Uint8Array): void {
    const question = readQuestion(bytes, this.#key);
    if (question !== undefined) this.#hear(question);
    this.#parts.onChange?.();
  }

  garbage(): void {
    this.#parts.send(Buffer.from('{"SaleToPOIResponse":{"MessageHeader":{},"NexoBlob":"AAAA"}}'));
    this.#parts.send(this.#parts.randomness.bytes(64));
  }

  present(): void {
    const running = this.#running;
    if (running === undefined) return;
    running.cancel();
    this.#running = undefined;
    const mood = this.mood;
    this.mood = 'well';
    const body = mood === 'decline' ? { PaymentResponse: failure('Refusal') } : this.#charge(running, mood);
    this.#answers.set(running.header.ServiceID, body);
    if (mood === 'reboot') this.#parts.unplug();
    else if (mood !== 'lose-answer') this.#say(running.header, body);
    if (mood === 'answer-twice') this.#say(running.header, body);
    this.#parts.onChange?.();
  }

  #hear(question: NexoQuestion): void {
    const { MessageHeader: header } = question;
    if (question.PaymentRequest !== undefined) return this.#begin(header, question.PaymentRequest);
    if (question.ReversalRequest !== undefined)
      return this.#reverse(
        header,
        question.ReversalRequest.OriginalPOITransaction.POITransactionID.TransactionID,
      );
    if (question.TransactionStatusRequest !== undefined)
      return this.#tellOf(header, question.TransactionStatusRequest.MessageReference.ServiceID);
    if (question.AbortRequest !== undefined)
      return this.#abort(question.AbortRequest.MessageReference.ServiceID);
    if (header.MessageCategory === 'Reconciliation') return this.#closeDay(header);
    if (header.MessageCategory === 'Diagnosis') this.#say(header, { DiagnosisResponse: success });
  }

  #begin(header: NexoHeader, asked: NonNullable<NexoQuestion['PaymentRequest']>): void {
    // A message it knows is answered, never carried out again.
    const known = this.#answers.get(header.ServiceID);
    if (known !== undefined) return this.#say(header, known);
    if (this.#running !== undefined) return this.#say(header, { PaymentResponse: failure('Busy') });
    if (this.mood === 'reboot-before') {
      this.mood = 'well';
      return this.#parts.unplug();
    }
    const { Currency: currency, RequestedAmount, TipAmount = 0 } = asked.PaymentTransaction.AmountsReq;
    const exponent = exponentOf(currency);
    const [whole, tip] = [toMinor(RequestedAmount, exponent), toMinor(TipAmount, exponent)];
    if (whole === undefined || tip === undefined || whole <= tip)
      return this.#say(header, { PaymentResponse: failure('MessageFormat') });
    this.#running = {
      header,
      payment: asked.SaleData.SaleTransactionID.TransactionID,
      direction: asked.PaymentData?.PaymentType === 'Refund' ? 'refund' : 'pay',
      amount: whole - tip,
      tip,
      askTip: asked.SaleData.SaleToAcquirerData?.includes('AskGratuity') === true,
      currency,
      cancel: this.mood === 'wait' ? () => undefined : this.#parts.clock.after(cardMs, () => this.present()),
    };
  }

  #charge(running: Running, mood: TerminalMood): Body {
    const { payment, direction, currency } = running;
    const { amount, tip } = chargedBy(mood, running);
    const exponent = exponentOf(currency);
    this.#authorisations += 1;
    const id = `TX${String(this.#authorisations).padStart(6, '0')}`;
    const at = new Date(this.#parts.clock.now()).toISOString();
    const signed = direction === 'refund' ? -amount : amount;
    const reference = `${id} ${at}`;
    this.#keep({ payment, amount: signed, tip, state: 'approved', reference });
    this.#sum(signed + tip, 1, currency);
    const approval = String(100_000 + this.#authorisations);
    const total = `${currency} ${toMajor(amount + tip, exponent).toFixed(exponent)}`;
    const lines = [`name=${payment.slice(-6)}`, 'name=VISA&value=**** 4242', `name=Total&value=${total}`];
    const less = amount < running.amount;
    return {
      PaymentResponse: {
        Response: { Result: less ? 'Partial' : 'Success', AdditionalResponse: 'AID=A0000000031010' },
        POIData: { POITransactionID: { TransactionID: id, TimeStamp: at } },
        PaymentResult: {
          AmountsResp: {
            AuthorizedAmount: toMajor(amount + tip, exponent),
            TipAmount: toMajor(tip, exponent),
            Currency: currency,
          },
          PaymentInstrumentData: { CardData: { MaskedPan: '411111 **** 4242', PaymentBrand: 'visa' } },
          PaymentAcquirerData: { ApprovalCode: approval },
        },
        PaymentReceipt: [
          {
            DocumentQualifier: 'CustomerReceipt',
            OutputContent: {
              OutputFormat: 'Text',
              OutputText: lines.map((Text) => ({ Text, EndOfLineFlag: true })),
            },
          },
        ],
      },
    };
  }

  #tellOf(header: NexoHeader, about: string): void {
    const say = (body: Body): void => this.#say(header, { TransactionStatusResponse: body });
    if (this.#running?.header.ServiceID === about) return say(failure('InProgress'));
    const answer = this.#answers.get(about);
    if (answer === undefined) return say(failure('NotFound'));
    say({ ...success, RepeatedMessageResponse: { RepeatedResponseMessageBody: answer } });
  }

  #reverse(header: NexoHeader, transaction: string): void {
    const row = this.ledger.find(({ reference }) => reference?.split(' ')[0] === transaction);
    if (row?.state !== 'approved') {
      const body = { ReversalResponse: failure('NotFound') };
      this.#answers.set(header.ServiceID, body);
      return this.#say(header, body);
    }
    this.#keep({ ...row, state: 'reversed' });
    this.#sum(-row.amount - row.tip, -1, this.#sinceClose.currency);
    const body = { ReversalResponse: success };
    this.#answers.set(header.ServiceID, body);
    const mood = this.mood;
    this.mood = 'well';
    if (mood === 'reboot') this.#parts.unplug();
    else if (mood !== 'lose-answer') this.#say(header, body);
  }

  /** An abort has no answer of its own. */
  #abort(about: string): void {
    const running = this.#running;
    if (running?.header.ServiceID !== about) return;
    running.cancel();
    this.#running = undefined;
    const late = this.mood === 'late-after-abort';
    this.mood = 'well';
    const body = { PaymentResponse: failure('Aborted') };
    this.#answers.set(about, body);
    this.#say(running.header, body);
    // It says no, and the bank says yes.
    if (!late) return;
    this.#parts.clock.after(cardMs, () => {
      this.#answers.set(about, this.#charge(running, 'well'));
      this.#parts.onChange?.();
    });
  }

  #closeDay(header: NexoHeader): void {
    const { net, count, currency } = this.#sinceClose;
    const amount = toMajor(Math.abs(net), exponentOf(currency));
    this.#sinceClose = { net: 0, count: 0, currency };
    this.#say(header, {
      ReconciliationResponse: {
        ...success,
        TransactionTotals: [
          {
            PaymentInstrumentType: 'Card',
            PaymentCurrency: currency,
            PaymentTotals: [
              {
                TransactionType: net < 0 ? 'Credit' : 'Debit',
                TransactionCount: Math.max(0, count),
                TransactionAmount: amount,
              },
            ],
          },
        ],
      },
    });
  }

  #sum(amount: number, count: number, currency: string): void {
    const { net, count: before } = this.#sinceClose;
    this.#sinceClose = { net: net + amount, count: before + count, currency };
  }

  #keep(row: LedgerRow): void {
    this.#ledger.set(row.payment, row);
    const [oldest] = this.#ledger.keys();
    if (this.#ledger.size > rowsMax && oldest !== undefined) this.#ledger.delete(oldest);
    const [first] = this.#answers.keys();
    if (this.#answers.size > rowsMax * 4 && first !== undefined) this.#answers.delete(first);
  }

  #say(header: NexoHeader, body: Body): void {
    const message = { MessageHeader: { ...header, MessageType: 'Response' as const }, ...body };
    const nonce = this.#parts.randomness.bytes(nonceBytes);
    this.#parts.send(encodeAnswer(message, { key: this.#key, nonce }));
  }
}

// What somebody with pencil and paper knows of a till from what was answered: what lies in the drawer, what was sold in the shift, how many
// receipts and Z-reports there are. It counts by itself, in its own way, and never asks the till for a sum.
import type { CommandBody, CommandName } from '../../../src/protocol/commands.ts';
import type { TabView } from '../../../src/protocol/tab-views.ts';
import type { TillView } from '../../../src/protocol/views.ts';
import { assert } from '../../kit.ts';

/** The demo shop: whole kroner in cash, and euros at 11.50. */
const step = 100;
const kronerPerEuro = [23, 2] as const;

type Amounts = Map<string, number>;

/** What was answered to something that was done, with what was seen before. */
export interface Done {
  readonly id: string;
  readonly name: CommandName;
  readonly body: unknown;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly before: TillView;
}

interface Sold {
  readonly total: number;
  readonly tenders: ReadonlySet<string>;
}

/** Half away from nothing, as a shop rounds. */
export function halfUp(dividend: number, divisor: number): number {
  const size = Math.floor((Math.abs(dividend) * 2 + divisor) / (divisor * 2));
  return dividend < 0 ? -size : size;
}

const toCoins = (amount: number): number => halfUp(amount, step) * step;

export class Ledger {
  readonly register: string;
  drawer: Amounts = new Map();
  /** Of the open shift. */
  total = 0;
  receipts = 0;
  closes = 0;
  readonly #payments = new Map<string, Amounts>();
  readonly #sales = new Map<number, Sold>();

  constructor(register: string) {
    this.register = register;
  }

  /** Takes in what was accepted. */
  take(done: Done): void {
    if (done.before.training && done.name !== 'end-training') return;
    switch (done.name) {
      case 'open-shift':
        this.#open(done.body as CommandBody<'open-shift'>);
        break;
      case 'close-shift':
        this.closes += 1;
        assert.is(done.answer['zNumber'], this.closes, 'Z numbers follow each other');
        break;
      case 'move-cash': {
        const { direction, currency, amount } = done.body as CommandBody<'move-cash'>;
        this.#move(new Map([[currency, direction === 'in' ? amount : -amount]]), 1);
        break;
      }
      case 'take-payment':
        this.#pay(done);
        break;
      case 'receive-on-account':
        this.#receive(done.body as CommandBody<'receive-on-account'>);
        break;
      case 'reverse-payment': {
        const { payment } = done.body as CommandBody<'reverse-payment'>;
        this.#move(this.#payments.get(payment) ?? new Map(), -1);
        break;
      }
      case 'reopen-sale':
        this.#reopen(done);
        return;
      default:
    }
    this.#complete(done);
  }

  #open({ opening }: CommandBody<'open-shift'>): void {
    this.drawer = new Map(opening.map(({ currency, amount }) => [currency, amount]));
    this.total = 0;
  }

  #move(amounts: ReadonlyMap<string, number>, sign: 1 | -1): void {
    for (const [currency, amount] of amounts)
      this.drawer.set(currency, (this.drawer.get(currency) ?? 0) + sign * amount);
  }

  #pay({ id, body, before }: Done): void {
    const amounts = cashMoved(body as CommandBody<'take-payment'>, tabOf(before).due);
    this.#payments.set(id, amounts);
    this.#move(amounts, 1);
  }

  /** So much by one tender, no part of any sale. */
  #receive({ tender, amount, tendered = toCoins(amount) }: CommandBody<'receive-on-account'>): void {
    this.#move(cashMoved({ tender, tendered }, amount), 1);
  }

  /** Given back as a whole; what was paid in cash alone goes out of the drawer at once. */
  #reopen({ body, answer }: Done): void {
    const sold = this.#sales.get((body as CommandBody<'reopen-sale'>).receipt);
    assert.ok(sold !== undefined, 'reopened what was never sold');
    const { receipt } = answer;
    if (receipt === undefined) return;
    this.#count(receipt);
    this.total -= sold.total;
    this.#sales.set(this.receipts, { total: -sold.total, tenders: sold.tenders });
    if (sold.tenders.has('cash')) this.#move(new Map([['NOK', -toCoins(sold.total)]]), 1);
  }

  /** A receipt is a sale of what was on the tab. */
  #complete({ answer, before, body }: Done): void {
    const { receipt } = answer;
    if (receipt === undefined) return;
    this.#count(receipt);
    const { total, payments } = tabOf(before);
    const tenders = Object.values(payments).flatMap(({ state, tender }) =>
      state === 'taken' ? [tender] : [],
    );
    // A card that is settled is not named again.
    const { tender = 'card' } = body as { readonly tender?: string };
    this.total += total;
    this.#sales.set(this.receipts, { total, tenders: new Set([...tenders, tender]) });
  }

  #count(receipt: unknown): void {
    this.receipts += 1;
    assert.is(receipt, this.receipts, 'receipts follow each other');
  }

  /** Whether the till shows the same. */
  agrees({ shift, lastSale, training }: TillView): void {
    if (training) return;
    assert.is(lastSale?.receipt ?? this.receipts, this.receipts, 'the last receipt');
    if (shift === null) return;
    assert.is(shift.total, this.total, 'sold in this shift');
    if (shift.expectedCash === null) return;
    const shown = new Map<string, number>(
      shift.expectedCash.map(({ currency, amount }) => [currency, amount]),
    );
    for (const currency of new Set([...shown.keys(), ...this.drawer.keys()]))
      assert.is(shown.get(currency) ?? 0, this.drawer.get(currency) ?? 0, `in the drawer, ${currency}`);
  }
}

function tabOf({ tab }: TillView): TabView {
  assert.ok(tab !== null, 'paid without a tab');
  return tab;
}

/** What a payment puts into the drawer or takes out of it, when so much is due. A tip stays in it until somebody takes it out. */
function cashMoved({ tender, tendered, tip = 0 }: CommandBody<'take-payment'>, due: number): Amounts {
  const payable = toCoins(due);
  const kept = tip === 'change' ? Infinity : tip;
  if (tender === 'cash') {
    const paidOut = payable < 0 || (payable === 0 && due < 0);
    return new Map([['NOK', paidOut ? -tendered : Math.min(tendered, payable + kept)]]);
  }
  if (tender !== 'eur') return new Map();
  const [kroner, euros] = kronerPerEuro;
  const worth = toCoins(halfUp(tendered * kroner, euros));
  return new Map([
    ['EUR', tendered],
    ['NOK', Math.min(0, payable + kept - worth)],
  ]);
}

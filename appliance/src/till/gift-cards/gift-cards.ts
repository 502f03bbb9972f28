// Gift cards at this till: the code that was scanned last, what the office knows of a card, and payments by card from written down to taken.
// An office that cannot be asked refuses nothing for ever: the payment is given up, and what may be held for it is free once the journal says so.
import type { GiftCardRef } from '../../domain/gift-card/gift-card.ts';
import { minor } from '../../domain/money/money.ts';
import type { Payment, PaymentId } from '../../domain/payment/payment.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { GiftCardSettings } from '../../domain/shop/settings.ts';
import type { Signer } from '../../journal/chain.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { AnswerTo } from '../../protocol/questions.ts';
import type { Register } from '../register/register.ts';
import type { AskOffice } from '../office/ask-office.ts';
import { madeCode, refOf } from './card-code.ts';

export interface GiftCardsParts {
  readonly askOffice: AskOffice;
  readonly clock: Clock;
  readonly signer: Pick<Signer, 'sign'>;
  /** Undefined: the shop has none. */
  readonly settings: () => GiftCardSettings | undefined;
}

/** How a page names a card: by what is written on it, or as the one that was just scanned, whose code no page is told. */
export type GivenCard = 'scanned' | { readonly code: string };

/** Long enough to say what is to be done with it. */
const scannedForMs = 120_000;

type Settle = (
  command: Extract<RegisterCommand, { type: 'settle-payment' }>,
) => Promise<Result<unknown, FailureCode>>;

export class GiftCards {
  readonly #parts: GiftCardsParts;
  #scanned: { readonly code: string; readonly until: number } | null = null;

  constructor(parts: GiftCardsParts) {
    this.#parts = parts;
  }

  get settings(): GiftCardSettings | undefined {
    return this.#parts.settings();
  }

  keepScanned(code: string): void {
    this.#scanned = { code, until: this.#parts.clock.monotonic() + scannedForMs };
  }

  /** The next customer has another one. */
  forgetScanned(): void {
    this.#scanned = null;
  }

  refOf(card: GivenCard): Result<GiftCardRef, FailureCode> {
    const { settings } = this;
    if (settings === undefined) return refuse('gift-card.type-unknown');
    if (card !== 'scanned') return refOf(card.code, settings.salt);
    const scanned = this.#scanned;
    if (scanned === null || this.#parts.clock.monotonic() > scanned.until)
      return refuse('gift-card.none-scanned');
    return refOf(scanned.code, settings.salt);
  }

  /** A card of our own making. */
  made(id: string): Result<GiftCardRef, FailureCode> {
    return this.refOf({ code: this.codeOf(id) });
  }

  codeOf(id: string): string {
    return madeCode(id, this.#parts.signer);
  }

  /** Refused with `office.*` where nobody can be asked. */
  async known({ card }: GiftCardRef): Promise<Result<AnswerTo<'gift-card'>, FailureCode>> {
    return this.#parts.askOffice('gift-card', { card });
  }

  /** Has the office hold what a payment that was started takes, and settles it either way. Answered as `settle` answers, or with why not. */
  async settle(id: PaymentId, state: RegisterState, settle: Settle): Promise<Result<unknown, FailureCode>> {
    const payment = openCardPayments(state).find((each) => each.id === id);
    // Asked for again: it has come to its end.
    if (payment === undefined) return ok({ payment: id });
    const held = await this.#held(payment);
    const outcome = held.ok
      ? ({ outcome: 'taken', ...(held.value.offline ? { reference: 'offline' } : {}) } as const)
      : ({ outcome: 'declined', reason: held.refusal.code } as const);
    const settled = await settle({ type: 'settle-payment', payment: id, ...outcome });
    return held.ok || !settled.ok ? settled : held;
  }

  async #held({
    id,
    amount,
    giftCard,
  }: CardPayment): Promise<Result<{ readonly offline: boolean }, FailureCode>> {
    // What goes back on a card takes nothing from anybody.
    if (amount <= 0) return ok({ offline: false });
    const held = await this.#parts.askOffice('hold-gift-card', { card: giftCard.card, payment: id, amount });
    if (held.ok) return ok({ offline: false });
    const { offlineMax = minor(0) } = this.settings ?? {};
    return isOfficeAway(held.refusal.code) && amount <= offlineMax ? ok({ offline: true }) : held;
  }
}

type CardPayment = Payment & Required<Pick<Payment, 'giftCard'>>;

/** Whose end is not known yet. */
export function openCardPayments({ tabs }: RegisterState): readonly CardPayment[] {
  return Object.values(tabs)
    .flatMap(({ payments }) => payments)
    .filter((each): each is CardPayment => each.giftCard !== undefined && each.state === 'started');
}

/** Nobody said no: nobody was there to say anything. */
export function isOfficeAway(code: FailureCode): boolean {
  return code === 'office.out-of-reach' || code === 'office.no-answer' || code === 'office.other-version';
}

/** What a restart cut off is given up; what the office held for it is free once it hears of that. */
export async function giveUpOpenCards(register: Register, ids: Ids): Promise<void> {
  for (const { id } of openCardPayments(register.state)) {
    const command = { type: 'settle-payment', payment: id, outcome: 'declined', reason: 'restart' } as const;
    await register.submit({ id: ids.uuid(), what: { command, actor: { user: 'system', grants: {} } } });
  }
}

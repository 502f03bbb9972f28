// Every command a page may send, each with a way to come about or the reason why this walk leaves it out.
import { type CommandName, commandSchemas } from '../../../src/protocol/commands.ts';
import type { FailureCode } from '../../../src/protocol/failures.ts';
import type { Chance } from '../../kit.ts';
import { accountMoves } from './account-moves.ts';
import { giftCardMoves } from './gift-card-moves.ts';
import { moneyMoves } from './money-moves.ts';
import { peopleMoves } from './people-moves.ts';
import { prepaymentMoves } from './prepayment-moves.ts';
import type { Move, Scene } from './scene.ts';
import { sellingMoves } from './selling-moves.ts';
import { tabMoves } from './tab-moves.ts';

export const moves = {
  ...sellingMoves,
  ...tabMoves,
  ...moneyMoves,
  ...giftCardMoves,
  ...accountMoves,
  ...prepaymentMoves,
  ...peopleMoves,
};

/** Not walked, and why. */
export const leftOut: Readonly<Partial<Record<CommandName, string>>> = {
  'log-in-by-badge': 'nobody holds a badge before a scanner here; till/staff and simulated-shop do',
  'abort-payment': 'no card terminal stands at these tills: till/cards pulls its plug at every moment',
  'ask-terminal': 'no card terminal stands at these tills: till/cards pulls its plug at every moment',
  'mail-receipt': 'no mail server stands beside these tills; receipt-by-mail does',
  'print-on-backup': 'one printer stands at each of these tills; backup-printer has two of them',
  'tare-scale': 'no scale stands at these tills; the contract suite of scales tares each model that can',
  'weigh-goods': 'shows a weight, and no scale stands at these tills',
  'zero-scale': 'no scale stands at these tills; the contract suite of scales zeroes each model',
};

/** Walked where it can be, which few walks come to. */
export const rare: Readonly<Partial<Record<CommandName, string>>> = {
  'complete-tab': 'needs a tab on which nothing is due although nobody paid the rest of it: an even exchange',
  'redeem-points': 'needs a customer who has earned points before, and an office that has counted them',
  'pay-back-prepayment':
    'needs an order that was paid in on, at hand with nothing paid, and somebody who may give back',
  'reverse-payment': 'needs a tab that is paid in part, and somebody who may take that back',
  'give-up-tab':
    'needs a tab that the other till took after this one was out of reach for the length of a lease',
};

/** What a sane till may answer to people who do anything at any time. Anything else is a fault of the till, or a new rule to be put here. */
export const expectedRefusals: ReadonlySet<string> = new Set<FailureCode>([
  'account.customer-needed',
  'account.limit',
  'account.more-than-owed',
  'account.not-allowed',
  'cash.count-missing',
  'cash.currency-unknown',
  'cash.invalid-amount',
  'code.check-digit',
  'code.unknown',
  'coupon.already-there',
  'coupon.not-valid',
  'customer.unknown',
  'job.unknown',
  'line.discount-excluded',
  'line.discount-invalid',
  'line.not-changeable',
  'line.price-invalid',
  'line.price-needed',
  'line.quantity-invalid',
  'line.quantity-too-high',
  'line.unknown',
  'line.voided',
  'line.weight-needed',
  'gift-card.amount-invalid',
  'gift-card.empty',
  'gift-card.known',
  'gift-card.not-for-cards',
  'gift-card.not-for-this',
  'gift-card.not-returnable',
  'gift-card.not-offline',
  'gift-card.twice',
  'prepayment.amount-invalid',
  'prepayment.at-hand',
  'prepayment.none',
  'prepayment.not-on-account',
  'prepayment.not-for-this',
  'prepayment.not-returnable',
  'prepayment.on-order',
  'gift-card.unknown',
  'merge.customers-differ',
  'merge.dining-differs',
  'merge.discounts-differ',
  'office.no-answer',
  'office.out-of-reach',
  'payment.amount-invalid',
  'payment.needs-terminal',
  'payment.not-open',
  'payment.not-reversible',
  'payment.nothing-due',
  'payment.open',
  'payment.reason-needed',
  'payment.tender-unknown',
  'payment.too-many',
  'payment.too-much',
  'payment.unknown-id',
  'permission.approval-needed',
  'permission.denied',
  'points.not-there',
  'points.not-usable',
  'points.offline-limit',
  'points.too-few',
  'product.unknown',
  'reason.needed',
  'receipt.copy-limit',
  'receipt.not-arrived',
  'receipt.paper-needed',
  'receipt.unknown',
  'reopen.not-possible',
  'reopen.shift-over',
  'report.unknown',
  'return.can-be-verified',
  'return.limit',
  'return.line-unknown',
  'return.more-than-sold',
  'return.price-too-high',
  'return.reason-needed',
  'round.nothing-to-send',
  'shift.already-open',
  'shift.not-open',
  'shift.payment-open',
  'shift.tabs-open',
  'split.nothing-left',
  'split.whole-only',
  'staff.pin-wrong',
  'staff.unknown',
  'tab.age-check-needed',
  'tab.current-in-use',
  'tab.changed-since',
  'tab.discount-too-high',
  'tab.empty',
  'tab.has-payments',
  'tab.has-returns',
  'tab.in-use',
  'tab.lease-holds',
  'tab.none',
  'tab.not-settled',
  'tab.not-shared',
  'tab.owner-away',
  'tab.too-many',
  'tab.unknown',
  'table.unknown',
  'tip.invalid',
  // A prepayment is no service; elsewhere these tills take them.
  'tip.not-taken',
  'training.on',
  'working-time.already-ended',
  'working-time.already-started',
  'working-time.not-in-order',
  'working-time.not-started',
  'working-time.overlaps',
  'working-time.unknown',
]);

/** Commands with neither, or with both. @internal for the test that there are none */
export function unaccounted(): readonly string[] {
  return Object.keys(commandSchemas).filter((name) => name in moves === name in leftOut);
}

export interface Chosen {
  readonly name: CommandName;
  readonly body: unknown;
}

const weighted = Object.entries(moves) as readonly (readonly [keyof typeof moves, Move<CommandName>])[];
const allWeights = weighted.reduce((sum, [, { weight }]) => sum + weight, 0);

function anyMove(chance: Chance): (typeof weighted)[number] {
  let left = chance.fraction() * allWeights;
  const found = weighted.find(([, { weight }]) => (left -= weight) < 0);
  return found ?? chance.pick(weighted);
}

/** What is done next: mostly what one would do now, sometimes anything. */
export async function nextMove(scene: Scene): Promise<Chosen> {
  const sensible = scene.chance.happens(0.9) ? whatComesNext(scene) : undefined;
  for (let wanted = sensible; ; wanted = undefined) {
    const [name, move] = wanted === undefined ? anyMove(scene.chance) : ([wanted, moves[wanted]] as const);
    const body: unknown = await move.make(scene);
    if (body !== undefined) return { name, body };
  }
}

/** Without a shift nothing is sold; a card that waits for its answer gets one; a young customer is asked before they pay. */
function whatComesNext({ view, tab, chance }: Scene): keyof typeof moves | undefined {
  if (view.shift === null) return 'open-shift';
  // In a long walk more is put aside than is finished.
  const crowded = Object.keys(view.parked).length > 35;
  if (tab === null) return crowded && chance.happens(0.6) ? 'recall-tab' : undefined;
  if (tab.openPayment !== null) return 'settle-payment';
  if (tab.prepayment !== null && chance.happens(0.25)) return 'take-payment';
  if (tab.prepaid > 0 && chance.happens(0.1)) return 'pay-back-prepayment';
  if (tab.ageToCheck !== null && chance.happens(0.3)) return 'check-age';
  if ((crowded || Object.keys(tab.payments).length > 0) && chance.happens(0.5)) return 'take-payment';
  return undefined;
}

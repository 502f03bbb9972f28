// The one catalogue of failures: what can be answered, who can mend it, whether trying again helps. Words are in the language files under the code.
// Codes are never reused for another meaning.
import type { registerRefusalCodes } from '../domain/register/refusals.ts';
import type { RefusalData } from '../domain/refusal.ts';

/** Who can clear it. */
export type Mender = 'cashier' | 'manager' | 'technician' | 'customer' | 'support';

export interface FailureRule {
  readonly mender: Mender;
  /** `now`: the same command may be sent again; `changed`: only with other input; `later`: when the condition has passed. */
  readonly retry: 'now' | 'changed' | 'later';
}

const cashier = { mender: 'cashier', retry: 'changed' } as const satisfies FailureRule;
const cashierLater = { mender: 'cashier', retry: 'later' } as const satisfies FailureRule;
const manager = { mender: 'manager', retry: 'changed' } as const satisfies FailureRule;
const technician = { mender: 'technician', retry: 'later' } as const satisfies FailureRule;

type RegisterCode = (typeof registerRefusalCodes)[number];

const registerFailures = {
  'permission.denied': manager,
  'permission.approval-needed': manager,
  'shift.not-open': cashierLater,
  'shift.already-open': cashier,
  'shift.tabs-open': cashierLater,
  'shift.payment-open': cashierLater,
  'cash.invalid-amount': cashier,
  'cash.currency-unknown': cashier,
  'cash.count-missing': cashier,
  'tab.none': cashier,
  'tab.unknown': cashier,
  'tab.empty': cashier,
  'tab.has-payments': cashierLater,
  'tab.too-many': cashierLater,
  'tab.too-many-lines': cashierLater,
  'tab.total-too-high': cashier,
  'tab.current-in-use': cashierLater,
  'tab.not-settled': cashierLater,
  'tab.discount-too-high': cashier,
  'tab.age-check-needed': cashierLater,
  'tab.not-shared': manager,
  'tab.here-already': cashier,
  'tab.in-use': cashierLater,
  'tab.changed-since': cashier,
  'line.unknown': cashier,
  'line.voided': cashier,
  'line.weight-needed': cashier,
  'line.price-needed': cashier,
  'line.quantity-invalid': cashier,
  'line.quantity-too-high': cashier,
  'line.price-invalid': cashier,
  'line.not-changeable': cashier,
  'line.discount-excluded': cashier,
  'line.discount-invalid': cashier,
  'discount.above-limit': manager,
  'reason.needed': cashier,
  'line.base-needed': cashier,
  'product.inactive': manager,
  'product.vat-class-unknown': manager,
  'payment.tender-unknown': cashier,
  'payment.tender-inactive': manager,
  'payment.amount-invalid': cashier,
  'payment.nothing-due': cashier,
  'payment.too-much': cashier,
  'payment.too-many': cashierLater,
  'payment.open': cashierLater,
  'payment.unknown-id': cashier,
  'payment.not-open': cashier,
  'payment.not-reversible': cashier,
  'payment.needs-terminal': cashier,
  'payment.reason-needed': cashier,
  'tip.not-taken': manager,
  'tip.invalid': cashier,
  'return.more-than-sold': cashier,
  'return.line-unknown': cashier,
  'return.price-too-high': cashier,
  'return.limit': manager,
  'return.unverified-off': manager,
  'return.reason-needed': cashier,
  'gift-card.type-unknown': manager,
  'gift-card.amount-invalid': cashier,
  'gift-card.no-top-up': cashier,
  'gift-card.twice': cashier,
  'gift-card.card-needed': cashier,
  'gift-card.not-for-cards': cashier,
  'gift-card.not-for-this': cashier,
  'gift-card.empty': cashier,
  'gift-card.not-returnable': cashier,
  'working-time.already-started': cashier,
  'working-time.not-started': cashier,
  'working-time.unknown': cashier,
  'working-time.already-ended': cashier,
  'working-time.in-future': cashier,
  'working-time.not-in-order': cashier,
  'working-time.too-long': cashier,
  'working-time.overlaps': cashier,
  'table.number-invalid': cashier,
  'split.nothing-left': cashier,
  'split.whole-only': cashier,
  'merge.dining-differs': cashier,
  'merge.customers-differ': cashier,
  'merge.discounts-differ': cashier,
  'reopen.shift-over': cashier,
  'reopen.not-possible': cashier,
  'dining.not-switchable': manager,
  'text.too-long': cashier,
  'id.already-used': { mender: 'support', retry: 'changed' },
  'receipt.unknown': cashier,
  'receipt.copy-limit': cashier,
  'receipt.paper-needed': cashier,
  'training.on': cashierLater,
} as const satisfies Record<RegisterCode, FailureRule>;

export const failures = {
  ...registerFailures,
  'frame.malformed': { mender: 'support', retry: 'changed' },
  'command.unknown': { mender: 'support', retry: 'changed' },
  'command.malformed': { mender: 'support', retry: 'changed' },
  'session.needed': cashier,
  'staff.pin-wrong': cashier,
  'staff.locked-out': { mender: 'manager', retry: 'later' },
  'staff.unknown': manager,
  'staff.no-sale-point': manager,
  'badge.none': cashier,
  'code.unknown': cashier,
  'code.check-digit': cashier,
  'code.malformed': cashier,
  'code.ambiguous': manager,
  'product.unknown': cashier,
  'product.office-needed': cashierLater,
  'table.unknown': cashier,
  'customer.unknown': cashier,
  'receipt.not-arrived': cashierLater,
  'receipt.other-currency': cashier,
  'return.can-be-verified': cashier,
  'receipt.no-copy': cashier,
  'tab.owner-away': cashierLater,
  'tab.lease-holds': cashierLater,
  'fiscal.blocked': technician,
  'office.out-of-reach': cashierLater,
  'office.no-answer': { mender: 'cashier', retry: 'now' },
  'office.other-version': technician,
  'scale.missing': technician,
  'scale.not-stable': cashierLater,
  'scale.same-weight': cashierLater,
  'scale.refused': cashierLater,
  'printer.missing': technician,
  'report.unknown': cashier,
  'report.period-too-long': cashier,
  'job.unknown': cashier,
  'storage.full': technician,
  'storage.failed': technician,
  'box.busy': { mender: 'cashier', retry: 'now' },
  'box.stopping': { mender: 'cashier', retry: 'later' },
  'box.fault': { mender: 'support', retry: 'later' },
} as const satisfies Record<string, FailureRule>;

export type FailureCode = keyof typeof failures;

export interface Failure {
  readonly code: FailureCode;
  readonly data: RefusalData;
}

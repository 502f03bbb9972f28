// The one door to the rules of a register: `decide(state, command, context)` answers with events or a refusal; `evolve` folds an event in.
// Pure: time, ids, prices and people come in as values. Each area's rules are in a file of their own.
import { addLine } from './add-line.ts';
import { receiveOnAccount } from './decide-account.ts';
import { permissionOf, requirePermission } from './command-permission.ts';
import type { CommandOf, RegisterCommand, RegisterCommandType } from './commands.ts';
import { addCoupon, removeCoupon } from './decide-coupon.ts';
import { copyReceipt, lookUpPrice, openDrawer } from './decide-desk.ts';
import { changeQuantity, discountLine, noteLine, overridePrice, voidLine } from './decide-line.ts';
import { completeTab, startPayment, takePayment } from './decide-payment.ts';
import { redeemPoints } from './decide-points.ts';
import { sellGiftCard } from './decide-gift-card.ts';
import { duringPrepayment, payBackPrepayment, sellPrepayment } from './decide-prepayment.ts';
import { mailReceipt, printGiftReceipt, wishReceipt } from './decide-receipt.ts';
import { duringTraining, endTraining, startTraining } from './decide-training.ts';
import { addReturn } from './decide-return.ts';
import { returnWithoutReceipt } from './decide-loose-return.ts';
import { reversePayment, settlePayment } from './decide-settlement.ts';
import { closeShift, moveCash, openShift, xReport } from './decide-shift.ts';
import {
  checkAge,
  discountTab,
  noteTab,
  openTab,
  parkTab,
  recallTab,
  renameTab,
  setCustomer,
  switchDining,
  voidTab,
} from './decide-tab.ts';
import { clockIn, clockOut, correctWorkingTime, deleteWorkingTime } from './decide-working-time.ts';
import { reopenSale } from './decide-reopen.ts';
import { sendRound, withTakenBack } from './decide-round.ts';
import { mergeTab, splitBySeat, splitLines } from './decide-split.ts';
import { moveToTable, printBill, setCourse, setGuests, setSeat, transferTab } from './decide-table.ts';
import { giveUpTab, handOverTab, takeOverTab, withNews } from './shared-tabs.ts';
import type { DecideContext, Decision } from './decision.ts';
import { givenBeyondLimits } from './given-away.ts';
import type { RegisterState } from './state.ts';

export type { DecideContext, Decision } from './decision.ts';

/** Permission first, then the rule, then what it would give away. Never changes its input; never throws for anything a sender may send. */
export function decide(state: RegisterState, command: RegisterCommand, context: DecideContext): Decision {
  const permission = permissionOf(command);
  const denied = permission === null ? undefined : requirePermission(context.actor, permission);
  // The rule of a command's own name takes that command.
  const rule = rules[command.type] as Rule<RegisterCommandType>;
  const decided =
    denied ??
    duringTraining(state, command) ??
    duringPrepayment(state, command) ??
    rule(state, command, context);
  const decision = withTakenBack(state, decided, context);
  const beyond = decision.ok ? givenBeyondLimits(state, decision.value, context) : undefined;
  return withNews(state, beyond ?? decision, context);
}

type Rule<Type extends RegisterCommandType> = (
  state: RegisterState,
  command: CommandOf<Type>,
  context: DecideContext,
) => Decision;

const rules: { readonly [Type in RegisterCommandType]: Rule<Type> } = {
  'open-shift': openShift,
  'close-shift': closeShift,
  'x-report': xReport,
  'move-cash': moveCash,
  'open-drawer': openDrawer,
  'clock-in': clockIn,
  'clock-out': clockOut,
  'correct-working-time': correctWorkingTime,
  'delete-working-time': deleteWorkingTime,
  'open-tab': openTab,
  'park-tab': parkTab,
  'recall-tab': recallTab,
  'void-tab': voidTab,
  'move-to-table': moveToTable,
  'set-guests': setGuests,
  'set-seat': setSeat,
  'set-course': setCourse,
  'split-lines': splitLines,
  'split-by-seat': splitBySeat,
  'merge-tab': mergeTab,
  'transfer-tab': transferTab,
  'hand-over-tab': handOverTab,
  'take-over-tab': takeOverTab,
  'give-up-tab': giveUpTab,
  'send-round': sendRound,
  'print-bill': printBill,
  'reopen-sale': reopenSale,
  'rename-tab': renameTab,
  'note-tab': noteTab,
  'switch-dining': switchDining,
  'discount-tab': discountTab,
  'set-customer': setCustomer,
  'add-coupon': addCoupon,
  'remove-coupon': removeCoupon,
  'redeem-points': redeemPoints,
  'check-age': checkAge,
  'add-line': addLine,
  'add-return': addReturn,
  'return-without-receipt': returnWithoutReceipt,
  'sell-gift-card': sellGiftCard,
  'sell-prepayment': sellPrepayment,
  'pay-back-prepayment': payBackPrepayment,
  'change-quantity': changeQuantity,
  'override-price': overridePrice,
  'discount-line': discountLine,
  'note-line': noteLine,
  'void-line': voidLine,
  'take-payment': takePayment,
  'receive-on-account': receiveOnAccount,
  'start-payment': startPayment,
  'settle-payment': settlePayment,
  'reverse-payment': reversePayment,
  'complete-tab': completeTab,
  'wish-receipt': wishReceipt,
  'print-gift-receipt': printGiftReceipt,
  'mail-receipt': mailReceipt,
  'copy-receipt': copyReceipt,
  'start-training': startTraining,
  'end-training': endTraining,
  'look-up-price': lookUpPrice,
};

// The one door to the rules of a register: `decide(state, command, context)` answers with events or a refusal; `evolve` folds an event in.
// Pure: time, ids, prices and people come in as values. Each area's rules are in a file of their own.
import { addLine } from './add-line.ts';
import { permissionOf, requirePermission } from './command-permission.ts';
import type { RegisterCommand } from './commands.ts';
import { copyReceipt, lookUpPrice, openDrawer } from './decide-desk.ts';
import { changeQuantity, discountLine, noteLine, overridePrice, voidLine } from './decide-line.ts';
import { completeTab, reversePayment, settlePayment, startPayment, takePayment } from './decide-payment.ts';
import { addReturn } from './decide-return.ts';
import { returnWithoutReceipt } from './decide-loose-return.ts';
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
import { mergeTab, splitBySeat, splitLines } from './decide-split.ts';
import { moveToTable, printBill, setCourse, setGuests, setSeat, transferTab } from './decide-table.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { RegisterState } from './state.ts';

export type { DecideContext, Decision } from './decision.ts';

/** Permission first, then the rule. Never changes its input; never throws for anything a sender may send. */
export function decide(state: RegisterState, command: RegisterCommand, context: DecideContext): Decision {
  const permission = permissionOf(command);
  const denied = permission === null ? undefined : requirePermission(context.actor, permission);
  return denied ?? ruleFor(state, command, context);
}

function ruleFor(state: RegisterState, command: RegisterCommand, context: DecideContext): Decision {
  switch (command.type) {
    case 'open-shift':
      return openShift(state, command, context);
    case 'close-shift':
      return closeShift(state, command, context);
    case 'x-report':
      return xReport(state, command, context);
    case 'move-cash':
      return moveCash(state, command, context);
    case 'open-drawer':
      return openDrawer(state, command, context);
    case 'clock-in':
      return clockIn(state, command, context);
    case 'clock-out':
      return clockOut(state, command, context);
    case 'correct-working-time':
      return correctWorkingTime(state, command, context);
    case 'delete-working-time':
      return deleteWorkingTime(state, command, context);
    case 'open-tab':
      return openTab(state, command, context);
    case 'park-tab':
      return parkTab(state, command, context);
    case 'recall-tab':
      return recallTab(state, command, context);
    case 'void-tab':
      return voidTab(state, command, context);
    case 'move-to-table':
      return moveToTable(state, command, context);
    case 'set-guests':
      return setGuests(state, command, context);
    case 'set-seat':
      return setSeat(state, command, context);
    case 'set-course':
      return setCourse(state, command, context);
    case 'split-lines':
      return splitLines(state, command, context);
    case 'split-by-seat':
      return splitBySeat(state, command, context);
    case 'merge-tab':
      return mergeTab(state, command, context);
    case 'transfer-tab':
      return transferTab(state, command, context);
    case 'print-bill':
      return printBill(state, command, context);
    case 'reopen-sale':
      return reopenSale(state, command, context);
    case 'rename-tab':
      return renameTab(state, command, context);
    case 'note-tab':
      return noteTab(state, command, context);
    case 'switch-dining':
      return switchDining(state, command, context);
    case 'discount-tab':
      return discountTab(state, command, context);
    case 'set-customer':
      return setCustomer(state, command, context);
    case 'check-age':
      return checkAge(state, command, context);
    case 'add-line':
      return addLine(state, command, context);
    case 'add-return':
      return addReturn(state, command, context);
    case 'return-without-receipt':
      return returnWithoutReceipt(state, command, context);
    case 'change-quantity':
      return changeQuantity(state, command, context);
    case 'override-price':
      return overridePrice(state, command, context);
    case 'discount-line':
      return discountLine(state, command, context);
    case 'note-line':
      return noteLine(state, command, context);
    case 'void-line':
      return voidLine(state, command, context);
    case 'take-payment':
      return takePayment(state, command, context);
    case 'start-payment':
      return startPayment(state, command, context);
    case 'settle-payment':
      return settlePayment(state, command, context);
    case 'reverse-payment':
      return reversePayment(state, command, context);
    case 'complete-tab':
      return completeTab(state, command, context);
    case 'copy-receipt':
      return copyReceipt(state, command, context);
    case 'look-up-price':
      return lookUpPrice(state, command, context);
  }
}

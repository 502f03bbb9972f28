// What the buttons of a page may offer now: the grant of the operator, where the state of the register permits the command at all.
// A hint for pages only. The rules decide again when the command comes.
import { grantFor, type Actor, type Grant } from '../staff/permission.ts';
import type { ShopSettings } from '../shop/settings.ts';
import { hasActiveLines, hasLivePayments, openPaymentOf } from '../tab/lines.ts';
import { commandPermissions } from './command-permission.ts';
import type { RegisterCommandType } from './commands.ts';
import type { RegisterState } from './state.ts';
import { currentTab } from './tabs.ts';

/** By command; `move-cash` is what it takes to put cash in, `move-cash-out` to take it out. */
export type Allowed = Readonly<Record<RegisterCommandType | 'move-cash-out', Grant>>;

/** `denied` also where the state rules it out: no shift, no tab, payments on the tab, nothing to settle. */
export function allowed(state: RegisterState, settings: ShopSettings, actor: Actor): Allowed {
  const possible = possibleNow(state, settings);
  const permissions = { ...commandPermissions, 'move-cash-out': 'register.cash_out' } as const;
  const grants = Object.entries(permissions).map(([type, permission]) => {
    const grant = permission === null ? 'allowed' : grantFor(actor, permission);
    // The table has exactly these keys.
    return [type, possible[type as keyof Allowed] ? grant : 'denied'];
  });
  return Object.fromEntries(grants) as Allowed;
}

function possibleNow(state: RegisterState, settings: ShopSettings): Readonly<Record<keyof Allowed, boolean>> {
  const shift = state.shift !== null;
  const tab = currentTab(state);
  const lines = tab !== undefined && hasActiveLines(tab);
  const open = tab !== undefined && openPaymentOf(tab) !== undefined;
  const paid = tab !== undefined && hasLivePayments(tab);
  const changeable = tab !== undefined && !paid;
  const payable = lines && !open;
  const parked = Object.values(state.tabs).some((each) => each.parked === true);
  return {
    'open-shift': !shift,
    'close-shift': shift && !lines && !open,
    'x-report': shift,
    'move-cash': shift,
    'move-cash-out': shift,
    'open-drawer': true,
    'open-tab': shift && !lines,
    'park-tab': changeable && (lines || tab.name !== undefined),
    'recall-tab': shift && parked && !lines,
    'void-tab': changeable,
    'rename-tab': tab !== undefined,
    'note-tab': tab !== undefined,
    'switch-dining': changeable && settings.dining.switchable,
    'discount-tab': changeable && lines,
    'check-age': tab !== undefined,
    'add-line': shift && !paid,
    'add-return': shift && !paid,
    'change-quantity': changeable && lines,
    'override-price': changeable && lines,
    'discount-line': changeable && lines,
    'note-line': lines,
    'void-line': changeable && lines,
    'take-payment': payable,
    'start-payment': payable,
    'settle-payment': open,
    'reverse-payment': paid && tab.payments.some((payment) => payment.state === 'taken'),
    'complete-tab': payable,
    'copy-receipt': state.numbers.receipt > 0,
    'look-up-price': true,
  };
}

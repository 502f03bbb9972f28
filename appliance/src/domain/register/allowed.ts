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

/** `denied` also where the state rules it out: no shift, no tab, payments on the tab. What a tab comes to is not looked at. */
export function allowed(state: RegisterState, settings: ShopSettings, actor: Actor): Allowed {
  const now = situation(state, settings);
  const permissions = { ...commandPermissions, 'move-cash-out': 'register.cash_out' } as const;
  const grants = Object.entries(permissions).map(([type, permission]) => {
    const grant = permission === null ? 'allowed' : grantFor(actor, permission);
    // The table has exactly these keys.
    return [type, neededFor[type as keyof Allowed].every((need) => now[need]) ? grant : 'denied'];
  });
  return Object.fromEntries(grants) as Allowed;
}

type Situation = ReturnType<typeof situation>;

/** All of these must hold for a command to make sense. */
const neededFor: Readonly<Record<keyof Allowed, readonly (keyof Situation)[]>> = {
  'open-shift': ['closed'],
  'close-shift': ['shift', 'roomForTab', 'answered'],
  'x-report': ['shift'],
  'move-cash': ['shift'],
  'move-cash-out': ['shift'],
  'open-drawer': [],
  'open-tab': ['shift', 'roomForTab'],
  'park-tab': ['tab', 'unpaid', 'worthParking'],
  'recall-tab': ['shift', 'roomForTab', 'parked'],
  'void-tab': ['tab', 'unpaid'],
  'rename-tab': ['tab'],
  'note-tab': ['tab'],
  'switch-dining': ['tab', 'unpaid', 'switchable'],
  'discount-tab': ['lines', 'unpaid'],
  'check-age': ['tab'],
  'add-line': ['shift', 'unpaid'],
  'add-return': ['shift', 'unpaid'],
  'change-quantity': ['lines', 'unpaid'],
  'override-price': ['lines', 'unpaid'],
  'discount-line': ['lines', 'unpaid'],
  'note-line': ['lines'],
  'void-line': ['lines', 'unpaid'],
  'take-payment': ['lines', 'answered'],
  'start-payment': ['lines', 'answered'],
  'settle-payment': ['waiting'],
  'reverse-payment': ['taken'],
  'complete-tab': ['lines', 'answered'],
  'copy-receipt': ['receipts'],
  'look-up-price': [],
};

function situation(state: RegisterState, settings: ShopSettings) {
  const tab = currentTab(state);
  const lines = tab !== undefined && hasActiveLines(tab);
  const waiting = tab !== undefined && openPaymentOf(tab) !== undefined;
  return {
    shift: state.shift !== null,
    closed: state.shift === null,
    tab: tab !== undefined,
    lines,
    roomForTab: !lines,
    worthParking: lines || tab?.name !== undefined,
    parked: Object.values(state.tabs).some((each) => each.parked === true),
    switchable: settings.dining.switchable,
    unpaid: tab === undefined || !hasLivePayments(tab),
    waiting,
    answered: !waiting,
    taken: tab?.payments.some((payment) => payment.state === 'taken') === true,
    receipts: state.numbers.receipt > 0,
  };
}

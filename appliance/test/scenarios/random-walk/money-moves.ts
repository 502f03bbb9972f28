// What is done with money and paper: shifts, the drawer, payments of all kinds, copies, and prints that went wrong.
import type { CommandBody } from '../../../src/protocol/commands.ts';
import { aReceipt, type Moves, oneOf, type Scene } from './scene.ts';

type MoneyMove =
  | 'open-shift'
  | 'close-shift'
  | 'x-report'
  | 'move-cash'
  | 'open-drawer'
  | 'take-payment'
  | 'start-payment'
  | 'settle-payment'
  | 'reverse-payment'
  | 'complete-tab'
  | 'print-gift-receipt'
  | 'copy-receipt'
  | 'print-z-report'
  | 'print-again'
  | 'dismiss-job';

function counted({ ledger, chance }: Scene): CommandBody<'close-shift'> {
  // Now and then somebody counts wrong: exactly that must be the difference.
  const error = chance.happens(0.3) ? chance.int(-300, 300) : 0;
  return {
    counted: [...ledger.drawer].map(([currency, amount]) => ({
      currency,
      amount: Math.max(0, amount + (currency === 'NOK' ? error : 0)),
    })),
    print: chance.happens(0.5),
    ...(chance.happens(0.3) ? { note: 'counted twice' } : {}),
  };
}

/** Now and then with a tip, or all that would be given back. */
function payment(scene: Scene): CommandBody<'take-payment'> | undefined {
  const { chance } = scene;
  const paid = plainPayment(scene);
  if (paid === undefined || chance.happens(0.85)) return paid;
  if (chance.happens(0.4)) return { ...paid, tip: 'change' };
  const tip = chance.int(1, 20) * 100;
  return { ...paid, tip, tendered: paid.tender === 'cash' ? paid.tendered + tip : paid.tendered };
}

function plainPayment({ tab, lines, chance }: Scene): CommandBody<'take-payment'> | undefined {
  if (tab === null || lines.length === 0) return undefined;
  const { customer } = tab;
  const due = Math.abs(tab.due);
  const inCash = Math.abs(tab.cashDue);
  if (chance.happens(customer === null ? 0.02 : 0.4)) return onAccount(due, chance);
  switch (chance.int(0, 9)) {
    case 0:
      return { tender: 'cash', tendered: Math.floor(due / 300) * 100 };
    case 1:
      return { tender: 'eur', tendered: chance.int(1, 60) * 100 };
    case 2:
      return { tender: 'eur', tendered: Math.ceil(due / 11.5) };
    case 3:
      return { tender: 'voucher', tendered: due };
    case 4:
      return { tender: 'voucher', tendered: chance.int(1, Math.max(1, due)), reference: 'V-1' };
    case 5:
    case 6:
      return { tender: 'cash', tendered: inCash + (tab.due > 0 ? chance.int(0, 20) * 1_000 : 0) };
    default:
      return { tender: 'cash', tendered: inCash };
  }
}

function onAccount(due: number, chance: Scene['chance']): CommandBody<'take-payment'> {
  return { tender: 'account', tendered: chance.happens(0.7) ? due : chance.int(1, Math.max(1, due)) };
}

function aPayment({ tab, chance }: Scene): string | undefined {
  return chance.happens(0.02) ? 'no-such-payment' : oneOf(Object.keys(tab?.payments ?? {}), chance);
}

function settlement(scene: Scene): CommandBody<'settle-payment'> | undefined {
  const { tab, chance } = scene;
  const id = tab?.openPayment ?? aPayment(scene);
  if (id === undefined) return undefined;
  const outcome = chance.pick(['taken', 'taken', 'taken', 'declined', 'unknown'] as const);
  return { payment: id, outcome, ...(chance.happens(0.9) ? { reason: 'seen on the slip' } : {}) };
}

function job(scene: Scene): { readonly job: string } | undefined {
  const stuck = Object.entries(scene.view.printing).filter(
    ([, { state }]) => state === 'unknown' || state === 'failed',
  );
  const found = oneOf(stuck, scene.chance)?.[0];
  return found === undefined ? undefined : { job: found };
}

export const moneyMoves: Moves<MoneyMove> = {
  'open-shift': {
    weight: 0.3,
    make: ({ chance }) => ({
      opening: [
        { currency: 'NOK', amount: chance.int(0, 30) * 10_000 },
        ...(chance.happens(0.4) ? [{ currency: 'EUR', amount: chance.int(0, 10) * 1_000 }] : []),
      ],
    }),
  },
  'close-shift': { weight: 1.2, make: (scene) => (scene.view.shift === null ? undefined : counted(scene)) },
  'x-report': { weight: 1, make: ({ chance }) => ({ print: chance.happens(0.5) }) },
  'move-cash': {
    weight: 2,
    make: ({ chance }) => ({
      direction: chance.happens(0.5) ? 'in' : 'out',
      currency: chance.pick(['NOK', 'NOK', 'EUR', 'USD']),
      amount: chance.int(0, 500) * 100,
      note: chance.pick(['', 'float']),
    }),
  },
  'open-drawer': { weight: 0.7, make: () => ({ reason: 'change' }) },
  'take-payment': { weight: 16, make: payment },
  'start-payment': {
    weight: 5,
    make: ({ tab, lines, chance }) =>
      tab === null || lines.length === 0
        ? undefined
        : {
            tender: chance.happens(0.05) ? 'cash' : 'card',
            ...(chance.happens(0.3) ? { amount: chance.int(1, Math.max(1, Math.abs(tab.due))) } : {}),
            ...(chance.happens(0.2) ? { tip: chance.int(1, 5_000) } : {}),
          },
  },
  'settle-payment': { weight: 3, make: settlement },
  'reverse-payment': {
    weight: 2,
    make: (scene) => {
      const id = aPayment(scene);
      return id === undefined ? undefined : { payment: id, reason: 'changed their mind' };
    },
  },
  'complete-tab': { weight: 1, make: ({ tab }) => (tab === null ? undefined : {}) },
  'print-gift-receipt': {
    weight: 0.7,
    make: (scene) => {
      const receipt = aReceipt(scene);
      return receipt === undefined ? undefined : { receipt };
    },
  },
  'copy-receipt': {
    weight: 1,
    make: (scene) => {
      const receipt = aReceipt(scene);
      return receipt === undefined ? undefined : { receipt, print: scene.chance.happens(0.5) };
    },
  },
  'print-z-report': {
    weight: 0.7,
    make: ({ ledger, chance }) => ({ zNumber: chance.happens(0.1) ? 1_000 : Math.max(1, ledger.closes) }),
  },
  'print-again': { weight: 4, make: job },
  'dismiss-job': { weight: 2, make: job },
};

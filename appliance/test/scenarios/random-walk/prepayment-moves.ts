// What is paid in on orders, and back: an amount that is left to pay, now and then one that is not.
import type { Moves } from './scene.ts';

type PrepaymentMove = 'sell-prepayment' | 'pay-back-prepayment';

export const prepaymentMoves: Moves<PrepaymentMove> = {
  'sell-prepayment': {
    weight: 2,
    make: ({ tab, lines, chance }) => {
      if (tab === null || lines.length === 0) return undefined;
      const most = Math.max(1, tab.total);
      return { amount: chance.happens(0.1) ? most + 1 : chance.int(1, most) };
    },
  },
  'pay-back-prepayment': {
    weight: 1.5,
    make: ({ tab, chance }) => (tab === null || (tab.prepaid === 0 && chance.happens(0.9)) ? undefined : {}),
  },
};

// What is done by those who pay later: somebody is put on the tab who may, and what is owed is received, or more than that.
import type { CommandBody } from '../../../src/protocol/commands.ts';
import { demoCustomers } from '../../../src/demo/customers.ts';
import { type Moves, oneOf, type Scene } from './scene.ts';

type AccountMove = 'receive-on-account';

const creditors = demoCustomers.filter(({ body }) => (body.creditLimit ?? null) !== null);

/** Mostly one who may pay later. */
export function aCreditor({ chance }: Pick<Scene, 'chance'>): string {
  return chance.happens(0.1) ? chance.pick(demoCustomers).id : (oneOf(creditors, chance)?.id ?? '');
}

function handedOver(amount: number, { chance }: Scene): Partial<CommandBody<'receive-on-account'>> {
  switch (chance.int(0, 9)) {
    case 0:
      return { tender: 'eur', tendered: Math.ceil(amount / 11.5) + chance.int(0, 500) };
    case 1:
      return { tender: 'voucher', tendered: Math.max(0, amount + chance.int(-100, 100)) };
    case 2:
      return { tender: chance.pick(['account', 'gift-card', 'eur']) };
    case 3:
    case 4:
      return { tender: 'card', reference: '4711' };
    case 5:
      return { tendered: amount + chance.int(0, 20) * 1_000 };
    default:
      return {};
  }
}

export const accountMoves: Moves<AccountMove> = {
  'receive-on-account': {
    weight: 3,
    make: async (scene) => {
      const { till, chance } = scene;
      const customer = aCreditor(scene);
      const known = await till.query<{ readonly owed: number }>('account-of-customer', { customer });
      const owed = Math.max(1, known?.owed ?? 0);
      const amount = chance.happens(0.1)
        ? chance.int(1, 50_000)
        : chance.happens(0.3)
          ? owed
          : chance.int(1, owed);
      return { customer, tender: 'cash', amount, ...handedOver(amount, scene) };
    },
  },
};

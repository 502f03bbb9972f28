// What is done to a basket: goods, quantities, prices, discounts, notes, customers, and taking goods back.
import type { ReturnableSale } from '../../../src/protocol/answers.ts';
import type { CommandBody } from '../../../src/protocol/commands.ts';
import { demoCodes } from '../../../src/demo/codes.ts';
import { demoCustomers } from '../../../src/demo/customers.ts';
import { aCreditor } from './account-moves.ts';
import { aReceipt, goods, type Moves, oneOf, type Scene, someLine } from './scene.ts';

type SellingMove =
  | 'add-product'
  | 'enter-code'
  | 'next-quantity'
  | 'catch-scan'
  | 'change-quantity'
  | 'override-price'
  | 'discount-line'
  | 'discount-tab'
  | 'note-line'
  | 'note-tab'
  | 'void-line'
  | 'void-tab'
  | 'switch-dining'
  | 'set-customer'
  | 'redeem-points'
  | 'add-coupon'
  | 'remove-coupon'
  | 'check-age'
  | 'look-up-price'
  | 'wish-receipt'
  | 'add-return'
  | 'return-without-receipt'
  | 'return-unverified';

/** A basket that is large enough is paid. */
const linesMax = 8;

function quantityFor(unit: string, { chance }: Scene): number {
  return unit === 'piece' ? chance.int(1, 6) * 1_000 : chance.int(1, 4_000);
}

function addProduct(scene: Scene): CommandBody<'add-product'> | undefined {
  const { chance, lines } = scene;
  if (lines.length > linesMax) return undefined;
  if (chance.happens(0.02)) return { product: 'no-such-product' };
  const { id, unit, price } = chance.pick(goods);
  const asked = price === undefined ? { price: chance.int(1, 900) * 25 } : {};
  const weighed = unit === 'piece' ? {} : { weight: 'manual' as const };
  const counted = unit === 'piece' && chance.happens(0.7) ? {} : { quantity: quantityFor(unit, scene) };
  return { product: id, ...asked, ...weighed, ...counted };
}

function discount({ chance }: Scene, from: number): CommandBody<'discount-tab'>['discount'] {
  if (chance.happens(0.2)) return null;
  const reason = chance.happens(0.05) ? '' : 'regular';
  if (chance.happens(0.5)) return { kind: 'percent', basisPoints: chance.int(1, 40) * 125, reason };
  return { kind: 'amount', amount: chance.int(1, Math.max(2, Math.floor(Math.abs(from) * 0.7))), reason };
}

async function addReturn(scene: Scene): Promise<CommandBody<'add-return'> | undefined> {
  const { till, other, otherLedger, chance, lines } = scene;
  const elsewhere = chance.happens(0.3);
  const receipt = aReceipt(elsewhere ? { ledger: otherLedger, chance } : scene);
  if (receipt === undefined || lines.length > linesMax) return undefined;
  const whose = elsewhere ? { register: other.register, receipt } : { receipt };
  const found = await till.query<ReturnableSale>('sale', whose);
  const line = oneOf(found?.sale.lines ?? [], chance);
  if (line === undefined) return { ...whose, line: 'no-such-line', quantity: 1_000 };
  const left = line.quantity - (found?.returned[line.id]?.quantity ?? 0);
  const quantity = chance.happens(0.9) ? left : chance.int(1, 5) * 1_000;
  const part =
    line.product.unit === 'piece' ? chance.int(1, Math.max(1, quantity / 1_000)) * 1_000 : quantity;
  return quantity <= 0 ? undefined : { ...whose, line: line.id, quantity: part, reason: 'faulty' };
}

function looseReturn(scene: Scene): CommandBody<'return-without-receipt'> {
  const { chance } = scene;
  const { id, unit, price } = chance.pick(goods);
  const most = price ?? 5_000;
  const asked = chance.happens(0.5) && price !== undefined ? {} : { price: chance.int(1, most + 20) };
  const reason = chance.happens(0.05) ? ' ' : 'no longer wanted';
  return { product: id, quantity: quantityFor(unit, scene), ...asked, reason };
}

/** Of the other till's receipt; mostly where nobody can look it up, since otherwise it is refused. */
function unverified(scene: Scene): CommandBody<'return-unverified'> | undefined {
  const { till, other, otherLedger, chance, lines } = scene;
  if (lines.length > linesMax || !(till.line.isCut || chance.happens(0.1))) return undefined;
  const receipt = aReceipt({ ledger: otherLedger, chance });
  return receipt === undefined ? undefined : { ...looseReturn(scene), register: other.register, receipt };
}

export const sellingMoves: Moves<SellingMove> = {
  'add-product': { weight: 30, make: addProduct },
  'enter-code': {
    weight: 4,
    make: ({ chance, lines }) =>
      lines.length > linesMax
        ? undefined
        : {
            code: chance.pick(demoCodes).code,
            ...(chance.happens(0.2) ? { quantity: chance.int(1, 5) * 1_000 } : {}),
          },
  },
  'next-quantity': {
    weight: 1,
    make: ({ chance }) => ({ quantity: chance.happens(0.3) ? null : chance.int(1, 4) * 1_000 }),
  },
  'catch-scan': { weight: 0.5, make: ({ chance }) => ({ wanted: chance.happens(0.5) }) },
  'change-quantity': {
    weight: 4,
    make: (scene) => {
      const line = someLine(scene);
      const unit = scene.tab?.lines[line ?? '']?.unit ?? 'piece';
      return line === undefined ? undefined : { line, quantity: quantityFor(unit, scene) };
    },
  },
  'override-price': {
    weight: 2,
    make: (scene) => {
      const line = someLine(scene);
      const reason = scene.chance.happens(0.05) ? '' : 'dented';
      return line === undefined ? undefined : { line, unitPrice: scene.chance.int(0, 400) * 25, reason };
    },
  },
  'discount-line': {
    weight: 3,
    make: (scene) => {
      const line = someLine(scene);
      const total = scene.tab?.lines[line ?? '']?.total ?? 1_000;
      return line === undefined ? undefined : { line, discount: discount(scene, total) };
    },
  },
  'discount-tab': {
    weight: 2,
    make: (scene) => (scene.tab === null ? undefined : { discount: discount(scene, scene.tab.total) }),
  },
  'note-line': {
    weight: 1,
    make: (scene) => {
      const line = someLine(scene);
      return line === undefined
        ? undefined
        : { line, note: scene.chance.pick(['', 'no onions', 'x'.repeat(200)]) };
    },
  },
  'note-tab': {
    weight: 1,
    make: ({ tab, chance }) => (tab === null ? undefined : { note: chance.pick(['', 'window']) }),
  },
  'void-line': {
    weight: 2,
    make: (scene) => {
      const line = someLine(scene);
      const reason = scene.chance.happens(0.05) ? '' : 'mistake';
      return line === undefined ? undefined : { line, reason };
    },
  },
  'void-tab': {
    weight: 1.5,
    make: ({ tab, chance }) => (tab === null ? undefined : { reason: chance.happens(0.05) ? '' : 'left' }),
  },
  'switch-dining': {
    weight: 1.5,
    make: ({ tab, chance }) =>
      tab === null ? undefined : { dining: chance.happens(0.5) ? 'eat-in' : 'take-away' },
  },
  'set-customer': {
    weight: 2,
    make: ({ chance }) => ({
      customer: chance.happens(0.2)
        ? null
        : chance.happens(0.03)
          ? 'no-such-customer'
          : chance.happens(0.5)
            ? aCreditor({ chance })
            : chance.pick(demoCustomers).id,
    }),
  },
  'add-coupon': {
    weight: 1.5,
    make: ({ chance }) => ({ code: chance.happens(0.1) ? 'NOBODYS' : 'HAVN10' }),
  },
  'remove-coupon': {
    weight: 0.5,
    make: ({ tab }) => (tab === null ? undefined : { campaign: 'harbour-coupon' }),
  },
  'check-age': {
    weight: 1,
    make: ({ tab }) => (tab === null || tab.ageToCheck === null ? undefined : { age: tab.ageToCheck }),
  },
  'look-up-price': { weight: 0.7, make: ({ chance }) => ({ product: chance.pick(goods).id }) },
  'wish-receipt': {
    weight: 1,
    make: ({ tab, chance }) =>
      tab === null ? undefined : { language: chance.pick([null, 'en', 'nl']), paper: chance.happens(0.9) },
  },
  'add-return': { weight: 5, make: addReturn },
  'return-without-receipt': {
    weight: 1.5,
    make: (scene) => (scene.lines.length > linesMax ? undefined : looseReturn(scene)),
  },
  'return-unverified': { weight: 4, make: unverified },
  'redeem-points': {
    weight: 2,
    make: ({ tab, chance }) => {
      if (tab === null || tab.customer === null) return undefined;
      return { points: chance.happens(0.2) ? null : chance.int(1, 40) * 10 };
    },
  },
};

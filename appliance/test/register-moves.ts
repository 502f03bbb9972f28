// What can be done at a register, by chance: moves that become commands on whatever is there then, sensible ones and nonsense alike.
// They shrink well, because a move says what to try and not with which id.
import fc from 'fast-check';
import type { RegisterCommand } from '../src/domain/register/commands.ts';
import { currentTab } from '../src/domain/register/tabs.ts';
import { type Minor, minor } from '../src/domain/money/money.ts';
import { cashDue, dueOf, paidOf } from '../src/domain/payment/settle.ts';
import { thousandths } from '../src/domain/quantity/quantity.ts';
import { ageToCheck, openPaymentOf } from '../src/domain/tab/lines.ts';
import { priceTab } from '../src/domain/tab/price-tab.ts';
import type { Discount } from '../src/domain/tab/tab.ts';
import type { Oracle } from './register-oracle.ts';
import { at, type Kind, lineOf, type Scene } from './register-scene.ts';
import { type SampleRegister } from './sample-register.ts';
import { tableMoves } from './table-moves.ts';
import { apples, bread, deposit, products } from './register-shops.ts';

const paymentOf = ({ tab, pick }: Scene): string => at(tab?.payments ?? [], pick)?.id ?? 'none';
const currencyOf = ({ register }: Scene): string => register.settings.currency.code;

function due({ tab, register }: Scene): Minor {
  return tab === undefined ? minor(0) : dueOf(priceTab(tab, register.settings).total, tab.payments);
}

function dueInCash(scene: Scene): number {
  return Math.abs(
    cashDue(due(scene), scene.register.settings.cashRounding, paidOf(scene.tab?.payments ?? [])),
  );
}

function discount({ pick, size }: Scene): Discount | null {
  if (size < 0) return null;
  return pick % 2 === 0
    ? { kind: 'percent', basisPoints: size * 200, reason: 'regular' }
    : { kind: 'amount', amount: minor(size * 90), reason: 'regular' };
}

function tipOf({ pick, size }: Scene): { tip?: Minor | 'change' } {
  if (pick % 5 === 0) return { tip: 'change' };
  return pick % 5 === 1 ? { tip: minor(size * 50) } : {};
}

function takeCash(scene: Scene, tendered: number, tender = 'cash'): RegisterCommand {
  return {
    type: 'take-payment',
    paymentId: scene.id,
    tender,
    tendered: minor(tendered),
    ...tipOf(scene),
  };
}

function add({ id, pick, size }: Scene): RegisterCommand {
  const product = at(products, pick) ?? bread;
  const quantity = pick % 2 === 0 ? {} : { quantity: thousandths((size % 7) * 1000) };
  const price = product.id === 'flowers' ? { price: minor(size * 100) } : {};
  const along = product.deposit === undefined ? {} : { deposit };
  return {
    type: 'add-line',
    tabId: id,
    lineId: id,
    product,
    source: 'count',
    ...quantity,
    ...price,
    ...along,
  };
}

function weigh({ id, pick, size }: Scene): RegisterCommand {
  const measure =
    pick % 5 === 0 ? { labelPrice: minor(Math.max(0, size) * 10) } : { quantity: thousandths(size * 37) };
  return {
    type: 'add-line',
    tabId: id,
    lineId: id,
    product: apples,
    source: pick % 5 === 0 ? 'label' : 'scale',
    ...measure,
  };
}

function giveBack({ oracle, pick, size, id }: Scene): RegisterCommand {
  const sale = at(oracle.sales, pick);
  if (sale === undefined) return { type: 'complete-tab' };
  const sold = at(sale.lines, size + 3);
  const quantity = thousandths(pick % 2 === 0 ? (sold?.quantity ?? 0) : (size % 4) * 1000);
  return {
    type: 'add-return',
    tabId: id,
    lineId: id,
    original: oracle.returnable(sale),
    line: sold?.id ?? 'none',
    quantity,
  };
}

function copy({ oracle, pick }: Scene): RegisterCommand {
  const sale = at(oracle.sales, pick);
  return sale === undefined ? { type: 'x-report' } : { type: 'copy-receipt', sale, copies: pick % 2 };
}

const memberships = [['club'], ['club', 'staff'], [], ['gone']] as const;
const outcomes = ['taken', 'taken', 'declined', 'unknown'] as const;

const kinds: Readonly<Record<string, Kind>> = {
  add: { weight: 8, make: add },
  weigh: { weight: 1, make: weigh },
  'give back': { weight: 3, make: giveBack },
  'pay cash': {
    weight: 3,
    needsTab: true,
    make: (scene) => takeCash(scene, dueInCash(scene) + scene.size * 100),
  },
  'pay exactly': { weight: 5, needsTab: true, make: (scene) => takeCash(scene, dueInCash(scene)) },
  'pay foreign': { weight: 1, make: (scene) => takeCash(scene, Math.max(-1, scene.size) * 100, 'eur') },
  'pay voucher': {
    weight: 1,
    make: (scene) =>
      takeCash(scene, Math.abs(due(scene)) + scene.size * 100, at(['voucher', 'meal', 'lunch'], scene.pick)),
  },
  card: {
    weight: 2,
    needsTab: true,
    make: ({ id, pick, size }) => ({
      type: 'start-payment',
      paymentId: id,
      tender: pick % 9 === 0 ? 'cash' : 'card',
      ...(pick % 3 === 0 ? { amount: minor(size * 100) } : {}),
      ...(pick % 4 === 0 ? { tip: minor(size * 10) } : {}),
    }),
  },
  settle: {
    weight: 3,
    needsTab: true,
    make: (scene) => ({
      type: 'settle-payment',
      payment: paymentOf(scene),
      outcome: at(outcomes, scene.pick) ?? 'taken',
      ...(scene.size > 10 ? { reason: 'seen on the slip' } : {}),
      ...(scene.pick % 5 === 2 ? { amount: minor(scene.size * 100), tip: minor(scene.size * 10) } : {}),
    }),
  },
  reverse: {
    weight: 1,
    make: (scene) => ({ type: 'reverse-payment', payment: paymentOf(scene), reason: 'changed their mind' }),
  },
  complete: { weight: 1, needsTab: true, make: () => ({ type: 'complete-tab' }) },
  quantity: {
    weight: 1,
    needsTab: true,
    make: (scene) => ({
      type: 'change-quantity',
      line: lineOf(scene),
      quantity: thousandths((scene.size % 8) * 1000),
    }),
  },
  price: {
    weight: 1,
    needsTab: true,
    make: (scene) => ({
      type: 'override-price',
      line: lineOf(scene),
      unitPrice: minor(scene.size * 99),
      reason: 'dented',
    }),
  },
  discount: {
    weight: 1,
    needsTab: true,
    make: (scene) => ({ type: 'discount-line', line: lineOf(scene), discount: discount(scene) }),
  },
  'discount tab': {
    weight: 1,
    needsTab: true,
    make: (scene) => ({ type: 'discount-tab', discount: discount(scene) }),
  },
  'void line': {
    weight: 1,
    needsTab: true,
    make: (scene) => ({ type: 'void-line', line: lineOf(scene), reason: 'mistake' }),
  },
  'void tab': { weight: 1, make: () => ({ type: 'void-tab', reason: 'left' }) },
  note: {
    weight: 1,
    needsTab: true,
    make: (scene) => ({
      type: 'note-line',
      line: lineOf(scene),
      note: 'x'.repeat(Math.max(0, scene.size * 4)),
    }),
  },
  park: {
    weight: 1,
    needsTab: true,
    make: ({ pick }) => (pick % 2 === 0 ? { type: 'park-tab' } : { type: 'park-tab', name: 'Kari' }),
  },
  recall: {
    weight: 1,
    make: ({ register, pick }) => ({
      type: 'recall-tab',
      tab: at(Object.keys(register.state.tabs), pick) ?? 'none',
      hold: pick % 2 === 0,
    }),
  },
  'open tab': { weight: 1, make: ({ id }) => ({ type: 'open-tab', tabId: id }) },
  ...tableMoves,
  rename: { weight: 1, make: () => ({ type: 'rename-tab', name: 'Olav' }) },
  dining: {
    weight: 1,
    needsTab: true,
    make: ({ pick }) => ({ type: 'switch-dining', dining: pick % 2 === 0 ? 'eat-in' : 'take-away' }),
  },
  customer: {
    weight: 2,
    make: ({ id, pick, size }) => ({
      type: 'set-customer',
      tabId: id,
      customer: size < 5 ? null : { id: `customer-${pick % 3}`, groups: at(memberships, pick) ?? [] },
    }),
  },
  age: { weight: 1, needsTab: true, make: ({ size }) => ({ type: 'check-age', age: size }) },
  copy: { weight: 1, make: copy },
  'look up': {
    weight: 1,
    make: ({ pick }) => ({ type: 'look-up-price', product: at(products, pick) ?? bread }),
  },
  drawer: { weight: 1, make: () => ({ type: 'open-drawer', reason: '' }) },
  'move cash': {
    weight: 2,
    make: (scene) => ({
      type: 'move-cash',
      direction: scene.pick % 2 === 0 ? 'in' : 'out',
      currency: scene.pick % 3 === 0 ? 'EUR' : currencyOf(scene),
      amount: minor(scene.size * 100),
      note: '',
    }),
  },
  'x-report': { weight: 1, make: () => ({ type: 'x-report' }) },
  close: {
    weight: 1,
    make: ({ oracle, size }) => ({
      type: 'close-shift',
      counted: [...oracle.drawer()].map(([currency, amount]) => ({
        currency,
        amount: minor(Math.max(0, amount + size)),
      })),
      print: false,
    }),
  },
  'open shift': {
    weight: 1,
    make: (scene) => ({
      type: 'open-shift',
      opening: [{ currency: currencyOf(scene), amount: minor(scene.size * 100) }],
    }),
  },
};

export interface Move {
  readonly kind: string;
  readonly pick: number;
  readonly size: number;
  readonly who: number;
}

/** Sequences of moves; `who` is below the number of people given. */
export function moves(people: number): fc.Arbitrary<readonly Move[]> {
  const kind = fc.oneof(
    ...Object.entries(kinds).map(([name, { weight }]) => ({ weight, arbitrary: fc.constant(name) })),
  );
  const move = fc.record<Move>({
    kind,
    pick: fc.nat(1_000),
    size: fc.integer({ min: -3, max: 60 }),
    who: fc.nat(people - 1),
  });
  return fc.array(move, { minLength: 30, maxLength: 90, size: 'max' });
}

/** A command for the move: three times in four what comes next in a shop, where something does, otherwise the move itself. */
export function commandFor(move: Move, register: SampleRegister, oracle: Oracle): RegisterCommand {
  const { pick, size } = move;
  const scene: Scene = {
    register,
    oracle,
    tab: currentTab(register.state),
    pick,
    size,
    id: `id-${String(register.recorded.length)}-${String(pick)}`,
  };
  const kind = kinds[move.kind];
  if (kind === undefined) throw new Error(`no such move: ${move.kind}`);
  return (pick % 4 === 0 ? undefined : whatComesNext(scene, move.kind)) ?? kind.make(scene);
}

/** A shift is opened before anything is sold, goods come before paying, a waiting card is answered, a young customer is asked. */
function whatComesNext(scene: Scene, kind: string): RegisterCommand | undefined {
  const { register, tab, pick, size, id } = scene;
  if (register.state.shift === null)
    return {
      type: 'open-shift',
      opening: [{ currency: currencyOf(scene), amount: minor(Math.abs(size) * 100) }],
    };
  if (tab === undefined) {
    const product = products[pick % 3] ?? bread;
    return kinds[kind]?.needsTab === true
      ? { type: 'add-line', tabId: id, lineId: id, product, source: 'count' }
      : undefined;
  }
  const open = openPaymentOf(tab);
  if (open !== undefined)
    return {
      type: 'settle-payment',
      payment: open.id,
      outcome: pick % 3 === 0 ? 'declined' : 'taken',
      reason: 'seen on the slip',
    };
  return kind.startsWith('pay') && ageToCheck(tab) > 0
    ? { type: 'check-age', age: ageToCheck(tab) }
    : undefined;
}

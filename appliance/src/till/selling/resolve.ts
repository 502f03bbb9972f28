// From what a page asks to what the rules decide on: products looked up, weights taken, sales read back, ids fixed by the command's own id.
import { minor } from '../../domain/money/money.ts';
import { thousandths } from '../../domain/quantity/quantity.ts';
import { ok, refuse } from '../../domain/refusal.ts';
import type { CurrencyAmount } from '../../domain/register/events.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import type { Discount, TableRef } from '../../domain/tab/tab.ts';
import type { CommandBody, CommandName } from '../../protocol/commands.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import { openCardPayments } from '../gift-cards/gift-cards.ts';
import { payByGiftCard, sellGiftCard } from '../gift-cards/resolve-gift-card.ts';
import type { Shop } from '../shop/shop.ts';
import type { Resolution, Resolver } from './resolution.ts';
import { receiveOnAccount, takePayment } from './resolve-account.ts';
import { redeemPoints, setCustomer } from './resolve-customer.ts';
import { addProduct, enterCode } from './resolve-goods.ts';
import { giveUpTab, handOverTab, takeTab } from './resolve-shared-tabs.ts';

const plain = (command: RegisterCommand): Resolution => ok({ command });

function amounts(given: CommandBody<'open-shift'>['opening']): readonly CurrencyAmount[] {
  return given.map(({ currency, amount }) => ({ currency, amount: minor(amount) }));
}

function discountOf(given: CommandBody<'discount-tab'>['discount']): Discount | null {
  return given?.kind === 'amount' ? { ...given, amount: minor(given.amount) } : given;
}

const addReturn: Resolver<'add-return'> = async (id, body, { saleOf, register: own }) => {
  const { register = own, receipt, line, quantity, reason } = body;
  const readSale = await saleOf(register, receipt);
  return ok({
    command: async () => {
      const original = await readSale();
      if (!original.ok) return original;
      return ok({
        type: 'add-return',
        tabId: id,
        lineId: id,
        original: original.value,
        ...(register === own ? {} : { register }),
        line,
        quantity: thousandths(quantity),
        ...(reason === undefined ? {} : { reason }),
      });
    },
  });
};

const returnWithoutReceipt: Resolver<'return-without-receipt'> = async (id, body, { catalogue }) => {
  const product = await catalogue.byId(body.product);
  if (product === undefined) return refuse('product.unknown');
  return plain({
    type: 'return-without-receipt',
    tabId: id,
    lineId: id,
    product,
    quantity: thousandths(body.quantity),
    ...(body.price === undefined ? {} : { price: minor(body.price) }),
    reason: body.reason,
  });
};

/** Why a sale could not be looked up, where that is nobody's mistake. */
const outOfSight: ReadonlySet<FailureCode> = new Set([
  'office.out-of-reach',
  'office.no-answer',
  'office.other-version',
  'receipt.not-arrived',
]);

/** Asked of the office once more: nobody decides on their own that a receipt cannot be looked up. */
const returnUnverified: Resolver<'return-unverified'> = async (
  id,
  { register, receipt, ...goods },
  context,
) => {
  if (register === context.register) return refuse('return.can-be-verified');
  const readSale = await context.saleOf(register, receipt);
  const found = await readSale();
  if (found.ok) return refuse('return.can-be-verified');
  if (!outOfSight.has(found.refusal.code)) return found;
  const resolved = await returnWithoutReceipt(id, goods, context);
  if (!resolved.ok || typeof resolved.value.command === 'function') return resolved;
  return ok({ command: { ...resolved.value.command, unverified: { register, receipt } } as RegisterCommand });
};

/** Whether a gift card pays is for the office to say, and for nobody else. */
const settlePayment: Resolver<'settle-payment'> = (
  _id,
  { payment, outcome, tip, reference, reason },
  { state },
) => {
  if (outcome === 'taken' && openCardPayments(state()).some(({ id }) => id === payment))
    return refuse('gift-card.card-needed');
  return plain({
    type: 'settle-payment',
    payment,
    outcome,
    ...(tip === undefined ? {} : { tip: minor(tip) }),
    ...(reference === undefined ? {} : { reference }),
    ...(reason === undefined ? {} : { reason }),
  });
};

const startPayment: Resolver<'start-payment'> = async (id, { tender, amount, tip }, context) => {
  const byTerminal = context.asksTerminal(tender) && !context.practises();
  const mark = byTerminal ? await context.markTerminal() : undefined;
  return plain({
    type: 'start-payment',
    paymentId: id,
    tender,
    ...(amount === undefined ? {} : { amount: minor(amount) }),
    ...(tip === undefined ? {} : { tip: minor(tip) }),
    ...(byTerminal ? { terminal: true } : {}),
    ...(mark === undefined ? {} : { mark }),
  });
};

const copyReceipt: Resolver<'copy-receipt'> = (_id, { receipt, print = true }, { store, register }) =>
  ok({
    command: async () => {
      const original = await store.returnable(register, receipt);
      if (original === undefined) return refuse('receipt.unknown', { receipt });
      return ok({ type: 'copy-receipt', sale: original.sale, copies: await store.copies(register, receipt) });
    },
    print,
  });

const printGiftReceipt: Resolver<'print-gift-receipt'> = (_id, { receipt }, { store, register }) =>
  ok({
    command: async () => {
      const original = await store.returnable(register, receipt);
      if (original === undefined) return refuse('receipt.unknown', { receipt });
      return ok({ type: 'print-gift-receipt', sale: original.sale });
    },
  });

/** Sent first, written down then: what the office did not take was not sent. Asked again with the same id, the office sends it once. */
const mailReceipt: Resolver<'mail-receipt'> = async (id, { receipt, to }, context) => {
  if (context.practises()) return refuse('training.on');
  const { store, register } = context;
  const taken = await context.mailReceipt({ mail: id, receipt, to });
  if (!taken.ok) return taken;
  const sale = taken.value;
  return ok({
    command: async () =>
      ok({ type: 'mail-receipt', sale, copies: await store.copies(register, receipt), mail: id }),
    print: false,
  });
};

/** Neither a language nor anything else: as the shop does it. */
const wishReceipt: Resolver<'wish-receipt'> = (_id, { language, paper }) => {
  const wish = {
    ...(language === null ? {} : { language }),
    ...(paper ? {} : { paper: false as const }),
  };
  return plain({ type: 'wish-receipt', wish: Object.keys(wish).length === 0 ? null : wish });
};

const lookUpPrice: Resolver<'look-up-price'> = async (_id, body, { catalogue }) => {
  const product = await catalogue.byId(body.product);
  return product === undefined ? refuse('product.unknown') : plain({ type: 'look-up-price', product });
};

const openTab: Resolver<'open-tab'> = (id, { table: wanted, ...rest }, { shop }) => {
  const table = wanted === undefined ? undefined : tableOf(shop(), wanted);
  if (wanted !== undefined && table === undefined) return refuse('table.unknown');
  return plain({ type: 'open-tab', tabId: id, ...rest, ...(table === undefined ? {} : { table }) });
};

function tableOf({ rooms }: Shop, id: string): TableRef | undefined {
  const table = rooms.flatMap(({ tables }) => tables).find((each) => each.id === id);
  return table === undefined ? undefined : { id, name: table.name };
}

const reopenSale: Resolver<'reopen-sale'> = async (id, { receipt }, { saleOf, register, customers }) => {
  const readSale = await saleOf(register, receipt);
  return ok({
    command: async () => {
      const found = await readSale();
      if (!found.ok) return found;
      const original = found.value;
      const who = original.sale.customer;
      const known = who === undefined ? undefined : await customers.named(who);
      const customer = known === undefined ? {} : { customer: { id: known.id, groups: known.groups } };
      return ok({ type: 'reopen-sale', tabId: id, original, ...customer });
    },
  });
};

/** As it stands when its turn has come: two who correct it one after the other both see what they change. */
const correctWorkingTime: Resolver<'correct-working-time'> = (_id, body, { workingTimes }) =>
  ok({
    command: async () => {
      const { workingTime, ...wanted } = body;
      const time = await workingTimes.find(workingTime);
      if (time === undefined) return refuse('working-time.unknown');
      const others = await workingTimes.nearby(time, wanted.end ?? Number.MAX_SAFE_INTEGER);
      return ok({ type: 'correct-working-time', time, others, ...wanted });
    },
  });

const deleteWorkingTime: Resolver<'delete-working-time'> = (
  _id,
  { workingTime, ...rest },
  { workingTimes },
) =>
  ok({
    command: async () => {
      const time = await workingTimes.find(workingTime);
      return time === undefined
        ? refuse('working-time.unknown')
        : ok({ type: 'delete-working-time', time, ...rest });
    },
  });

/** Commands of the page that a register decides. The others (log-in, print jobs, scale) are the till's own. */
export type RegisterCommandName = Exclude<
  CommandName,
  | 'log-in'
  | 'log-in-by-badge'
  | 'log-out'
  | 'clock-in'
  | 'clock-out'
  | 'print-z-report'
  | 'print-again'
  | 'dismiss-job'
  | 'print-on-backup'
  | 'next-quantity'
  | 'zero-scale'
  | 'tare-scale'
  | 'weigh-goods'
  | 'abort-payment'
  | 'ask-terminal'
  | 'catch-scan'
>;

export const resolvers: { readonly [Name in RegisterCommandName]: Resolver<Name> } = {
  'open-shift': (_id, { opening }) => plain({ type: 'open-shift', opening: amounts(opening) }),
  'close-shift': (_id, { counted, note, print }) =>
    ok({
      command: {
        type: 'close-shift',
        counted: amounts(counted),
        print,
        ...(note === undefined ? {} : { note }),
      },
      print,
    }),
  'x-report': (_id, { print }) => ok({ command: { type: 'x-report' }, print }),
  'move-cash': (_id, body) => plain({ type: 'move-cash', ...body, amount: minor(body.amount) }),
  'open-drawer': (_id, { reason }) => plain({ type: 'open-drawer', reason }),
  'open-tab': openTab,
  'park-tab': (_id, { name }) => plain({ type: 'park-tab', ...(name === undefined ? {} : { name }) }),
  'recall-tab': (_id, body) => plain({ type: 'recall-tab', ...body }),
  'move-to-table': (_id, { table }, { shop }) => {
    const found = table === null ? null : tableOf(shop(), table);
    return found === undefined ? refuse('table.unknown') : plain({ type: 'move-to-table', table: found });
  },
  'set-guests': (_id, { guests }) => plain({ type: 'set-guests', guests }),
  'set-seat': (_id, { lines, seat }) => plain({ type: 'set-seat', lines, seat }),
  'set-course': (_id, { lines, course }) => plain({ type: 'set-course', lines, course }),
  'split-lines': (id, body) => plain({ type: 'split-lines', tabId: id, ...body }),
  'split-by-seat': (id) => plain({ type: 'split-by-seat', tabId: id }),
  'merge-tab': (_id, { tab }) => plain({ type: 'merge-tab', tab }),
  'transfer-tab': async (_id, { to }, { staff }) =>
    (await staff.member(to)) === undefined ? refuse('staff.unknown') : plain({ type: 'transfer-tab', to }),
  'take-tab': takeTab,
  'hand-over-tab': handOverTab,
  'give-up-tab': giveUpTab,
  'send-round': (_id, { course }) =>
    plain({ type: 'send-round', ...(course === undefined ? {} : { course }) }),
  'print-bill': () => plain({ type: 'print-bill' }),
  'reopen-sale': reopenSale,
  'void-tab': (_id, { reason }) => plain({ type: 'void-tab', reason }),
  'rename-tab': (_id, { name }) => plain({ type: 'rename-tab', name }),
  'note-tab': (_id, { note }) => plain({ type: 'note-tab', note }),
  'switch-dining': (_id, { dining }) => plain({ type: 'switch-dining', dining }),
  'discount-tab': (_id, { discount }) => plain({ type: 'discount-tab', discount: discountOf(discount) }),
  'set-customer': setCustomer,
  'add-coupon': (id, { code }) => plain({ type: 'add-coupon', tabId: id, code }),
  'remove-coupon': (_id, { campaign }) => plain({ type: 'remove-coupon', campaign }),
  'redeem-points': redeemPoints,
  'check-age': (_id, { age }) => plain({ type: 'check-age', age }),
  'add-product': addProduct,
  'enter-code': enterCode,
  'add-return': addReturn,
  'return-without-receipt': returnWithoutReceipt,
  'return-unverified': returnUnverified,
  'sell-gift-card': sellGiftCard,
  'sell-prepayment': (id, { amount }) =>
    plain({ type: 'sell-prepayment', tabId: id, lineId: id, amount: minor(amount) }),
  'pay-back-prepayment': (id) => plain({ type: 'pay-back-prepayment', tabId: id }),
  'pay-by-gift-card': payByGiftCard,
  'change-quantity': (_id, { line, quantity }) =>
    plain({ type: 'change-quantity', line, quantity: thousandths(quantity) }),
  'override-price': (_id, { line, unitPrice, reason }) =>
    plain({ type: 'override-price', line, unitPrice: minor(unitPrice), reason }),
  'discount-line': (_id, { line, discount }) =>
    plain({ type: 'discount-line', line, discount: discountOf(discount) }),
  'note-line': (_id, { line, note }) => plain({ type: 'note-line', line, note }),
  'void-line': (_id, { line, reason }) => plain({ type: 'void-line', line, reason }),
  'take-payment': takePayment,
  'receive-on-account': receiveOnAccount,
  'start-payment': startPayment,
  'settle-payment': settlePayment,
  'reverse-payment': (_id, { payment, reason }) => plain({ type: 'reverse-payment', payment, reason }),
  'complete-tab': () => plain({ type: 'complete-tab' }),
  'correct-working-time': correctWorkingTime,
  'delete-working-time': deleteWorkingTime,
  'look-up-price': lookUpPrice,
  'wish-receipt': wishReceipt,
  'print-gift-receipt': printGiftReceipt,
  'mail-receipt': mailReceipt,
  'start-training': () => plain({ type: 'start-training' }),
  'end-training': () => plain({ type: 'end-training' }),
  'copy-receipt': copyReceipt,
};

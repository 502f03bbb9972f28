// A paid tab that was paid wrongly: taken back as a whole and begun anew. Nothing is erased. There is a return receipt against the sale, and a
// new tab with the same goods, at the prices they had. Only in the shift of the sale; afterwards goods come back by a return.
import { minor } from '../money/money.ts';
import { cashDue, dueOf, paidOf } from '../payment/settle.ts';
import { ok, refuse } from '../refusal.ts';
import { priceTab } from '../tab/price-tab.ts';
import { thousandths } from '../quantity/quantity.ts';
import type { Line, LineId, Tab, TabId } from '../tab/tab.ts';
import { newLines } from './add-line.ts';
import type { CommandOf } from './commands.ts';
import { completeTab, takePayment } from './decide-payment.ts';
import { addReturn } from './decide-return.ts';
import { openTab, parkTab, recallTab } from './decide-tab.ts';
import type { DecideContext, Decision } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Sale, SaleLine } from './sale.ts';
import type { RegisterState } from './state.ts';
import { knownTab } from './tabs.ts';

type Step = (state: RegisterState) => Decision;
type ReopenSale = CommandOf<'reopen-sale'>;

/**
 * What was paid in cash is paid out at once, and the new tab is at hand. Anything else must go back the way it came: then the return is at
 * hand, to be paid out, and the new tab waits among the open ones.
 */
export function reopenSale(state: RegisterState, command: ReopenSale, context: DecideContext): Decision {
  const { sale, returned } = command.original;
  if (state.shift === null) return refuse('shift.not-open');
  if (sale.shift !== state.shift.number) return refuse('reopen.shift-over', { receipt: sale.receipt });
  const plain = sale.lines.every(
    ({ product: { kind = 'goods' }, returnOf }) =>
      returnOf === undefined && (kind === 'goods' || kind === 'deposit'),
  );
  if (!plain || Object.keys(returned).length > 0)
    return refuse('reopen.not-possible', { receipt: sale.receipt });
  const steps = [
    ...newTab(command, context),
    (now: RegisterState) => parkTab(now, { type: 'park-tab' }, context),
    ...givenBack(command, context),
    ...paidOut(command, context),
  ];
  return inTurn(state, steps, context);
}

/** Each step on what the ones before have led to; all of them or none. */
function inTurn(state: RegisterState, steps: readonly Step[], { now, actor }: DecideContext): Decision {
  let next = state;
  const events: RegisterEvent[] = [];
  for (const step of steps) {
    const decision = step(next);
    if (!decision.ok) return decision;
    events.push(...decision.value);
    next = decision.value.reduce((at, event) => evolve(at, event, { at: now, by: actor.user }), next);
  }
  return ok(events);
}

function newTab({ tabId, original: { sale }, customer }: ReopenSale, context: DecideContext): Step[] {
  const { name, table, guests } = sale.tab;
  const opening = {
    type: 'open-tab',
    tabId,
    ...(name === undefined ? {} : { name }),
    ...(table === undefined ? {} : { table }),
    ...(guests === undefined ? {} : { guests }),
  } as const;
  const about: RegisterEvent[] = [
    ...(sale.dining === context.settings.dining.default
      ? []
      : [{ type: 'tab.dining-switched', payload: { tab: tabId, dining: sale.dining } } as const]),
    ...(customer === undefined
      ? []
      : [{ type: 'tab.customer-set', payload: { tab: tabId, customer } } as const]),
    ...tabDiscountOf(sale, tabId),
    ...ageOf(sale, tabId),
  ];
  return [
    (state) => openTab(state, opening, context),
    (state) => newLines({ tab: knownTab(state, tabId), opening: [] }, linesAgain(sale, tabId), context),
    () => ok(about),
  ];
}

/** As an amount, VAT included: what it was on the receipt. */
function tabDiscountOf({ tabDiscount, tabDiscountReason = '' }: Sale, tab: string): RegisterEvent[] {
  if (tabDiscount <= 0) return [];
  const discount = { kind: 'amount', amount: tabDiscount, reason: tabDiscountReason } as const;
  return [{ type: 'tab.discounted', payload: { tab, discount } }];
}

/** Nobody could have paid without having been asked. */
function ageOf({ lines }: Sale, tab: string): RegisterEvent[] {
  const age = Math.max(0, ...lines.map(({ product }) => product.ageLimit ?? 0));
  return age === 0 ? [] : [{ type: 'tab.age-checked', payload: { tab, age } }];
}

function givenBack({ tabId, original }: ReopenSale, context: DecideContext): Step[] {
  return original.sale.lines.map((line, index) => (state) => {
    const quantity = thousandths(line.quantity);
    const lineId = `${tabId}:r${String(index)}`;
    const wanted = { tabId: returnTab(tabId), lineId, original, line: line.id, quantity };
    return addReturn(state, { type: 'add-return', ...wanted }, context);
  });
}

function paidOut({ tabId, original: { sale } }: ReopenSale, context: DecideContext): Step[] {
  const back: Step = (state) => recallTab(state, { type: 'recall-tab', tab: tabId }, context);
  if (sale.payments.length === 0)
    return [(state) => completeTab(state, { type: 'complete-tab' }, context), back];
  const tenders = new Set(sale.payments.map(({ tender }) => tender));
  const cash = context.settings.tenders.find(
    ({ id, kind, active }) => kind === 'cash' && active && tenders.has(id),
  );
  if (cash === undefined || tenders.size > 1) return [];
  const pay: Step = (state) => {
    const tendered = minor(Math.abs(owedInCash(knownTab(state, returnTab(tabId)), context)));
    const payment = { paymentId: `${tabId}:p`, tender: cash.id, tendered };
    return takePayment(state, { type: 'take-payment', ...payment }, context);
  };
  return [pay, back];
}

function returnTab(tabId: TabId): TabId {
  return `${tabId}:r`;
}

function owedInCash(tab: Tab, { settings }: DecideContext): number {
  const due = dueOf(priceTab(tab, settings).total, tab.payments);
  return cashDue(due, settings.cashRounding, paidOf(tab.payments));
}

function linesAgain({ lines }: Sale, tabId: string): readonly Line[] {
  const idAgain = (before: LineId): LineId =>
    `${tabId}:${String(lines.findIndex(({ id }) => id === before))}`;
  return lines.map((line) => lineAgain(line, idAgain));
}

/** What was on the tab, without what it came to. */
function lineAgain(line: SaleLine, idAgain: (before: LineId) => LineId): Line {
  const { gross, lineDiscount, campaigns, tabDiscount, total, rate, vatCode, vat, parent, ...own } = line;
  return {
    ...own,
    id: idAgain(line.id),
    ...(parent === undefined ? {} : { parent: idAgain(parent) }),
  };
}

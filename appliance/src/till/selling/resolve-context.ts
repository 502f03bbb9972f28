// What commands are made with: the parts of the till that know goods, customers, tabs and cards, and how it stands now.
import { AccountDesk } from '../customers/account-desk.ts';
import { PointsDesk } from '../customers/points-desk.ts';
import type { TillParts } from '../till-parts.ts';
import { receiptMail } from './mail-receipt.ts';
import type { ResolveContext } from './resolution.ts';

export function resolveContext(
  parts: TillParts,
  own: Pick<ResolveContext, 'weighing' | 'nextQuantity' | 'state' | 'practises'>,
): ResolveContext {
  const { register, store, catalogue, customers, askOffice, cards } = parts;
  const now = (): number => parts.clock.now();
  const shop: ResolveContext['shop'] = () => parts.shop.now;
  return {
    ...own,
    register: register.name,
    catalogue,
    customers,
    accounts: new AccountDesk(askOffice, customers),
    points: new PointsDesk(askOffice, now),
    staff: parts.staff,
    store,
    saleOf: parts.saleOf,
    giftCards: parts.giftCards,
    mailReceipt: receiptMail({
      register: register.name,
      store,
      printing: parts.printing,
      askOffice,
      shop,
      now,
    }),
    workingTimes: parts.workingTimes,
    shop,
    now,
    officeInReach: parts.officeInReach,
    shopTabs: parts.shopTabs,
    atHand: () => register.state.current,
    asksTerminal: (tender) => cards.asks(tender),
    markTerminal: async () => cards.mark(),
  };
}

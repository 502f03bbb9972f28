// A shift report as sections of facts, for the closeout and for reports on the screen. The order is the one of the printed report.
import type { CashCount, ShiftReport, ShopView } from '@countertop/appliance/protocol';
import type { Texts } from '../../i18n/texts.svelte.ts';
import type { Fact } from '../../parts/fact.ts';
import { currencyOf } from './currencies.ts';

export interface ReportSection {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

export interface ReportContext {
  readonly texts: Texts;
  readonly shop: ShopView;
  readonly nameOf: (user: string) => string;
}

export function shiftSection(report: ShiftReport, { texts, nameOf }: ReportContext): ReportSection {
  const { t, formats } = bound(texts);
  const { tabs } = report;
  return {
    id: 'shift',
    title: t('report.shift'),
    facts: [
      { label: t('report.register'), text: report.register },
      { label: t('report.shift-number'), text: String(report.shift) },
      { label: t('report.opened'), text: formats.dateTime(report.openedAt) },
      { label: t('report.opened-by'), text: nameOf(report.openedBy) },
      ...(report.zNumber === undefined
        ? []
        : [
            { label: t('report.closed'), text: formats.dateTime(report.at) },
            { label: t('report.closed-by'), text: nameOf(report.by) },
          ]),
      { label: t('report.duration'), text: formats.duration(report.at - report.openedAt) },
      { label: t('report.tabs-paid'), text: formats.count(tabs.paid) },
      ...(tabs.transferred === undefined
        ? []
        : [{ label: t('report.tabs-transferred'), text: formats.count(tabs.transferred) }]),
      ...(tabs.transferred === undefined
        ? []
        : [{ label: t('report.transferred-tabs'), count: tabs.transferred }]),
      { label: t('report.tabs-voided'), count: tabs.voided.count, amount: tabs.voided.amount },
      { label: t('report.tabs-refunded'), count: report.returns.count, amount: report.returns.amount },
      ...(tabs.open + tabs.parked === 0
        ? []
        : [{ label: t('report.tabs-open'), text: formats.count(tabs.open + tabs.parked) }]),
    ],
  };
}

export function salesSection(report: ShiftReport, { texts }: ReportContext): ReportSection {
  const { t } = bound(texts);
  return {
    id: 'sales',
    title: t('report.sales'),
    facts: [
      ...report.byTender.map(({ name, count, amount }) => ({ label: name, count, amount })),
      ...(report.rounding === 0
        ? []
        : [{ label: t('report.rounding'), amount: report.rounding, signed: true }]),
      { label: t('report.total'), amount: report.total, strong: true },
      ...(report.surplus === undefined
        ? []
        : [{ label: t('done.surplus'), count: report.surplus.count, amount: report.surplus.amount }]),
    ],
  };
}

/** Beside the sales: by tender, in all, and whose they are. */
export function tipSection(report: ShiftReport, { texts, nameOf }: ReportContext): ReportSection {
  const { tips } = report;
  return {
    id: 'tips',
    title: texts.t('report.tips'),
    facts:
      tips === undefined
        ? []
        : [
            ...tips.byTender.map(({ name, count, amount }) => ({ label: name, count, amount })),
            { label: texts.t('report.tips'), count: tips.count, amount: tips.amount, strong: true },
            ...tips.byUser.map(({ user, count, amount }) => ({ label: nameOf(user), count, amount })),
          ],
  };
}

/** Owed before and paid now, beside the sales. */
export function receivedSection(report: ShiftReport, { texts }: ReportContext): ReportSection {
  const { receivedOnAccount: received } = report;
  const title = texts.t('report.received');
  if (received === undefined) return { id: 'received', title, facts: [] };
  const { byTender, count, amount, rounding } = received;
  return {
    id: 'received',
    title,
    facts: [
      ...byTender.map((each) => ({ label: each.name, count: each.count, amount: each.amount })),
      { label: title, count, amount, strong: true },
      ...(rounding === 0 ? [] : [{ label: texts.t('report.rounding'), amount: rounding, signed: true }]),
    ],
  };
}

export function vatSection(report: ShiftReport, { texts }: ReportContext): ReportSection {
  const { t, formats } = bound(texts);
  return {
    id: 'vat',
    title: t('report.vat'),
    facts: report.byVat.flatMap(({ rate, code, gross, vat }) => {
      // Two codes can share a rate (exempt goods and deposits): then the code tells them apart.
      const alone = report.byVat.filter((other) => other.rate === rate).length === 1;
      const said = alone ? formats.percent(rate) : `${formats.percent(rate)} (${code})`;
      return [
        { label: t('report.vat-sales', { rate: said }), amount: gross },
        { label: t('report.vat-of', { rate: said }), amount: vat },
      ];
    }),
  };
}

/** Of goods sold and given back. */
export function categorySection(report: ShiftReport, { texts, shop }: ReportContext): ReportSection {
  return {
    id: 'categories',
    title: texts.t('report.categories'),
    facts: report.byCategory.map(({ category, count, amount }) => ({
      label: shop.categories[category] ?? category,
      count,
      amount,
    })),
  };
}

export function operatorSection(report: ShiftReport, { texts, nameOf }: ReportContext): ReportSection {
  return {
    id: 'operators',
    title: texts.t('report.operators'),
    facts: report.byOperator.map(({ user, count, amount }) => ({ label: nameOf(user), count, amount })),
  };
}

export function checksSection(report: ShiftReport, { texts }: ReportContext): ReportSection {
  const { t, formats } = bound(texts);
  return {
    id: 'checks',
    title: t('report.checks'),
    facts: [
      { label: t('report.line-discounts'), ...report.discounts.line },
      ...(['campaign', 'group', 'voucher', 'loyalty'] as const).flatMap((kind) => {
        const given = report.discounts[kind];
        return given === undefined ? [] : [{ label: t(`report.${kind}-discounts`), ...given }];
      }),
      { label: t('report.tab-discounts'), ...report.discounts.tab },
      { label: t('report.corrections'), ...report.corrections },
      { label: t('report.price-changes'), ...report.priceOverrides },
      ...(report.depositsPaidOut.count === 0
        ? []
        : [{ label: t('report.deposits'), ...report.depositsPaidOut }]),
      ...(report.giftCards === undefined ? [] : [{ label: t('report.gift-cards'), ...report.giftCards }]),
      ...(report.prepayments === undefined
        ? []
        : [
            { label: t('report.prepayments-received'), ...report.prepayments.received },
            { label: t('report.prepayments-used'), ...report.prepayments.used },
            { label: t('report.prepayments-paid-back'), ...report.prepayments.paidBack },
          ]),
      { label: t('report.copies'), ...report.copies },
      ...(report.training === undefined ? [] : [{ label: t('report.training'), ...report.training }]),
      ...(report.looseReturns === undefined
        ? []
        : [{ label: t('report.loose-returns'), ...report.looseReturns }]),
      ...(report.unverifiedReturns === undefined
        ? []
        : [{ label: t('report.unverified-returns'), ...report.unverifiedReturns }]),
      ...(report.bills === undefined ? [] : [{ label: t('report.bills'), ...report.bills }]),
      { label: t('report.price-look-ups'), text: formats.count(report.priceLookUps.count) },
      { label: t('report.drawer-openings'), text: formats.count(report.drawerOpenings) },
      { label: t('report.receipts'), text: formats.count(report.receipts) },
    ],
  };
}

export function grandSection(report: ShiftReport, { texts }: ReportContext): ReportSection {
  const { t } = bound(texts);
  return {
    id: 'grand',
    title: t('report.grand'),
    facts: [
      { label: t('report.grand-sales'), amount: report.grandTotals.sale },
      { label: t('report.grand-returns'), amount: report.grandTotals.return },
      { label: t('report.grand-net'), amount: report.grandTotals.net, strong: true },
    ],
  };
}

export function cashTitle(code: string, { texts, shop }: ReportContext): string {
  return code === shop.currency.code
    ? texts.t('report.cash')
    : texts.t('report.foreign-cash', { currency: code });
}

/** One currency of the drawer. Without a count the reconciliation ends at what is expected. */
export function cashSection(cash: CashCount, context: ReportContext): ReportSection {
  const { texts, shop } = context;
  const { t } = bound(texts);
  const currency = currencyOf(cash.currency, shop);
  const line = (label: string, amount: number): Fact => ({ label, amount, currency });
  return {
    id: `cash-${cash.currency}`,
    title: cashTitle(cash.currency, context),
    facts: [
      line(t('report.opening'), cash.opening),
      line(t('report.cash-sales'), cash.sales),
      ...(cash.cashIn === 0 ? [] : [line(t('report.cash-in'), cash.cashIn)]),
      ...(cash.cashOut === 0 ? [] : [line(t('report.cash-out'), -cash.cashOut)]),
      { ...line(t('report.expected'), cash.expected), strong: true },
      ...(cash.counted === undefined ? [] : [line(t('report.counted'), cash.counted)]),
      ...(cash.difference === undefined
        ? []
        : [differenceFact(cash.difference, { ...line(t('report.difference'), 0) })]),
    ],
  };
}

/** Short is red, over or even is green, and the sign says it too. */
export function differenceFact(difference: number, fact: Fact): Fact {
  return {
    ...fact,
    amount: difference,
    signed: true,
    strong: true,
    meaning: difference < 0 ? 'danger' : 'good',
  };
}

export function reportSections(report: ShiftReport, context: ReportContext): readonly ReportSection[] {
  const sections = [
    shiftSection(report, context),
    salesSection(report, context),
    tipSection(report, context),
    receivedSection(report, context),
    ...report.cash.map((cash) => cashSection(cash, context)),
    vatSection(report, context),
    categorySection(report, context),
    operatorSection(report, context),
    checksSection(report, context),
    grandSection(report, context),
  ];
  return sections.filter(({ facts }) => facts.length > 0);
}

/** `t` bound to its texts, for the long lists above. */
function bound(texts: Texts): { t: Texts['t']; formats: Texts['formats'] } {
  return { t: (key, values) => texts.t(key, values), formats: texts.formats };
}

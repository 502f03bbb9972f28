// A movement of cash in words: what stands in its column of notes, and the whole record of it.
import type { CashLine, ShopView } from '@countertop/appliance/protocol';
import type { Texts } from '../../i18n/texts.svelte.ts';
import type { Fact } from '../../parts/fact.ts';
import { currencyOf } from './currencies.ts';

/** The tab of a sale, otherwise what was said; of a close its Z-report. */
export function noteOf({ tab, note, zNumber }: CashLine, texts: Texts): string {
  const said = [tab, zNumber === null ? null : texts.t('reports.z', { number: zNumber }), note];
  return said.filter((each) => each !== null).join(' · ');
}

export function recordOf(line: CashLine, texts: Texts, shop: ShopView): readonly Fact[] {
  const { t, formats } = { t: texts.t.bind(texts), formats: texts.formats };
  const facts: readonly (Fact | { readonly label: string; readonly text: string | number | null })[] = [
    {
      label: t(`cash.kind.${line.kind}`),
      amount: line.amount,
      currency: currencyOf(line.currency, shop),
      signed: true,
      strong: true,
    },
    { label: t('cash.currency'), text: line.currency },
    { label: t('cash.when'), text: formats.dateTime(line.at) },
    { label: t('cash.by'), text: line.userName },
    { label: t('cash.approved-by'), text: line.approvedBy },
    { label: t('cash.tab'), text: line.tab },
    { label: t('cash.receipt'), text: line.receipt },
    { label: t('cash.tender'), text: line.tender },
    { label: t('report.shift-number'), text: line.shift },
    { label: t('reports.z-archive'), text: line.zNumber },
    { label: t('cash.note-or-tab'), text: line.note },
    { label: t('cash.drawer'), text: line.drawer === null ? null : t(`cash.drawer.${line.drawer}`) },
    { label: t('cash.entry'), text: line.seq },
  ];
  return facts
    .filter((fact) => fact.text !== null)
    .map((fact): Fact => ('amount' in fact ? fact : { label: fact.label, text: String(fact.text) }));
}

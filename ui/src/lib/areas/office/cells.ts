// Cells of lists that one matter writes its own way: today's rate, the size of a grid, what a campaign gives. Under kind and column.
import type { Body, Kind, OfficeRecord } from '@countertop/appliance/protocol';
import type { Key } from '$lib/i18n/sections.ts';
import type { Texts } from '$lib/i18n/texts.svelte.ts';
import type { Names } from '$lib/office/names.svelte.ts';
import { weekdayNames } from '$lib/parts/office/form/day-words.ts';
import { exponentOf } from './currency-exponent.ts';
import { languageNames } from '$lib/i18n/sections.ts';

interface Place {
  readonly texts: Texts;
  readonly names: Names;
}
export type OwnCell = (record: OfficeRecord, place: Place) => string;

const cell = <K extends Kind>(text: (body: Body<K>, place: Place) => string): OwnCell =>
  ((record, place) => text(record.body, place)) satisfies OwnCell;

/** The rate in force today; the next one with its day. */
function rates({ values }: Body<'vat-rate'>, texts: Texts): string {
  const today = new Date().toISOString().slice(0, 10);
  const now = values.findLast(({ validFrom }) => validFrom <= today);
  const next = values.find(({ validFrom }) => validFrom > today);
  const day = (iso: string): string => texts.formats.date(Date.parse(`${iso}T12:00:00Z`));
  return [
    now && texts.formats.percent(now.rate),
    next && texts.t('cell.rate-from', { rate: texts.formats.percent(next.rate), day: day(next.validFrom) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function prices({ prices: held, variablePrice }: Body<'product'>, { texts, names }: Place): string {
  if (variablePrice) return texts.t('cell.price-asked');
  const all = Object.entries(held);
  return all
    .map(([region, amount]) => {
      const currency = names.currencyOf(region);
      const figures = currency
        ? texts.formats.amount(amount, { code: currency, exponent: exponentOf(currency) })
        : texts.amount(amount);
      return all.length === 1 ? figures : `${names.of('price-region', region)} ${figures}`;
    })
    .join(' · ');
}

/** In the currency of the shops it is for, where that is known. */
function campaign({ kind, shops }: Body<'campaign'>, { texts, names }: Place): string {
  const [code, ...others] = names.currenciesOf(shops);
  const shape = code && others.length === 0 ? { code, exponent: exponentOf(code) } : texts.currency;
  const percent = ('basisPoints' in kind ? kind.basisPoints : undefined) ?? 0;
  const taken = 'take' in kind ? { take: kind.take, pay: 'pay' in kind ? kind.pay : 0 } : { take: 0, pay: 0 };
  const mixed = kind.type === 'mix-and-match' ? kind : undefined;
  return texts.t(`cell.campaign.${wordOf(kind)}` as Key, {
    percent: texts.formats.percent(percent),
    amount: texts.formats.amount(amountOf(kind), shape),
    ...taken,
    free: taken.take - taken.pay,
    buy: mixed?.buy.quantity ?? 0,
    get: mixed?.get.quantity ?? 0,
  });
}

type CampaignKind = Body<'campaign'>['kind'];

function wordOf(kind: CampaignKind): string {
  return kind.type === 'n-for-m' && (kind.basisPoints ?? 10_000) < 10_000 ? 'n-for-less' : kind.type;
}

function amountOf(kind: CampaignKind): number {
  if ('amount' in kind) return kind.amount;
  if ('price' in kind) return kind.price;
  return 'threshold' in kind ? kind.threshold : 0;
}

export const cells: Readonly<Record<string, OwnCell | undefined>> = {
  'vat-rate.values': cell<'vat-rate'>((body, { texts }) => rates(body, texts)),
  'category.name': cell<'category'>(({ name }) => name),
  'product.name': cell<'product'>(({ name }) => name),
  'product.prices': cell<'product'>(prices),
  'dimension.values': cell<'dimension'>(({ values }) => values.map(({ name }) => name).join(', ')),
  'supplier.orderDays': cell<'supplier'>(({ orderDays }, { texts }) => {
    const days = weekdayNames(texts.language);
    return orderDays.map((day) => days[day - 1]?.short ?? '').join(' ');
  }),
  'template.size': cell<'template'>(({ rows, columns }) => `${String(rows)} × ${String(columns)}`),
  'template.shown': cell<'template'>(({ shown }, { texts, names }) =>
    shown.some(({ shops }) => shops.length === 0)
      ? texts.t('cell.everywhere')
      : [...new Set(shown.flatMap(({ shops }) => shops))].map((id) => names.of('shop', id)).join(', '),
  ),
  'floor-plan.tables': cell<'floor-plan'>(({ tables }) => String(tables.length)),
  'campaign.kind': cell<'campaign'>(campaign),
  'user.salePoints': cell<'user'>(({ salePoints }, { names }) =>
    salePoints.map(({ salePoint }) => names.of('sale-point', salePoint)).join(', '),
  ),
  'user.firstName': cell<'user'>(({ firstName }) => firstName),
  'user.lastName': cell<'user'>(({ lastName }) => lastName),
  'user.language': cell<'user'>(({ language }) => languageNames[language]),
};

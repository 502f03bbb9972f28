// How a line says what it is made of: so many of what at which price, and what makes it special.
import type { LineView } from '@countertop/appliance/protocol';
import type { Texts } from '../../i18n/texts.svelte.ts';

/** "3 ×", "0,195 kg ×" */
export function quantityWords(
  { quantity, unit }: Pick<LineView, 'unit'> & { readonly quantity: number },
  texts: Texts,
): string {
  const figures = texts.formats.thousandths(quantity);
  return unit === 'piece' ? figures : `${figures} ${texts.t(`unit.${unit}`)}`;
}

/** "2 × 22,50", or for a single piece at its own price nothing: the total says it. */
export function measureWords(line: LineView, texts: Texts): string {
  const reduced = line.discount !== null || line.campaigns.length > 0;
  if (line.unit === 'piece' && Math.abs(line.quantity) === 1000 && !reduced) return '';
  const per = line.unit === 'piece' ? '' : `/${texts.t(`unit.${line.unit}`)}`;
  return `${quantityWords(line, texts)} × ${texts.formats.figures(line.unitPrice, texts.currency)}${per}`;
}

/** By its name, where it has one. */
export function courseWords(course: number, name: string | null | undefined, texts: Texts): string {
  return name ?? texts.t('line.course', { course });
}

/** What stands under the name: reductions, notes, where a return comes from. */
export function remarks(line: LineView, texts: Texts): readonly string[] {
  const said: string[] = [];
  if (line.returnOf) said.push(whereFrom(line.returnOf, texts));
  said.push(...paidIn(line, texts));
  if (line.seat !== null) said.push(texts.t('line.seat', { seat: line.seat }));
  if (line.course !== null) said.push(courseWords(line.course, line.courseName, texts));
  if (line.sent) {
    const time = texts.formats.time(line.sent.at);
    const part = line.sent.quantity < line.quantity;
    said.push(
      part
        ? texts.t('line.sent-part', { quantity: quantityWords({ ...line, ...line.sent }, texts), time })
        : texts.t('line.sent', { time }),
    );
  }
  if (line.discount)
    said.push(
      line.discount.kind === 'percent'
        ? texts.t('line.discount-percent', {
            percent: texts.formats.percent(line.discount.basisPoints),
            reason: line.discount.reason,
          })
        : texts.t('line.discount-amount', {
            amount: texts.amount(line.discountAmount),
            reason: line.discount.reason,
          }),
    );
  for (const { name, source, amount } of line.campaigns)
    said.push(
      texts.t(source === undefined ? 'line.campaign' : `line.${source}-discount`, {
        name,
        amount: texts.amount(amount),
      }),
    );
  if (line.priceReason)
    said.push(
      texts.t('line.price-changed', {
        from: texts.formats.figures(line.listPrice, texts.currency),
        reason: line.priceReason,
      }),
    );
  if (line.source === 'manual' && line.unit !== 'piece') said.push(texts.t('line.typed-weight'));
  if (line.note) said.push(line.note);
  return said;
}

/** On which order, and by which receipt it was received. */
function paidIn({ name, prepayment }: LineView, texts: Texts): readonly string[] {
  if (prepayment === null) return [];
  const { receipt, register, order } = prepayment;
  if (receipt === null) return order === name ? [] : [order];
  return [texts.t('line.prepaid-by', { order, receipt, register: register ?? '' })];
}

function whereFrom({ receipt, register, verified }: NonNullable<LineView['returnOf']>, texts: Texts): string {
  if (receipt === null) return texts.t('line.loose-return');
  if (!verified) return texts.t('line.return-unverified', { receipt, register });
  return register === null
    ? texts.t('line.return-of', { receipt })
    : texts.t('line.return-of-register', { receipt, register });
}

// What is given most often as a reason, in the operator's language; any other can be typed.
import type { Key } from '../../i18n/sections.ts';

export const voidReasons: readonly Key[] = [
  'reason.wrong-item',
  'reason.changed-mind',
  'reason.damaged',
  'reason.scanned-twice',
];
export const discountReasons: readonly Key[] = [
  'reason.short-date',
  'reason.damaged',
  'reason.regular',
  'reason.goodwill',
];
export const priceReasons: readonly Key[] = [
  'reason.shelf-price',
  'reason.short-date',
  'reason.damaged',
  'reason.agreed',
];

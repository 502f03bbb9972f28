// Codes to scan on the bench of the demo shop: its goods by GTIN, weight and price labels from the counter, produce by PLU, and some that must be refused.
import { withCheckDigit } from '../domain/barcode/gtin.ts';
import { buildLabel } from '../domain/barcode/variable-measure.ts';
import { variableMeasurePresets } from '../domain/barcode/variable-measure-presets.ts';
import { demoItems } from './products.ts';

export interface DemoCode {
  readonly name: string;
  readonly code: string;
  readonly picture: string | null;
  readonly kind: 'goods' | 'label' | 'plu' | 'refused';
}

const [weightLabel] = variableMeasurePresets.NO.filter(({ layout }) => layout.startsWith('23'));

/** A label of the counter for so many grams. */
function label(item: string, grams: number): string {
  const built = weightLabel === undefined ? undefined : buildLabel(weightLabel, item, grams);
  if (built?.ok !== true) throw new RangeError(`no label for ${item}`);
  return built.value;
}

const goods = demoItems.flatMap(({ product, codes: [code] }): DemoCode[] => {
  if (code === undefined || code.kind === 'variable-measure') return [];
  return [
    {
      name: product.name,
      code: code.kind === 'gtin' ? code.code.slice(1) : code.code,
      picture: product.picture ?? null,
      kind: code.kind === 'gtin' ? 'goods' : 'plu',
    },
  ];
});

export const demoCodes: readonly DemoCode[] = [
  ...goods,
  { name: 'Jarlsberg 342 g', code: label('100001', 342), picture: 'cheese-wedge', kind: 'label' },
  { name: 'Laksefilet 618 g', code: label('100002', 618), picture: 'fish', kind: 'label' },
  { name: 'Entrecôte 1,204 kg', code: label('100005', 1204), picture: 'cut-of-meat', kind: 'label' },
  { name: 'Ukjent vare', code: withCheckDigit('703801009999'), picture: null, kind: 'refused' },
  { name: 'Feil kontrollsiffer', code: '2900000000013', picture: null, kind: 'refused' },
];

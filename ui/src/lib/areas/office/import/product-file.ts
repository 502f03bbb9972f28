// A product list as a file: a sample that fits this office, and the categories such a list names that are not there yet.

export interface SampleWords {
  readonly delimiter: ',' | ';';
  readonly decimalMark: string;
  /** Names of the price regions; each has a column. */
  readonly regions: readonly string[];
  /** Name of the VAT class of each line. */
  readonly vatClasses: readonly string[];
  /** Of each line. */
  readonly names: readonly string[];
  readonly categories: readonly string[];
}

const skus = ['1001', '1002', '1003'];
/** In whole units of the currency. */
const prices = ['39', '32', '45'];
/** The second line has a barcode: one of the numbers GS1 keeps for examples. */
const codes = ['', '9506000134352', ''];
/** Without it, spreadsheets read UTF-8 as something else. */
const byteOrderMark = '\ufeff';
/** Between the names of a path. */
const separator = ' > ';

export function productSample(words: SampleWords): string {
  const { delimiter, decimalMark, regions, vatClasses, names, categories } = words;
  const head = [
    'sku',
    'name',
    'category',
    ...regions.map((region) => `price:${region}`),
    'vatClass',
    'codes',
  ];
  const rows = skus.map((sku, at) => [
    sku,
    names[at] ?? '',
    categories[at] ?? '',
    ...regions.map(() => `${prices[at] ?? ''}${decimalMark}00`),
    vatClasses[at] ?? '',
    codes[at] ?? '',
  ]);
  return byteOrderMark + tableOf([head, ...rows], delimiter);
}

/** As a file of categories takes them: the paths of these, and of all above them. */
export function categoriesFile(paths: readonly string[]): string {
  const all = new Set(
    paths.flatMap((path) => {
      const names = path.split(separator);
      return names.map((_name, at) => names.slice(0, at + 1).join(separator));
    }),
  );
  const rows = [...all].sort().map((path) => {
    const names = path.split(separator);
    return [names.at(-1) ?? '', names.slice(0, -1).join(separator)];
  });
  return tableOf([['name', 'parent'], ...rows], ',');
}

interface Told {
  readonly code: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Which categories a trial did not find, each once. */
export function missingCategories(problems: readonly Told[]): readonly string[] {
  const missing = problems
    .filter(({ code, data }) => code === 'reference.unknown' && data?.['kind'] === 'category')
    .map(({ data }) => String(data?.['value']));
  return [...new Set(missing)].sort();
}

function tableOf(rows: readonly (readonly string[])[], delimiter: string): string {
  return rows.map((row) => `${row.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`).join('');
}

function quoted(cell: string, delimiter: string): string {
  const needs = /["\r\n]/.test(cell) || cell.includes(delimiter);
  return needs ? `"${cell.replaceAll('"', '""')}"` : cell;
}

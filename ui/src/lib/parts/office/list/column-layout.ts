// Which columns a person wants to see and in which order. Kept by name, so that a column that comes or goes later does no harm.

export interface ColumnLayout {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
}

/** What the layout must know of a column. */
export interface LaidOut {
  readonly key: string;
  readonly hidden?: boolean;
  readonly fixed?: boolean;
}

/** All columns in the wanted order: names that are no more are dropped, a new column stands behind the one it is declared after. */
export function orderedColumns<C extends LaidOut>(
  columns: readonly C[],
  layout: ColumnLayout | undefined,
): readonly C[] {
  const known = new Map(columns.map((column) => [column.key, column]));
  const first = columns[0];
  const keys = [...new Set([...(first ? [first.key] : []), ...(layout?.order ?? [])])].filter((key) =>
    known.has(key),
  );
  columns.forEach(({ key }, index) => {
    if (keys.includes(key)) return;
    const before = columns[index - 1]?.key;
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
  });
  return keys.flatMap((key) => known.get(key) ?? []);
}

export function isHidden(column: LaidOut, layout: ColumnLayout | undefined): boolean {
  if (column.fixed === true) return false;
  // A column that the layout has never seen shows as it was declared.
  const seen = layout?.order.includes(column.key) === true || layout?.hidden.includes(column.key) === true;
  return seen ? layout.hidden.includes(column.key) : column.hidden === true;
}

/** What is on the page. The first column always is. */
export function shownColumns<C extends LaidOut>(
  columns: readonly C[],
  layout: ColumnLayout | undefined,
): readonly C[] {
  return orderedColumns(columns, layout).filter((column, index) => index === 0 || !isHidden(column, layout));
}

function layoutOf(columns: readonly LaidOut[], layout: ColumnLayout | undefined): ColumnLayout {
  const ordered = orderedColumns(columns, layout);
  return {
    order: ordered.map(({ key }) => key),
    hidden: ordered.filter((column) => isHidden(column, layout)).map(({ key }) => key),
  };
}

export function withColumnToggled(
  columns: readonly LaidOut[],
  layout: ColumnLayout | undefined,
  key: string,
): ColumnLayout {
  const { order, hidden } = layoutOf(columns, layout);
  const now = hidden.includes(key) ? hidden.filter((each) => each !== key) : [...hidden, key];
  return { order, hidden: now };
}

/** @param order all keys but the first column's, which stays first */
export function withOrder(
  columns: readonly LaidOut[],
  layout: ColumnLayout | undefined,
  order: readonly string[],
): ColumnLayout {
  const first = columns[0]?.key;
  const wanted = {
    order: first === undefined ? order : [first, ...order],
    hidden: layoutOf(columns, layout).hidden,
  };
  return { order: orderedColumns(columns, wanted).map(({ key }) => key), hidden: wanted.hidden };
}

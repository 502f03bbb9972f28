// What a column of a list is: a name, how its cells are written, and how much room it wants.
import type { Snippet } from 'svelte';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  /** Figures to the right. */
  readonly align?: 'start' | 'end';
  /** CSS pixels. Absent: shares what the others leave, at least 160. */
  readonly width?: number;
  readonly sortable?: boolean;
  /** What stands in the cell; also what readers hear where a cell is drawn. Empty: nothing is known. */
  readonly text: (row: Row) => string;
  /** Draws the cell instead of its text. */
  readonly cell?: Snippet<[Row]>;
  /** Not shown until somebody asks for it. */
  readonly hidden?: boolean;
  /** Cannot be hidden or moved: what the row is known by. The first column always is. */
  readonly fixed?: boolean;
  /** Shown on a phone. Absent: the first column and the three after it are. */
  readonly narrow?: boolean;
}

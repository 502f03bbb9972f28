// Rooms and tables as pages are shown them: where each stands, and who sits there.
import type { Minor } from '../domain/money/money.ts';

export interface TableShape {
  readonly id: string;
  readonly name: string;
  readonly seats: number;
  readonly shape: 'square' | 'round';
  /** Cells of the room's raster, from 0. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RoomView {
  readonly id: string;
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly tables: readonly TableShape[];
}

/** A table where somebody sits. */
export interface TableState {
  /** Open tabs there, the one at hand first, then as they were opened. */
  readonly tabs: readonly string[];
  /** And those of the shop's other registers, by their keys in `elsewhere`. */
  readonly elsewhere: readonly string[];
  readonly since: number;
  readonly total: Minor;
  readonly guests: number | null;
  /** Everybody has the bill. */
  readonly billed: boolean;
  /** Whose; several names where it is shared. */
  readonly owners: readonly string[];
  /** Of the operator. */
  readonly mine: boolean;
}

// What can be done to the grid of a template: put, move, take away, folders, another size. Pure: a new body comes out, nothing is changed in
// place, and nothing that was put in is lost without being asked for.
import type { Template } from '@countertop/appliance/protocol';

export type Folders = Template['folders'];
export type Folder = Folders[string];
export type Cell = Folder['cells'][number];
export type Grid = Pick<Template, 'rows' | 'columns' | 'folders'>;

export const home = 'home';

function withFolder(grid: Grid, id: string, change: (folder: Folder) => Folder): Grid {
  const folder = grid.folders[id];
  if (folder === undefined) return grid;
  return { ...grid, folders: { ...grid.folders, [id]: change(folder) } };
}

export function put(grid: Grid, { folder, at, cell }: { folder: string; at: number; cell: Cell }): Grid {
  return withFolder(grid, folder, (held) => ({
    ...held,
    cells: held.cells.map((each, index) => (index === at ? cell : each)),
  }));
}

/** What lies on the target comes to where the moved one was. */
export function move(grid: Grid, { folder, from, to }: { folder: string; from: number; to: number }): Grid {
  return withFolder(grid, folder, (held) => {
    const cells = [...held.cells];
    const moved = cells[from] ?? null;
    cells[from] = cells[to] ?? null;
    cells[to] = moved;
    return { ...held, cells };
  });
}

/** The next empty cell from `at` on, then from the start; undefined when the folder is full. */
export function emptyFrom(folder: Folder | undefined, at: number): number | undefined {
  const cells = folder?.cells ?? [];
  const order = [...cells.keys()].map((index) => (index + at) % cells.length);
  return order.find((index) => cells[index] === null);
}

export function addFolder(
  grid: Grid,
  { id, name, parent, at }: { id: string; name: string; parent: string; at: number },
): Grid {
  const cells: Cell[] = Array.from({ length: grid.rows * grid.columns }, () => null);
  const added: Grid = {
    ...grid,
    folders: { ...grid.folders, [id]: { name, parent, colour: null, picture: null, cells } },
  };
  return put(added, { folder: parent, at, cell: { folder: id } });
}

/** The folder with all that is in it, and the keys that lead to it. */
export function removeFolder(grid: Grid, id: string): Grid {
  if (id === home) return grid;
  const gone = new Set([id]);
  for (let size = 0; size !== gone.size;) {
    size = gone.size;
    for (const [each, { parent }] of Object.entries(grid.folders))
      if (parent !== null && gone.has(parent)) gone.add(each);
  }
  const kept = Object.entries(grid.folders).filter(([each]) => !gone.has(each));
  const leads = (cell: Cell): boolean => cell !== null && 'folder' in cell && gone.has(cell.folder);
  return {
    ...grid,
    folders: Object.fromEntries(
      kept.map(([each, folder]) => [
        each,
        { ...folder, cells: folder.cells.map((cell) => (leads(cell) ? null : cell)) },
      ]),
    ),
  };
}

export function changeFolder(
  grid: Grid,
  id: string,
  part: Partial<Pick<Folder, 'name' | 'colour' | 'picture'>>,
): Grid {
  return withFolder(grid, id, (folder) => ({ ...folder, ...part }));
}

/**
 * Another size: every key stays in its row and column where there still is one; those that lose theirs go to empty cells.
 * Undefined where they do not fit: the caller says so instead of losing them.
 */
export function resized(grid: Grid, rows: number, columns: number): Grid | undefined {
  const folders: Record<string, Folder> = {};
  for (const [id, folder] of Object.entries(grid.folders)) {
    const cells: Cell[] = Array.from({ length: rows * columns }, () => null);
    const homeless: Cell[] = [];
    folder.cells.forEach((cell, index) => {
      if (cell === null) return;
      const row = Math.floor(index / grid.columns);
      const column = index % grid.columns;
      if (row < rows && column < columns) cells[row * columns + column] = cell;
      else homeless.push(cell);
    });
    for (const cell of homeless) {
      const free = cells.indexOf(null);
      if (free < 0) return undefined;
      cells[free] = cell;
    }
    folders[id] = { ...folder, cells };
  }
  return { rows, columns, folders };
}

export function productsOf(grid: Grid): readonly string[] {
  const ids = Object.values(grid.folders).flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell !== null && 'product' in cell ? [cell.product] : [])),
  );
  return [...new Set(ids)];
}

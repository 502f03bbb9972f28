// Templates: every folder full to the last cell, and each to be reached from home by exactly the way that leads back.
import type { Template } from '../../../protocol/office/selling.ts';
import { type RecordNo, no } from '../refusals.ts';
import type { KindRules } from './rule.ts';

const home = 'home';

export const templateRules: KindRules<'template'> = {
  check({ after }) {
    const { folders, rows, columns } = after;
    if (folders[home] === undefined || folders[home].parent !== null)
      return no('template.home-missing', { field: 'folders' });
    for (const [folder, { cells }] of Object.entries(folders)) {
      if (cells.length !== rows * columns)
        return no('template.cells', {
          field: 'folders',
          folder,
          cells: cells.length,
          expected: rows * columns,
        });
    }
    return wrongLink(after) ?? wrongFolder(after);
  },
};

/** A cell leads to a folder that leads back: what is shown as "up" is where one came from. */
function wrongLink({ folders }: Template): RecordNo | undefined {
  for (const [parent, { cells }] of Object.entries(folders)) {
    for (const cell of cells) {
      if (cell === null || !('folder' in cell)) continue;
      const inside = folders[cell.folder];
      if (inside === undefined)
        return no('template.folder-unknown', { field: 'folders', folder: cell.folder });
      if (inside.parent !== parent)
        return no('template.folder-cycle', { field: 'folders', folder: cell.folder });
    }
  }
  return undefined;
}

function wrongFolder({ folders }: Template): RecordNo | undefined {
  for (const [name, folder] of Object.entries(folders)) {
    if (name === home) continue;
    const { parent } = folder;
    if (parent === null || folders[parent] === undefined)
      return no('template.folder-unreachable', { field: 'folders', folder: name });
    const led = folders[parent].cells.some(
      (cell) => cell !== null && 'folder' in cell && cell.folder === name,
    );
    if (!led) return no('template.folder-unreachable', { field: 'folders', folder: name });
    if (!leadsHome(folders, name)) return no('template.folder-cycle', { field: 'folders', folder: name });
  }
  return undefined;
}

function leadsHome(folders: Template['folders'], name: string): boolean {
  let at: string | null = name;
  for (let steps = 0; at !== null && steps <= Object.keys(folders).length; steps += 1) {
    if (at === home) return true;
    at = folders[at]?.parent ?? null;
  }
  return false;
}

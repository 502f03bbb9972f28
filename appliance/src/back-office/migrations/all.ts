// The steps of the back office's database in their order: one line for each. A room that keeps tables of its own adds its file here.
import type { Migration } from '../../platform/database/migrations/migration.ts';
import { people } from './people.ts';

export const officeMigrations: readonly Migration[] = [people];

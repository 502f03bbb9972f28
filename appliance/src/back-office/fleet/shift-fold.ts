// Whether a register has a shift open: a box that is silent then is worth an alarm.
import { Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { eventVersion } from '../../domain/register/events.ts';
import { checkVersion, type Fold, FoldStop, type FoldTable } from '../folds/fold.ts';

const shifts: FoldTable = {
  name: 'register_shift',
  merge: 'latest',
  keys: ['register'],
  values: ['seq', 'shift', 'open', 'at'],
  rank: ['seq'],
};

const shift = Type.Integer();
const opened = TypeCompiler.Compile(Type.Object({ shift }));
const closed = TypeCompiler.Compile(Type.Object({ report: Type.Object({ shift }) }));

export const shiftFold: Fold = {
  name: 'shifts',
  version: 1,
  tables: [shifts],
  types: new Set(['shift.opened', 'shift.closed']),
  rowsOf(entry) {
    checkVersion(entry, eventVersion);
    const { register, seq, at, content } = entry;
    if (entry.type === 'shift.opened' && opened.Check(content))
      return [{ table: shifts, row: { register, seq, shift: content.shift, open: 1, at } }];
    if (entry.type === 'shift.closed' && closed.Check(content))
      return [{ table: shifts, row: { register, seq, shift: content.report.shift, open: 0, at } }];
    throw new FoldStop('content-invalid', 'not the opening or close of a shift');
  },
};

// The door for what pages send: the name first, then that name's schema alone. Compiled once at start.
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import type { TObject } from '@sinclair/typebox';
import { refuse, type Result } from '../../domain/refusal.ts';
import {
  type CommandBody,
  type CommandName,
  commandSchemas,
  type QueryBody,
  type QueryName,
  querySchemas,
} from '../../protocol/commands.ts';
import type { FailureCode } from '../../protocol/failures.ts';

export type CheckedCommand = {
  [Name in CommandName]: { readonly name: Name; readonly body: CommandBody<Name> };
}[CommandName];
export type CheckedQuery = {
  [Name in QueryName]: { readonly name: Name; readonly body: QueryBody<Name> };
}[QueryName];

function compiled(schemas: Readonly<Record<string, TObject>>): ReadonlyMap<string, TypeCheck<TObject>> {
  return new Map(Object.entries(schemas).map(([name, schema]) => [name, TypeCompiler.Compile(schema)]));
}

const commandChecks = compiled(commandSchemas);
const queryChecks = compiled(querySchemas);

interface Named {
  readonly name: string;
  readonly body?: unknown;
}

function checked(frame: Named, checks: ReadonlyMap<string, TypeCheck<TObject>>): Result<Named, FailureCode> {
  const check = checks.get(frame.name);
  if (check === undefined) return refuse('command.unknown', { name: frame.name });
  const problem = check.Errors(frame.body).First();
  if (problem === undefined) return { ok: true, value: { name: frame.name, body: frame.body } };
  return refuse('command.malformed', {
    name: frame.name,
    at: problem.path.slice(0, 100),
    problem: problem.message,
  });
}

export function checkedCommand(frame: Named): Result<CheckedCommand, FailureCode> {
  return checked(frame, commandChecks) as Result<CheckedCommand, FailureCode>;
}

export function checkedQuery(frame: Named): Result<CheckedQuery, FailureCode> {
  return checked(frame, queryChecks) as Result<CheckedQuery, FailureCode>;
}

// A list out as CSV and in again. Reading in is tried first and told by lines; then all of it is taken, or nothing.
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Ids } from '../../platform/ports/ids.ts';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import { moduleOfKind } from '../../protocol/office/modules.ts';
import { exportCsv } from '../records/csv/export.ts';
import { importCsv } from '../records/csv/import.ts';
import type { CsvProblem } from '../records/csv/problem.ts';
import { csvBytesMax } from '../records/csv/rows.ts';
import { no } from '../records/refusals.ts';
import { described } from './documents.ts';
import type { Answer, Call } from './door.ts';
import { listParameters, listQueryOf } from './list-query.ts';
import { authorOf, patiently, type RecordRouteParts } from './record-writes.ts';
import { scoped } from './scope.ts';

/** As browsers and spreadsheets call a file that ends in .csv. */
export const csvTypes = [
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/csv',
  'application/vnd.ms-excel',
  'application/octet-stream',
];

/** Rows of one file out; their ids are in memory, the rows are not. */
const exportMax = 1_000_000;

const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const;

export interface CsvRouteParts extends RecordRouteParts {
  readonly ids: Ids;
}

/** Once for the plugin: bodies of these types come as bytes. */
export function acceptCsv(server: FastifyInstance): void {
  server.addContentTypeParser(
    csvTypes,
    { parseAs: 'buffer', bodyLimit: csvBytesMax },
    (_request, body, done) => {
      done(null, body);
    },
  );
}

export function csvRoutes(server: FastifyInstance, kind: Kind, parts: CsvRouteParts): void {
  const { path, area } = kinds[kind];
  const module = moduleOfKind[kind];
  const { door } = parts;
  const text = { type: 'string' };
  server.get(
    `/api/${path}.csv`,
    described(kind, `All that a list of ${path} finds, as CSV; the delimiter is comma, semicolon or tab`, {
      query: listParameters(kind),
      answer: text,
    }),
    door.guarded({ area, right: 'read', module }, (call) => write(kind, parts, call)),
  );
  server.post(
    `/api/${path}.csv`,
    {
      ...described(kind, 'Read a CSV file in: found by key, made or changed; with dry-run only tried', {
        query: { type: 'object', properties: { 'dry-run': { ...text, enum: ['true', 'false'] } } },
        body: text,
        consumes: ['text/csv'],
        answer: { type: 'object' },
      }),
      bodyLimit: csvBytesMax,
    },
    door.guarded({ area, right: 'edit', module }, (call) => read(kind, parts, call)),
  );
}

async function write(kind: Kind, { records }: CsvRouteParts, { query, session }: Call): Promise<Answer> {
  const { delimiter = 'comma', ...rest } = query;
  const asked = listQueryOf(rest);
  if (!asked.ok) return asked;
  if (!isDelimiter(delimiter)) return { ok: false, refusal: no('request.malformed', { at: 'delimiter' }) };
  const ids = await records.idsOf(kind, { ...scoped(kind, asked.value, session), max: exportMax });
  if (!ids.ok) return ids;
  const pieces = exportCsv(records, { kind, ids: ids.value }, { delimiter: delimiters[delimiter] });
  return {
    ok: true,
    value: Readable.from(pieces),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${kinds[kind].path}.csv"`,
    },
  };
}

function isDelimiter(name: unknown): name is keyof typeof delimiters {
  return typeof name === 'string' && Object.hasOwn(delimiters, name);
}

async function read(kind: Kind, parts: CsvRouteParts, { request, session, query }: Call): Promise<Answer> {
  const bytes = request.body;
  if (!(bytes instanceof Uint8Array)) return { ok: false, refusal: no('request.malformed', { at: 'body' }) };
  const dryRun = query['dry-run'] === 'true';
  const outcome = await patiently(request, () =>
    importCsv(parts, { kind, bytes, dryRun }, authorOf(parts, session)),
  );
  if (outcome.ok) return { ok: true, value: { ...outcome.value, problems: [], problemTotal: 0 } };
  const { problems } = outcome;
  return {
    ok: false,
    refusal: no('csv.problems'),
    beside: { rows: outcome.rows, problems: problems.map(shown), problemTotal: outcome.total },
  };
}

function shown({ column, ...problem }: CsvProblem): object {
  return column === null ? problem : { ...problem, column };
}

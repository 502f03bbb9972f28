// Writing through the routes of a kind: make, change, delete, alter many. The store refuses what is wrong; here it is told who asked, and the one
// who was too late is given what is there now.
import { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { type Kind, kinds, type OfficeRecord } from '../../protocol/office/kinds.ts';
import type { Admit, Author, Problem } from '../records/edits.ts';
import type { RecordStore } from '../records/record-store.ts';
import { type RecordNo, no } from '../records/refusals.ts';
import type { Answer, Call, Door } from './door.ts';
import { listQueryOf } from './list-query.ts';
import { admitPlace, isVisible, scoped } from './scope.ts';
import type { OfficeSession } from './session-port.ts';

export interface RecordRouteParts {
  readonly records: RecordStore;
  readonly door: Door;
  /** What else is asked before somebody's write is kept: that nobody gives more rights than their own (people/guard.ts). */
  readonly admit: (session: OfficeSession) => Admit;
}

export const bodyBytesMax = 5_000_000;
/** Records altered by one request. */
export const bulkMax = 10_000;

/** The work on many records may take longer than a connection is left silent otherwise (platform/http/server.ts). */
const manyMs = 600_000;

export async function patiently<T>({ raw: { socket } }: FastifyRequest, work: () => Promise<T>): Promise<T> {
  // A request that is only played has no connection.
  if (!(socket instanceof Socket)) return work();
  const usual = socket.timeout ?? 0;
  socket.setTimeout(manyMs);
  try {
    return await work();
  } finally {
    socket.setTimeout(usual);
  }
}

export function authorOf({ admit }: Pick<RecordRouteParts, 'admit'>, session: OfficeSession): Author {
  const guard = admit(session);
  return {
    by: session.user,
    admit: async (change) => admitPlace(change, session) ?? (await guard(change)),
  };
}

export function found(record: OfficeRecord, status = 200): Answer {
  return { ok: true, value: record, status, headers: { etag: `"${String(record.revision)}"` } };
}

function members(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}

export async function create(
  kind: Kind,
  parts: RecordRouteParts,
  { request, session }: Call,
): Promise<Answer> {
  const { body } = members(request.body);
  const made = await parts.records.create(kind, body as OfficeRecord['body'], authorOf(parts, session));
  if (!made.ok) return told(made.refusal);
  const headers = { location: `/api/${kinds[kind].path}/${encodeURIComponent(made.value.id)}` };
  const answer = found(made.value, 201);
  return answer.ok ? { ...answer, headers: { ...answer.headers, ...headers } } : answer;
}

export async function change(kind: Kind, parts: RecordRouteParts, call: Call): Promise<Answer> {
  const { request, session, query } = call;
  const { body, revision: named } = members(request.body);
  const revision = revisionOf(request.headers['if-match']) ?? named;
  if (!isRevision(revision)) return { ok: false, refusal: no('request.malformed', { at: 'revision' }) };
  const id = call.params['id'] ?? '';
  const author = { ...authorOf(parts, session), acceptUse: query['accept-use'] === 'true' };
  const edit = { id, revision, body: body as OfficeRecord['body'] };
  const changed = await parts.records.change(kind, edit, author);
  return changed.ok
    ? found(changed.value)
    : toldWithMore({ kind, call, activeOnly: true }, parts, changed.refusal);
}

export async function remove(kind: Kind, parts: RecordRouteParts, call: Call): Promise<Answer> {
  const { request, query, params, session } = call;
  const revision = revisionOf(request.headers['if-match']) ?? Number(query['revision']);
  if (!isRevision(revision)) return { ok: false, refusal: no('request.malformed', { at: 'revision' }) };
  const removed = await parts.records.remove(
    kind,
    { id: params['id'] ?? '', revision },
    authorOf(parts, session),
  );
  return removed.ok
    ? { ok: true, value: undefined }
    : toldWithMore({ kind, call, activeOnly: false }, parts, removed.refusal);
}

function isRevision(revision: unknown): revision is number {
  return typeof revision === 'number' && Number.isSafeInteger(revision) && revision > 0;
}

/** `"3"`, `W/"3"` or 3. */
function revisionOf(tag: string | undefined): number | undefined {
  const digits = /^(?:W\/)?"?(\d{1,15})"?$/.exec(tag ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A refusal with the field it is about, as forms want it. */
export function told(refusal: RecordNo, beside: object = {}): Answer {
  const { field, problem, ...data } = refusal.data;
  const problems =
    typeof field === 'string' ? { problems: [{ ...data, field, code: problem ?? refusal.code }] } : {};
  return { ok: false, refusal, beside: { ...problems, ...beside } };
}

interface Refused {
  readonly kind: Kind;
  readonly call: Call;
  /** Only users that are in use themselves stood in the way. */
  readonly activeOnly: boolean;
}

/** What one needs to go on from here: the record as it is now, or the way to who uses it. */
async function toldWithMore(
  { kind, call: { params, session }, activeOnly }: Refused,
  { records }: RecordRouteParts,
  refusal: RecordNo,
): Promise<Answer> {
  const id = params['id'] ?? '';
  if (refusal.code === 'record.in-use') {
    const { holders } = await records.usage(kind, id, { activeOnly });
    return told(refusal, { holders });
  }
  if (refusal.code !== 'record.changed-meanwhile') return told(refusal);
  const current = await records.find(kind, id);
  return told(refusal, current !== undefined && isVisible(current, session) ? { current } : {});
}

/** `{ids, set}` or `{where: {search, filters, active}, set}`; `set` is a merge patch. */
export async function bulk(
  kind: Kind,
  parts: RecordRouteParts,
  { request, session, query }: Call,
): Promise<Answer> {
  const { ids, where, set } = members(request.body);
  if (typeof set !== 'object' || set === null || Array.isArray(set))
    return { ok: false, refusal: no('request.malformed', { at: 'set' }) };
  const chosen = ids === undefined ? await idsWhere(kind, { parts, session, where }) : idsGiven(ids);
  if (!chosen.ok) return chosen;
  const author = { ...authorOf(parts, session), acceptUse: query['accept-use'] === 'true' };
  const patch = set as Readonly<Record<string, unknown>>;
  const done = await patiently(request, () =>
    parts.records.patchMany(kind, { ids: chosen.value, patch }, author),
  );
  if (!done.ok) return problemsTold(done.problems, chosen.value);
  const { changed, unchanged } = done.value;
  return { ok: true, value: { changed, unchanged } };
}

type Ids =
  | { readonly ok: true; readonly value: readonly string[] }
  | { readonly ok: false; readonly refusal: RecordNo };

function idsGiven(ids: unknown): Ids {
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string'))
    return { ok: false, refusal: no('request.malformed', { at: 'ids' }) };
  if (ids.length > bulkMax) return { ok: false, refusal: no('record.too-many', { max: bulkMax }) };
  return { ok: true, value: [...new Set(ids)] };
}

async function idsWhere(
  kind: Kind,
  {
    parts,
    session,
    where,
  }: { readonly parts: RecordRouteParts; readonly session: OfficeSession; readonly where: unknown },
): Promise<Ids> {
  // Without saying which, it would be all.
  if (typeof where !== 'object' || where === null)
    return { ok: false, refusal: no('request.malformed', { at: 'ids' }) };
  const { filters, ...plain } = members(where);
  const flat = Object.entries(members(filters)).map(([field, value]) => [`filter.${field}`, value]);
  const asked = listQueryOf({ ...plain, ...(Object.fromEntries(flat) as object) });
  if (!asked.ok) return asked;
  return parts.records.idsOf(kind, { ...scoped(kind, asked.value, session), max: bulkMax });
}

function problemsTold(problems: readonly Problem[], ids: readonly string[]): Answer {
  const [first] = problems;
  if (first === undefined) return { ok: false, refusal: no('request.malformed', { at: 'ids' }) };
  const records = problems.map(({ index, refusal }) => ({ id: ids[index], ...refusal }));
  const answer = told(first.refusal);
  return answer.ok ? answer : { ...answer, beside: { ...answer.beside, records } };
}

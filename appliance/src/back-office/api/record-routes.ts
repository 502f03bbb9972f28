// The routes of one kind, the same for every kind: list, one, its past, who uses it, make, change, delete, alter many.
import type { FastifyInstance } from 'fastify';
import { type Kind, kinds, type OfficeRecord } from '../../protocol/office/kinds.ts';
import { moduleOfKind } from '../../protocol/office/modules.ts';
import { type RecordNo, no } from '../records/refusals.ts';
import { targetKinds } from '../records/schema-walk.ts';
import { nameOf } from '../records/texts.ts';
import type { Answer, Call, Needs } from './door.ts';
import { described, kindSchemas } from './documents.ts';
import { listQueryOf } from './list-query.ts';
import { bodyBytesMax, bulk, change, create, found, type RecordRouteParts, remove } from './record-writes.ts';
import { isVisible, scoped } from './scope.ts';
import type { OfficeSession } from './session-port.ts';

const historyMax = 200;

export function recordRoutes(server: FastifyInstance, kind: Kind, parts: RecordRouteParts): void {
  const { path, area } = kinds[kind];
  const { door } = parts;
  const module = moduleOfKind[kind];
  const reads: Needs = { area, right: 'read', module };
  const edits: Needs = { area, right: 'edit', module };
  const base = `/api/${path}`;
  const s = kindSchemas(kind);
  const write = { bodyLimit: bodyBytesMax };
  server.get(base, described(kind, `List ${path}`, { query: s.list, answer: s.page }), door.guarded(reads, (call) => list(kind, parts, call)));
  server.get(`${base}/choices`, described(kind, `Names of ${path}, for who may choose one`, { query: s.list, answer: s.choices }), door.guarded({ may: mayChoose(kind) }, (call) => choices(kind, parts, call)));
  server.get(`${base}/:id`, described(kind, 'One record', { answer: s.record }), door.guarded(reads, (call) => one(kind, parts, call)));
  server.get(`${base}/:id/history`, described(kind, 'Its changes, newest first', { answer: s.history }), door.guarded(reads, (call) => history(kind, parts, call)));
  server.get(`${base}/:id/usage`, described(kind, 'Who refers to it', { answer: s.usage }), door.guarded(reads, (call) => usage(kind, parts, call)));
  server.post(base, { ...described(kind, 'Make one', { body: s.draft, answer: s.record, status: 201 }), ...write }, door.guarded(edits, (call) => create(kind, parts, call)));
  server.put(`${base}/:id`, { ...described(kind, 'Change one, as it was at a revision (in the body or as If-Match)', { body: s.change, query: s.acceptUse, answer: s.record }), ...write }, door.guarded(edits, (call) => change(kind, parts, call)));
  server.delete(`${base}/:id`, described(kind, 'Delete one that nothing refers to and no journal bears', { query: s.revision }), door.guarded(edits, (call) => remove(kind, parts, call)));
  server.post(`${base}/bulk`, { ...described(kind, 'Set the same on many; null empties', { body: s.bulk, answer: s.bulkDone }), ...write }, door.guarded(edits, (call) => bulk(kind, parts, call)));
} // prettier-ignore

async function list(kind: Kind, { records }: RecordRouteParts, { query, session }: Call): Promise<Answer> {
  const asked = listQueryOf(query);
  return asked.ok ? records.list(kind, scoped(kind, asked.value, session)) : asked;
}

/** Who may see a kind that refers to this one may see what it is called, or the form would show ids. */
function mayChoose(kind: Kind): (session: OfficeSession) => boolean {
  const areas = new Set(
    (Object.keys(kinds) as Kind[])
      .filter((each) => each === kind || [...targetKinds[each].values()].flat().includes(kind))
      .map((each) => kinds[each].area),
  );
  return (session) => [...areas].some((area) => session.rights(area) !== 'none');
}

async function choices(kind: Kind, { records }: RecordRouteParts, { query, session }: Call): Promise<Answer> {
  const asked = listQueryOf(query);
  if (!asked.ok) return asked;
  const page = await records.list(kind, scoped(kind, asked.value, session));
  if (!page.ok) return page;
  const named = page.value.records.map(({ id, body }) => ({
    id,
    name: nameOf(kind, body),
    active: (body as { readonly active: boolean }).active,
  }));
  return { ok: true, value: { records: named, total: page.value.total } };
}

/** What one does not see is not there. */
async function visible(
  kind: Kind,
  { records }: RecordRouteParts,
  { params, session }: Call,
): Promise<OfficeRecord | RecordNo> {
  const id = params['id'] ?? '';
  const record = await records.find(kind, id);
  return record !== undefined && isVisible(record, session) ? record : no('record.unknown', { kind, id });
}

async function one(kind: Kind, parts: RecordRouteParts, call: Call): Promise<Answer> {
  const record = await visible(kind, parts, call);
  return 'code' in record ? { ok: false, refusal: record } : found(record);
}

async function history(kind: Kind, parts: RecordRouteParts, call: Call): Promise<Answer> {
  const record = await visible(kind, parts, call);
  if ('code' in record) return { ok: false, refusal: record };
  return { ok: true, value: { changes: await parts.records.history(kind, record.id, historyMax) } };
}

async function usage(kind: Kind, parts: RecordRouteParts, call: Call): Promise<Answer> {
  const record = await visible(kind, parts, call);
  if ('code' in record) return { ok: false, refusal: record };
  return { ok: true, value: await parts.records.usage(kind, record.id) };
}

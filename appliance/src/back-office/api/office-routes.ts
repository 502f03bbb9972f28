// Routes of the office as a whole: the list of all changes, and a new company's first step.
import type { FastifyInstance } from 'fastify';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import { Countries, Started } from '../../protocol/office/start.ts';
import type { ChangedKind, ChangeEntry } from '../records/changes.ts';
import { no } from '../records/refusals.ts';
import { countries } from '../records/standard/countries.ts';
import { type FirstShop, prepareCountry } from '../records/standard/prepare-country.ts';
import { changeSchema, described, plainSchema } from './documents.ts';
import type { Answer, Call } from './door.ts';
import type { RecordRouteParts } from './record-writes.ts';
import { isVisible } from './scope.ts';
import type { OfficeSession } from './session-port.ts';

const text = { type: 'string' };
const pageMax = 500;

export function officeRoutes(server: FastifyInstance, parts: RecordRouteParts): void {
  const { door } = parts;
  server.get(
    '/api/changes',
    described('changes', 'All changes of records and settings, newest first', {
      query: {
        type: 'object',
        properties: {
          kind: text,
          id: text,
          by: text,
          below: { type: 'integer' },
          limit: { type: 'integer', maximum: pageMax },
        },
      },
      answer: { type: 'object', properties: { changes: { type: 'array', items: changeSchema } } },
    }),
    door.guarded({ area: 'journal', right: 'read' }, (call) => changes(parts, call)),
  );
  server.get(
    '/api/countries',
    described('start', 'Countries a shop can begin in, with what they decide', {
      answer: plainSchema(Countries),
    }),
    door.guarded({ area: 'shops', right: 'read' }, async () => ({ ok: true, value: { countries } })),
  );
  server.post(
    '/api/start',
    described('start', 'Make price region, store, shop, sale point and register of a country in one step', {
      body: {
        type: 'object',
        required: ['country', 'shopName'],
        properties: {
          country: { ...text, enum: Object.keys(countries) },
          ...Object.fromEntries(firstShopTexts.map((name) => [name, text])),
          addressLines: { type: 'array', items: text },
        },
      },
      answer: plainSchema(Started),
      status: 201,
    }),
    door.guarded({ may: mayStart }, (call) => start(parts, call)),
  );
}

/** Of the kinds that somebody may see, and of those only what is in their places. */
async function changes({ records }: RecordRouteParts, { query, session }: Call): Promise<Answer> {
  const { kind, id, by, below, limit = String(pageMax) } = query;
  const seen: ChangedKind[] = [
    ...(Object.keys(kinds) as Kind[]).filter((each) => session.rights(kinds[each].area) !== 'none'),
    ...(session.rights('settings') === 'none' ? [] : (['setting'] as const)),
  ];
  const size = Number(limit);
  const start = below === undefined ? undefined : Number(below);
  if (!Number.isSafeInteger(size) || size < 1 || size > pageMax) return malformed('limit');
  if (start !== undefined && !Number.isSafeInteger(start)) return malformed('below');
  const found = await records.changes.newest({
    kinds: kind === undefined ? seen : seen.filter((each) => each === kind),
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof by === 'string' ? { by } : {}),
    ...(start === undefined ? {} : { below: start }),
    limit: size,
  });
  return {
    ok: true,
    value: {
      changes: found.filter((change) => mayRead(change, session)),
      next: found.at(-1)?.number ?? null,
    },
  };
}

function malformed(at: string): Answer {
  return { ok: false, refusal: no('request.malformed', { at }) };
}

function mayRead({ kind, id, before, after }: ChangeEntry, session: OfficeSession): boolean {
  const { scope } = session;
  if (scope === 'all') return true;
  if (kind === 'setting') {
    const [level, owner = ''] = id.split(':');
    // Of a register only its id is told here; which sale point it stands at, only who sees all knows without asking.
    return level === 'company' || level === 'shop-group' || scope.shops.has(owner);
  }
  return [before, after].every(
    (body) => typeof body !== 'object' || body === null || isVisible({ kind, id, body }, session),
  );
}

const firstShopTexts = [
  'shopName',
  'language',
  'currency',
  'timeZone',
  'organisationNumber',
  'phone',
  'prices',
] as const;

function mayStart(session: OfficeSession): boolean {
  return (['shops', 'stock', 'boxes'] as const).every((area) => session.rights(area) === 'edit');
}

async function start(parts: RecordRouteParts, { request, session }: Call): Promise<Answer> {
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const { country, addressLines } = body;
  const texts = firstShopTexts.flatMap((name) =>
    body[name] === undefined ? [] : [[name, body[name]] as const],
  );
  const wrong = texts.find(([, value]) => typeof value !== 'string');
  if (wrong !== undefined) return malformed(wrong[0]);
  if (typeof country !== 'string') return malformed('country');
  const first = {
    ...Object.fromEntries(texts),
    ...(Array.isArray(addressLines) ? { addressLines } : {}),
  } as unknown as FirstShop;
  if (first.language !== undefined && !['en', 'nb', 'nl', 'cs'].includes(first.language))
    return malformed('language');
  // The store checks the rest; the places made here are not in anybody's scope yet.
  const author = { by: session.user, admit: parts.admit({ ...session, scope: 'all' }) };
  const made = await prepareCountry(parts.records, { ...first, country }, author);
  return made.ok ? { ok: true, value: made.value, status: 201 } : { ok: false, refusal: made.refusal };
}

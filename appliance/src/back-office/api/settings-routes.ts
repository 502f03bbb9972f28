// Settings of a place: what holds there and where it comes from; set and cleared.
import type { FastifyInstance } from 'fastify';
import { type Level, levels, settings as rules } from '../../protocol/office/settings.ts';
import type { RecordStore } from '../records/record-store.ts';
import { no } from '../records/refusals.ts';
import type { SettingPlace, SettingsStore } from '../settings/settings-store.ts';
import { described, plainSchema } from './documents.ts';
import type { Answer, Call, Door } from './door.ts';
import { isVisible } from './scope.ts';

export interface SettingsRouteParts {
  readonly settings: SettingsStore;
  readonly records: RecordStore;
  readonly door: Door;
}

const query = {
  type: 'object',
  properties: {
    level: { type: 'string', enum: [...levels] },
    owner: { type: 'string', description: 'Id of the shop group, shop or register; none for the company' },
  },
};

const values = {
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(rules).map(([key, { schema }]) => [key, plainSchema(schema)]),
  ),
};

export function settingsRoutes(server: FastifyInstance, parts: SettingsRouteParts): void {
  const { door } = parts;
  server.get(
    '/api/settings',
    described('settings', 'What holds at a place, and where each value comes from', {
      query,
      answer: { type: 'object' },
    }),
    door.guarded({ area: 'settings', right: 'read' }, (call) => read(parts, call)),
  );
  server.put(
    '/api/settings',
    described('settings', 'Set and clear settings at a place', {
      query,
      body: { type: 'object', properties: { values, cleared: { type: 'array', items: { type: 'string' } } } },
      answer: { type: 'object' },
    }),
    door.guarded({ area: 'settings', right: 'edit' }, (call) => write(parts, call)),
  );
}

/** A place one does not see is not there. */
async function placeOf(
  { records }: SettingsRouteParts,
  { query: asked, session }: Call,
): Promise<SettingPlace | undefined> {
  const { level = 'company', owner = '' } = asked;
  if (typeof owner !== 'string' || !levels.some((each) => each === level)) return undefined;
  const place = { level: level as Level, owner };
  if (level !== 'shop' && level !== 'register') return place;
  const record = await records.find(level, owner);
  return record !== undefined && isVisible(record, session) ? place : undefined;
}

const unknown: Answer = { ok: false, refusal: no('setting.owner-unknown') };

async function read(parts: SettingsRouteParts, call: Call): Promise<Answer> {
  const place = await placeOf(parts, call);
  return place === undefined ? unknown : shown(parts, place);
}

async function shown({ settings }: SettingsRouteParts, place: SettingPlace): Promise<Answer> {
  const effective = await settings.effective(place);
  if (!effective.ok) return effective;
  const own = await settings.own(place);
  const shownSettings = Object.entries(effective.value).map(([key, { value, from }]) => {
    const rule = rules[key as keyof typeof rules];
    return [key, { value, from, set: key in own, standard: rule.standard, levels: rule.levels }] as const;
  });
  return { ok: true, value: { ...place, settings: Object.fromEntries(shownSettings) } };
}

async function write(parts: SettingsRouteParts, call: Call): Promise<Answer> {
  const place = await placeOf(parts, call);
  if (place === undefined) return unknown;
  const { values: set = {}, cleared = [] } = (call.request.body ?? {}) as {
    readonly values?: unknown;
    readonly cleared?: unknown;
  };
  if (typeof set !== 'object' || set === null || Array.isArray(set))
    return { ok: false, refusal: no('request.malformed', { at: 'values' }) };
  if (!Array.isArray(cleared) || !cleared.every((key) => typeof key === 'string'))
    return { ok: false, refusal: no('request.malformed', { at: 'cleared' }) };
  const changes = { values: set as Readonly<Record<string, unknown>>, cleared: cleared };
  const done = await parts.settings.set(place, changes, call.session.user);
  return done.ok ? shown(parts, place) : done;
}

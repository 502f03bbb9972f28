// Routes of the fleet page: how the boxes are, asking one for something, pairing and taking out of use, support bundles, and what the archive
// could not take. Whose boxes is the scope's: those of the registers at their sale points.
import type { FastifyPluginAsync } from 'fastify';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import {
  AlarmNote,
  type Box,
  BoxDetail,
  Boxes,
  BoxOrder,
  BoxOrdered,
  type ChainAlarm,
  KnownBoxes,
  PairingOpened,
} from '../../protocol/fleet.ts';
import type { FiguresRefusal } from '../../protocol/office/figures-refusals.ts';
import type { OrderName } from '../../protocol/sync.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import type { Scope } from '../api/session-port.ts';
import type { Bundles } from './bundles.ts';
import { boxesSeen, type FleetViewParts } from './fleet-view.ts';
import type { ChainFinding } from './fleet.ts';
import type { PairingDesk } from './pairing-desk.ts';

/** The office's end of the sync. */
export interface BoxOrders {
  order(
    register: string,
    name: OrderName,
  ): Promise<
    | {
        readonly outcome: 'done';
        readonly ok: boolean;
        readonly detail: string;
        readonly bundle?: Uint8Array;
      }
    | { readonly outcome: 'not-linked' | 'busy' | 'no-answer' }
  >;
}

/** With who looked at it, where somebody did. */
export interface KnownFinding extends ChainFinding {
  readonly acknowledged: { readonly at: number; readonly by: string; readonly note: string } | null;
}

export interface FleetRoutesParts {
  readonly door: Door;
  readonly view: FleetViewParts;
  readonly orders: BoxOrders;
  readonly desk: PairingDesk;
  readonly bundles: Bundles;
  /** What the archive could not take, newest first. */
  readonly findings: {
    all(): Promise<readonly KnownFinding[]>;
    /** False: there is none, or somebody was faster. */
    acknowledge(number: number, said: { readonly by: string; readonly note: string }): Promise<boolean>;
  };
  /** The office's own: who asked which box for what. */
  readonly journal: {
    append(
      event: { readonly type: string; readonly subject: string; readonly payload: object },
      who: string,
    ): Promise<unknown>;
  };
}

export function fleetRoutes({ door, ...parts }: FleetRoutesParts): FastifyPluginAsync {
  return async (server) => {
    const routes = new InsideRoutes(server, door, 'boxes');
    viewRoutes(routes, parts);
    alarmRoutes(routes, parts);
    orderRoutes(routes, parts);
    pairingRoutes(routes, parts);
  };
}

type Parts = Omit<FleetRoutesParts, 'door'>;

/** The box of a register, as far as the asker may see it. */
async function boxIn({ view }: Parts, register: string, scope: Scope): Promise<Result<Box, 'box.unknown'>> {
  const box = (await boxesSeen(view, scope)).find((each) => each.register === register);
  return box === undefined ? refuse('box.unknown', { register }) : ok(box);
}

function viewRoutes(routes: InsideRoutes, parts: Parts): void {
  const { view, bundles } = parts;
  routes.route(
    ['GET', '/api/boxes'],
    { area: 'boxes', summary: 'All boxes, as they are now', answer: Boxes },
    async ({ session: { scope } }) => ok({ boxes: await boxesSeen(view, scope) }),
  );
  routes.route(
    ['GET', '/api/boxes/:register'],
    {
      area: 'boxes',
      summary: 'One box, its support bundles and what its journal was refused for',
      answer: BoxDetail,
    },
    async ({ session: { scope }, part }) => {
      const box = await boxIn(parts, part('register'), scope);
      if (!box.ok) return box;
      const { register } = box.value;
      const chainAlarms = await chainAlarmsOf(register, parts);
      return ok({ box: box.value, bundles: await bundles.of(register), chainAlarms });
    },
  );
  routes.route(
    ['GET', '/api/boxes/:register/bundles/:bundle'],
    { area: 'boxes', summary: 'A support bundle, as the box sent it' },
    async ({ session: { scope }, part }) => {
      const box = await boxIn(parts, part('register'), scope);
      if (!box.ok) return box;
      const file = await bundles.read(box.value.register, part('bundle'));
      if (file === undefined) return refuse('bundle.unknown');
      return {
        ok: true,
        value: Buffer.from(file.content),
        headers: {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename="${file.name}"`,
        },
      };
    },
  );
}

const shownMax = 100;

async function chainAlarmsOf(register: string, { findings, view }: Parts): Promise<readonly ChainAlarm[]> {
  const own = (await findings.all()).filter((finding) => finding.register === register).slice(0, shownMax);
  if (own.length === 0) return [];
  const names = new Map(
    (await view.records.all('user')).map(({ id, body }) => [id, `${body.firstName} ${body.lastName}`.trim()]),
  );
  return own.map(({ number, seq, detail, firstAt, lastAt, times, acknowledged }) => ({
    number,
    seq,
    detail,
    firstAt,
    lastAt,
    times,
    acknowledged: acknowledged && { ...acknowledged, name: names.get(acknowledged.by) ?? acknowledged.by },
  }));
}

function alarmRoutes(routes: InsideRoutes, parts: Parts): void {
  const { findings, journal } = parts;
  routes.route(
    ['POST', '/api/boxes/:register/alarms/:number/acknowledge'],
    {
      area: 'boxes',
      right: 'edit',
      summary:
        'Say what was found about what the archive could not take; it stays listed, and troubles the box no more',
      body: AlarmNote,
    },
    async ({ session: { scope, user }, part, body: { note } }) => {
      const box = await boxIn(parts, part('register'), scope);
      if (!box.ok) return box;
      const { register } = box.value;
      const number = Number(part('number'));
      const finding = (await findings.all()).find(
        (each) => each.number === number && each.register === register,
      );
      if (finding === undefined || !(await findings.acknowledge(number, { by: user, note })))
        return refuse('alarm.unknown');
      const payload = { register, seq: finding.seq, detail: finding.detail, note };
      await journal.append({ type: 'alarm.acknowledged', subject: `register:${register}`, payload }, user);
      return ok(undefined);
    },
  );
}

const noAnswers = {
  'not-linked': 'box.not-linked',
  busy: 'box.busy',
  'no-answer': 'box.no-answer',
} as const satisfies Record<string, FiguresRefusal>;

function orderRoutes(routes: InsideRoutes, parts: Parts): void {
  const { orders, bundles, journal } = parts;
  routes.route(
    ['POST', '/api/boxes/:register/orders'],
    {
      area: 'boxes',
      right: 'edit',
      summary: 'Ask a box to restart, load its pages anew, show itself, or send a support bundle',
      body: BoxOrder,
      answer: BoxOrdered,
    },
    async ({ session: { scope, user }, part, body: { name } }) => {
      const box = await boxIn(parts, part('register'), scope);
      if (!box.ok) return box;
      const { register } = box.value;
      const answer = await orders.order(register, name);
      if (answer.outcome === 'done' || answer.outcome === 'no-answer') {
        const carriedOut = answer.outcome === 'done' ? answer.ok : null;
        const payload = { register, order: name, carriedOut };
        await journal.append({ type: 'box.ordered', subject: `register:${register}`, payload }, user);
      }
      if (answer.outcome !== 'done') return refuse(noAnswers[answer.outcome]);
      const bundle = answer.bundle === undefined ? null : await bundles.keep(register, answer.bundle, user);
      return ok({ ok: answer.ok, detail: answer.detail, bundle });
    },
  );
}

function pairingRoutes(routes: InsideRoutes, parts: Parts): void {
  const { desk, view } = parts;
  const edit = { area: 'boxes', right: 'edit' } as const;
  routes.route(
    ['GET', '/api/boxes/keys'],
    {
      area: 'boxes',
      summary: 'Boxes that have or had a key, and pairing codes that are open',
      answer: KnownBoxes,
    },
    async ({ session: { scope } }) => {
      const seen = new Set((await boxesSeen(view, scope)).map(({ register }) => register));
      const own = ({ register }: { readonly register: string }): boolean => seen.has(register);
      const boxes = (await desk.boxes())
        .filter(own)
        .map(({ publicKey: _publicKey, revoked: _revoked, ...box }) => box);
      return ok({ boxes, codes: (await desk.codes()).filter(own) });
    },
  );
  routes.route(
    ['POST', '/api/boxes/:register/pairing'],
    { ...edit, summary: 'Open a one-time pairing code for a register', answer: PairingOpened },
    async ({ session: { scope, user }, part }) => {
      const box = await boxIn(parts, part('register'), scope);
      return box.ok ? desk.open(box.value.register, user) : box;
    },
  );
  routes.route(
    ['DELETE', '/api/boxes/:register/pairing'],
    { ...edit, summary: 'The register has no open pairing code any more' },
    async ({ session: { scope }, part }) => {
      const box = await boxIn(parts, part('register'), scope);
      if (!box.ok) return box;
      await desk.close(box.value.register);
      return ok(undefined);
    },
  );
  routes.route(
    ['DELETE', '/api/boxes/:register/key'],
    { ...edit, summary: 'Take the box of a register out of use, at once' },
    async ({ session: { scope, user }, part }) => {
      const box = await boxIn(parts, part('register'), scope);
      if (!box.ok) return box;
      return (await desk.revoke(box.value.register, user)) ? ok(undefined) : refuse('box.not-paired');
    },
  );
}

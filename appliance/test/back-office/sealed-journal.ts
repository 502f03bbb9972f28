// Journals for tests of what the office makes of them: real registers doing real things by chance, sealed as a box would send them.
import type { RegisterEvent } from '../../src/domain/register/events.ts';
import { firstPrev, subjectOf } from '../../src/domain/journal/entry.ts';
import { payloadText, seal } from '../../src/journal/chain.ts';
import type { ShopSettings } from '../../src/domain/shop/settings.ts';
import { buildReport } from '../../src/domain/shift/build-report.ts';
import type { ShiftReport } from '../../src/domain/shift/report.ts';
import type { Sale } from '../../src/domain/register/sale.ts';
import type { SyncEntry } from '../../src/protocol/sync.ts';
import { actorWith, anna, type Recorded, sampleRegister, type SampleRegister } from '../sample-register.ts';
import { sampleSigner } from '../journal/sample-journal.ts';
import { commandFor, type Move } from '../register-moves.ts';
import { oracleFor } from '../register-oracle.ts';

/** What happened, and the moment the journal gives it. */
export interface Happening extends Pick<Recorded, 'event'> {
  readonly at: number;
  readonly by: string;
}

/** Chained and signed as on a box. */
export function sealed(register: string, happenings: readonly Happening[]): readonly SyncEntry[] {
  const signer = sampleSigner();
  let prev = firstPrev;
  let shift: number | null = null;
  return happenings.map(({ event, at, by }, index) => {
    if (event.type === 'shift.opened') shift = event.payload.shift;
    const { type, payload } = event;
    const body = {
      register,
      seq: index + 1,
      at,
      who: by,
      type,
      v: 1,
      subject: subjectOf(event, shift),
      payload,
      prev,
    };
    const entry = seal(body, signer);
    prev = entry.hash;
    const { register: _register, payload: _payload, ...rest } = entry;
    return { ...rest, payload: payloadText(entry) };
  });
}

/** One event of any journal, unsealed: for folds that only look at its content. */
export function looseEntry(
  entry: Pick<SyncEntry, 'seq' | 'at' | 'type'> & { readonly content: unknown; readonly who?: string },
): SyncEntry {
  const { content, who = 'anna', ...rest } = entry;
  return {
    ...rest,
    who,
    v: 1,
    subject: 'register',
    payload: JSON.stringify(content),
    prev: firstPrev,
    hash: firstPrev,
  };
}

export interface PlayedRegister {
  readonly entries: readonly SyncEntry[];
  readonly sales: readonly Sale[];
  /** Z-reports, and an X of the shift that is open at the end. */
  readonly reports: readonly ShiftReport[];
}

const actors = [anna, actorWith('allowed', 'olav'), actorWith('allowed', 'kari')];

export interface Played {
  readonly register: string;
  readonly settings: ShopSettings;
  /** Of the first entry, and from one to the next; milliseconds. */
  readonly from: number;
  readonly stepMs: number;
}

export function played(
  { register: name, settings, from, stepMs }: Played,
  moves: readonly Move[],
): PlayedRegister {
  const register = sampleRegister(settings, name);
  const oracle = oracleFor(settings.currency.code);
  for (const move of moves) {
    const actor = actors[move.who % actors.length] ?? anna;
    const decision = register.ask(commandFor(move, register, oracle), actor);
    if (!decision.ok) continue;
    for (const event of decision.value) {
      register.happen(event, actor.user);
      oracle.hear(event);
    }
  }
  return outcomeOf(register, { name, from, stepMs });
}

/** What a register that was played by hand leaves behind. */
export function outcomeOf(
  register: SampleRegister,
  { name = 'B1', from, stepMs }: { readonly name?: string; readonly from: number; readonly stepMs: number },
): PlayedRegister {
  const happenings = register.recorded.map(({ event, context }, index) => ({
    event,
    at: from + index * stepMs,
    by: context.by,
  }));
  const events = happenings.map(({ event }): RegisterEvent => event);
  return {
    entries: sealed(name, happenings),
    sales: events.flatMap((event) => (event.type === 'sale.completed' ? [event.payload.sale] : [])),
    reports: [
      ...events.flatMap((event) => (event.type === 'shift.closed' ? [event.payload.report] : [])),
      ...(register.state.shift === null
        ? []
        : [buildReport(register.state, { at: 0, by: 'anna', settings: register.settings })]),
    ],
  };
}

// Where a scan goes: to the current tab, whatever page is open; a receipt to whoever asks for it; a badge to whoever waits for one, and its code
// to nobody; a gift card's neither; or, caught, to the page that asked for the next one. Every page is told where it went.
import type { Scan } from '../../devices/scanner/port.ts';
import { ok, type Result } from '../../domain/refusal.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { FailureCode } from '../../protocol/failures.ts';
import type { ScanView } from '../../protocol/views.ts';
import type { StaffDoor } from '../staff/staff-door.ts';
import { findByCode } from './find-by-code.ts';
import type { Resolution, ResolveContext } from './resolution.ts';
import { addFound } from './resolve-goods.ts';

type Reply = Result<unknown, FailureCode>;

/** Long enough to fetch what is to be scanned; then the scanner sells again. */
const caughtForMs = 120_000;

export interface ScanDeskParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly resolving: ResolveContext;
  readonly door: Pick<StaffDoor, 'waitsForBadge' | 'badgeScanned'>;
  /** Has it decided for who is logged in. */
  readonly decide: (id: string, resolution: Resolution) => Promise<Reply>;
}

export class ScanDesk {
  readonly #parts: ScanDeskParts;
  #last: ScanView | null = null;
  /** Monotonic: until then a scan goes to no basket, as a page asked. */
  #catchUntil = 0;
  /** Whatever is caught is a gift card. */
  #wantsCard = false;

  constructor(parts: ScanDeskParts) {
    this.#parts = parts;
  }

  get last(): ScanView | null {
    return this.#last;
  }

  catchNext(wanted: boolean, asCard = false): void {
    this.#wantsCard = asCard;
    this.#catchUntil = wanted ? this.#parts.clock.monotonic() + caughtForMs : 0;
  }

  /** Whether something came of it. */
  async take(device: string, { aim, text }: Scan): Promise<boolean> {
    const { clock, door } = this.#parts;
    const caught = clock.monotonic() < this.#catchUntil;
    this.#catchUntil = 0;
    const nothing = { name: null, failure: null, line: null, receipt: null, register: null };
    const shown = { at: clock.now(), device, code: text.slice(0, 80), ...nothing };
    const badge = door.waitsForBadge ? await door.badgeScanned(text) : undefined;
    if (badge !== undefined) this.#last = { ...shown, code: '', name: badge.name, outcome: 'badge' };
    else if (caught && this.#wantsCard) this.#last = { ...shown, ...this.#card(text) };
    else this.#last = { ...shown, ...(await this.#found(text, { raw: `${aim ?? ''}${text}`, caught })) };
    return this.#last.outcome !== 'refused';
  }

  async #found(
    text: string,
    { raw, caught }: { readonly raw: string; readonly caught: boolean },
  ): Promise<Pick<ScanView, 'outcome'> & Partial<ScanView>> {
    const { clock, door, resolving } = this.#parts;
    const { catalogue, register: ours } = resolving;
    const found = await findByCode(raw, { catalogue, shop: resolving.shop(), now: clock.now() });
    if (!found.ok) {
      // What nobody sells may be somebody's badge.
      const badge = await door.badgeScanned(text);
      return badge === undefined
        ? { outcome: 'refused', failure: found.refusal.code }
        : { outcome: 'badge', code: '', name: badge.name };
    }
    if (found.value.kind === 'gift-card') return this.#card(text);
    if (found.value.kind === 'tare') {
      const taken = resolving.weighing.tare(found.value.grams);
      return taken.ok ? { outcome: 'tare' } : { outcome: 'refused', failure: taken.refusal.code };
    }
    if (found.value.kind === 'receipt') {
      // Another register's receipt of the same number is another sale.
      const { receipt, register } = found.value;
      return { outcome: 'receipt', receipt, register: register === ours ? null : register };
    }
    if (found.value.kind === 'coupon') {
      const { code, name } = found.value;
      const id = this.#parts.ids.uuid();
      const command = { type: 'add-coupon', tabId: id, code } as const;
      const reply = await this.#parts.decide(id, ok({ command }));
      return reply.ok
        ? { outcome: 'added', name }
        : { outcome: 'refused', name, failure: reply.refusal.code };
    }
    const { name } = found.value.product;
    return caught ? { outcome: 'caught', name } : { name, ...(await this.#added(found.value)) };
  }

  #card(code: string): Pick<ScanView, 'outcome' | 'code'> {
    this.#parts.resolving.giftCards.keepScanned(code);
    return { outcome: 'gift-card', code: '' };
  }

  async #added(
    found: Parameters<typeof addFound>[1],
  ): Promise<Pick<ScanView, 'outcome'> & Partial<ScanView>> {
    const id = this.#parts.ids.uuid();
    // The register's own listener shows the tab; the scan's outcome goes along with it in one patch where it can.
    const reply = await this.#parts.decide(id, await addFound(id, found, this.#parts.resolving));
    if (!reply.ok) return { outcome: 'refused', failure: reply.refusal.code };
    const { value } = reply;
    const line = typeof value === 'object' && value !== null && 'line' in value ? String(value.line) : null;
    return { outcome: 'added', line };
  }
}

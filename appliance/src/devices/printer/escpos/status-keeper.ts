// Knows how the printer is: asks by DLE EOT, listens to automatic status blocks, and tells whoever wants to know when that changes.
import { isFault } from '../../../platform/fault.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { PrinterCondition } from '../port.ts';
import type { PrinterLine } from './printer-line.ts';
import {
  blockingCondition,
  conditionsOf,
  fromAutomatic,
  statusRequest,
  unknownState,
  withRealTime,
} from './codec/status.ts';
import type { DrawerOpenLevel, PrinterState } from './codec/status.ts';

export interface StatusKeeperOptions {
  readonly line: PrinterLine;
  readonly clock: Clock;
  readonly drawerOpenLevel: DrawerOpenLevel;
  /** For one answer. A healthy printer needs some 10 to 100 ms. */
  readonly answerLimitMs: number;
}

export class StatusKeeper {
  readonly #options: StatusKeeperOptions;
  readonly #listeners: ((conditions: readonly PrinterCondition[]) => void)[] = [];
  #state: PrinterState = unknownState;
  #conditions: readonly PrinterCondition[] | undefined;
  #refreshing: Promise<boolean> | undefined;
  #silent = false;

  constructor(options: StatusKeeperOptions) {
    this.#options = options;
    options.line.onFrame((frame) => {
      if (frame.kind !== 'automatic') return;
      this.#silent = false;
      this.#update(fromAutomatic(frame.bytes));
    });
  }

  /** Empty until the printer has spoken. */
  get conditions(): readonly PrinterCondition[] {
    return this.#conditions ?? [];
  }

  /** Did not answer when last asked. */
  get silent(): boolean {
    return this.#silent;
  }

  get blocked(): PrinterCondition | undefined {
    return blockingCondition(this.conditions);
  }

  /** Called on every change, and at once when something is known already. */
  onConditions(listener: (conditions: readonly PrinterCondition[]) => void): void {
    this.#listeners.push(listener);
    if (this.#conditions !== undefined) listener(this.#conditions);
  }

  /** Asks the printer. False when it does not answer. To be called between commands only: the question is bytes, too. */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#ask().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #ask(): Promise<boolean> {
    const { line, answerLimitMs } = this.#options;
    let state = this.#state;
    for (const n of [1, 2, 4] as const) {
      const answer = await line
        .ask(statusRequest(n), (frame) => frame.kind === 'real-time', answerLimitMs)
        .catch(goneIsSilent);
      if (answer?.kind !== 'real-time') {
        this.#silent = true;
        this.#update(this.#state);
        return false;
      }
      state = withRealTime(state, n, answer.byte);
    }
    this.#silent = false;
    this.#update(state);
    return true;
  }

  #update(state: PrinterState): void {
    this.#state = state;
    const conditions: readonly PrinterCondition[] = this.#silent
      ? ['offline']
      : conditionsOf(state, this.#options.drawerOpenLevel);
    if (this.#conditions?.join() === conditions.join()) return;
    this.#conditions = conditions;
    for (const listener of [...this.#listeners]) listener(conditions);
  }
}

function goneIsSilent(error: unknown): undefined {
  if (!isFault(error, 'device.gone', 'device.timeout')) throw error;
}

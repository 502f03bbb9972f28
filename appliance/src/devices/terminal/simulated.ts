// What every simulated terminal has, whatever its wire: a ledger of what it charged, as the bank would know it, and the bad day its next payment has.
import type { Clock } from '../../platform/ports/clock.ts';

/** Of the next payment, once. */
export type TerminalMood =
  | 'well'
  | 'decline'
  | 'approve-part'
  | 'tip'
  | 'lose-answer'
  | 'answer-twice'
  | 'late-after-abort'
  | 'reboot'
  | 'reboot-before'
  | 'wait';

export interface LedgerRow {
  readonly payment: string;
  /** Negative: refunded. */
  readonly amount: number;
  readonly tip: number;
  readonly state: 'running' | 'approved' | 'declined' | 'reversed';
  /** What the till is told it is called; absent: it was not approved. */
  readonly reference?: string;
}

/** A card is held to it, and the PIN typed. */
export const cardMs = 800;
/** Of those that run for weeks, the latest are kept. */
export const rowsMax = 1_000;

export interface SimulatedTerminal {
  mood: TerminalMood;
  readonly ledger: readonly LedgerRow[];
  /** The card is held to it; with `wait`, only then. */
  present(): void;
  garbage(): void;
  receive(bytes: Uint8Array): void;
  /** A till has connected: what it had begun to say before is forgotten. */
  connected(): void;
  /** After a reboot it knows what it charged, and nothing of what was under way. */
  rebooted(): void;
}

export interface SimulatedTerminalParts {
  send(bytes: Uint8Array): void;
  /** The cable goes: a reboot. */
  unplug(): void;
  readonly clock: Clock;
  readonly onChange?: () => void;
}

/** What is charged of what was asked. */
export function chargedBy(
  mood: TerminalMood,
  { amount, tip, askTip }: { readonly amount: number; readonly tip: number; readonly askTip: boolean },
): { readonly amount: number; readonly tip: number } {
  return {
    amount: mood === 'approve-part' ? Math.max(1, Math.trunc(amount / 2)) : amount,
    tip: mood === 'tip' && askTip && tip === 0 ? Math.trunc(amount / 10) : tip,
  };
}

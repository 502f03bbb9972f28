// A register on a real database with a store that can have bad days, for tests of everything around the rules: the queue, commits,
// answers, restarts. Time is virtual.
import type { RegisterCommand } from '../src/domain/register/commands.ts';
import type { RegisterState } from '../src/domain/register/state.ts';
import type { ShopSettings } from '../src/domain/shop/settings.ts';
import type { Actor } from '../src/domain/staff/permission.ts';
import type { Problem } from '../src/domain/journal/problem.ts';
import { auditJournal } from '../src/till/journal/audit.ts';
import { readRegister } from '../src/till/register/open-register.ts';
import { Register } from '../src/till/register/register.ts';
import type { Outcome } from '../src/till/register/request.ts';
import { faultyStore, type FaultyStore } from './faulty-store.ts';
import { openJournal, type OpenJournal } from './journal/open-journal.ts';
import { sampleSigner } from './journal/sample-journal.ts';
import { virtualClock, type VirtualClock } from './kit.ts';
import { anna, deepFrozen } from './sample-register.ts';
import { sampleSettings } from './sample-shop.ts';

export interface RealRegister {
  readonly register: Register;
  readonly faults: FaultyStore;
  readonly clock: VirtualClock;
  readonly journal: OpenJournal;
  ask(this: void, id: string, command: RegisterCommand, actor?: Actor): Promise<Outcome>;
  /** What the journal holds now, folded from the first entry: what a restart would find. */
  folded(this: void): Promise<RegisterState>;
  /** What the audit has against the journal. */
  problems(this: void): Promise<readonly Problem[]>;
  /** As after a power cut: a new register from the same database. The old one hears nothing any more. */
  restarted(this: void): Promise<RealRegister>;
  close(this: void): Promise<void>;
}

export interface RealRegisterOptions {
  readonly settings?: ShopSettings;
  readonly journal?: OpenJournal;
  readonly clock?: VirtualClock;
}

export async function realRegister(options: RealRegisterOptions = {}): Promise<RealRegister> {
  const { settings = sampleSettings(), clock = virtualClock() } = options;
  const journal = options.journal ?? (await openJournal());
  const signer = sampleSigner();
  const key = 'INSERT INTO box_key VALUES (?, ?, 0) ON CONFLICT DO NOTHING';
  await journal.database.write(key, [signer.key, signer.publicKey]);
  const faults = faultyStore(journal.store);
  const currency = settings.currency.code;
  const at = await readRegister(journal.store, 'B1', currency);
  const ports = { store: faults.store, clock, signer, settings: () => settings };
  const register = new Register({ state: deepFrozen(at.state), head: at.head }, ports);
  return {
    register,
    faults,
    clock,
    journal,
    ask: async (id, command, actor = anna) => register.submit({ id, what: { command, actor } }),
    folded: async () => (await readRegister(journal.store, 'B1', currency)).state,
    problems: async () => {
      const found: Problem[] = [];
      await auditJournal(journal.database, { onProblem: (problem) => found.push(problem) });
      return found;
    },
    restarted: async () => realRegister({ settings, clock, journal }),
    close: async () => {
      await register.stop();
      await journal.database.close();
    },
  };
}

// A print queue on a real database with a printer that does as it is told, on a virtual clock: for the tests of the queue.
import type { DeviceListener } from '../../src/devices/devices-of-kind.ts';
import { setTimeout as wait } from 'node:timers/promises';
import type { PrintDocument, Printer, PrinterCondition } from '../../src/devices/printer/port.ts';
import type { PrintOutcome } from '../../src/devices/print-outcome.ts';
import { Fault } from '../../src/platform/fault.ts';
import type { Backup } from '../../src/devices/printer/backup.ts';
import type { Database } from '../../src/platform/ports/database.ts';
import { PrintQueue } from '../../src/till/printing/print-queue.ts';
import { openJournal, silent } from '../journal/open-journal.ts';
import type { OpenJournal } from '../journal/open-journal.ts';
import { assert, virtualClock } from '../kit.ts';

const register = 'B1';

/** A printer that ends each job as it is told to; without a word, it prints. */
export class ScriptedPrinter implements Printer {
  readonly papers: string[] = [];
  readonly endings: (PrintOutcome | Promise<PrintOutcome> | Error)[] = [];
  readonly drawerFaults: Error[] = [];
  pulses: number[] = [];
  #listeners: ((conditions: readonly PrinterCondition[]) => void)[] = [];

  async print(document: PrintDocument): Promise<PrintOutcome> {
    this.papers.push(
      document.blocks.map((block) => (block.kind === 'text' ? block.text : block.kind)).join(),
    );
    const ending = await (this.endings.shift() ?? { outcome: 'printed' });
    if (ending instanceof Error) throw ending;
    return ending;
  }

  openDrawer(pin: 0 | 1): Promise<void> {
    const fault = this.drawerFaults.shift();
    if (fault !== undefined) return Promise.reject(fault);
    this.pulses.push(pin);
    return Promise.resolve();
  }

  onConditions(listener: (conditions: readonly PrinterCondition[]) => void): void {
    this.#listeners.push(listener);
  }

  tell(...conditions: PrinterCondition[]): void {
    for (const listener of this.#listeners) listener(conditions);
  }
}

export interface QueueBench {
  readonly journal: OpenJournal;
  readonly clock: ReturnType<typeof virtualClock>;
  readonly printer: ScriptedPrinter;
  /** `kitchen` by name; not connected at first. */
  readonly kitchen: ScriptedPrinter;
  plugKitchen(): void;
  unplugKitchen(): void;
  readonly queue: PrintQueue;
  readonly failWrites: { code: 'storage.full' | undefined };
  plug(): void;
  unplug(): void;
  /** Adds a job as a commit would, and wakes the queue. */
  job(id: string, kind?: string, request?: Record<string, unknown>): Promise<void>;
  state(id: string): Promise<string>;
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  /** A new process on the same database. */
  restart(): Promise<QueueBench>;
  end(): Promise<void>;
}

export async function queueBench(
  journal?: OpenJournal,
  isPlugged = true,
  backups: ReadonlyMap<string, Backup> = new Map(),
): Promise<QueueBench> {
  const opened = journal ?? (await openJournal());
  const clock = virtualClock();
  const printer = new ScriptedPrinter();
  const kitchen = new ScriptedPrinter();
  let kitchenPlugged = false;
  const failWrites: QueueBench['failWrites'] = { code: undefined };
  const database: Database = {
    write: (sql, parameters) =>
      failWrites.code === undefined
        ? opened.database.write(sql, parameters)
        : Promise.reject(new Fault(failWrites.code)),
    transaction: (work) => opened.database.transaction(work),
    get: (sql, parameters) => opened.database.get(sql, parameters),
    all: (sql, parameters) =>
      failWrites.code === undefined
        ? opened.database.all(sql, parameters)
        : Promise.reject(new Fault(failWrites.code)),
    close: () => opened.database.close(),
  };
  let plugged = isPlugged;
  const plugListeners = new Set<DeviceListener<Printer | undefined>>();
  const tellPlugged = (): void => {
    for (const listener of plugListeners) void listener('printer', plugged ? printer : undefined);
  };
  const queue = new PrintQueue({
    register,
    database,
    clock,
    log: silent,
    backups,
    printers: {
      connected: (name) =>
        name === 'kitchen' ? (kitchenPlugged ? kitchen : undefined) : plugged ? printer : undefined,
      configured: (name) => name === 'kitchen',
      names: () => ['printer', 'kitchen'],
      onChange: (listener) => {
        plugListeners.add(listener);
        return () => plugListeners.delete(listener);
      },
    },
    compose: ({ kind, request, insteadOf }) => {
      if (request['broken'] === true) return Promise.reject(new Error('no such words'));
      const text = `${kind} ${String(request['text'])}${request['reprint'] === true ? ' REPRINT' : ''}${insteadOf === undefined ? '' : ` INSTEAD OF ${insteadOf}`}`;
      return Promise.resolve(
        request['text'] === undefined ? undefined : { blocks: [{ kind: 'text', text }] },
      );
    },
  });
  await queue.start();
  const self: QueueBench = {
    journal: opened,
    clock,
    printer,
    kitchen,
    queue,
    failWrites,
    plugKitchen: () => {
      kitchenPlugged = true;
      for (const listener of plugListeners) void listener('kitchen', kitchen);
    },
    unplugKitchen: () => {
      kitchenPlugged = false;
      for (const listener of plugListeners) void listener('kitchen', undefined);
    },
    plug: () => {
      plugged = true;
      tellPlugged();
    },
    unplug: () => {
      plugged = false;
      tellPlugged();
    },
    job: async (id, kind = 'receipt', request = { text: id }) => {
      await queue.add({ id, register, kind, subject: `receipt:${id}`, request, at: clock.now() });
      await self.until(async () => queue.view()[id] !== undefined || (await self.state(id)) !== 'queued');
    },
    state: async (id) => {
      const row = await opened.database.get('SELECT state, reason FROM print_job WHERE id = ?', [id]);
      return `${String(row?.['state'])}${row?.['reason'] === null ? '' : ` ${String(row?.['reason'])}`}`;
    },
    until: async (holds) => {
      for (let turn = 0; turn < 2_000 && !(await holds()); turn += 1) {
        await clock.advance(0);
        await wait(1);
      }
      assert.ok(await holds(), `it did not come to ${holds.toString()}`);
    },
    restart: () => queueBench(opened, true, backups),
    end: async () => {
      const stopping = queue.stop();
      await clock.advance(5_000);
      await stopping;
      await opened.database.close();
    },
  };
  return self;
}

/** Nothing is left to do, in memory and in the database. */
export const isEmpty =
  ({ queue, journal }: QueueBench) =>
  async (): Promise<boolean> => {
    const open = await journal.database.get(
      `SELECT 1 FROM print_job WHERE register = 'B1' AND state IN ('queued', 'sending', 'failed', 'unknown')`,
    );
    return open === undefined && Object.keys(queue.view()).length === 0;
  };

/** The job is in that state, as the page and as the database have it. */
export const shows =
  ({ queue, state: stored }: QueueBench, id: string, state: string) =>
  async (): Promise<boolean> =>
    queue.view()[id]?.state === state && (await stored(id)).split(' ')[0] === state;

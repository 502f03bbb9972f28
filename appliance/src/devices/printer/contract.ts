// What every printer model must do, whatever its commands: print what it is given, tell the truth about how that ended, and never
// open a drawer late. A model's test gives it a way to make a printer and hands to open covers and pull cables with.
import { assert, suite } from '../../../test/kit.ts';
import type { PaperView } from './paper.ts';
import { paperText } from './paper.ts';
import type { PrintDocument, Printer } from './port.ts';
import type { PrintOutcome } from '../print-outcome.ts';

/** Hands at the printer. */
export interface PrinterHands {
  paper(): PaperView;
  openCover(): void;
  closeCover(): void;
  paperOut(): void;
  refill(): void;
  closeDrawer(): void;
  unplug(): void;
  plug(): void;
  haveBadDay(day: {
    readonly silent?: boolean;
    readonly silentAfterBytes?: number;
    readonly unplugAfterBytes?: number;
    readonly powerCutAfterBytes?: number;
    readonly paperOutAfterLines?: number;
  }): void;
}

export interface PrinterBench {
  readonly hands: PrinterHands;
  /** A driver on a new connection. */
  connect(): Promise<Printer>;
  /** Lets that much time pass. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
  /** The same text in the letters that the printer has. Absent: it has all of them. */
  asDrawn?(text: string): string;
}

export interface ContractOptions {
  /** Time is virtual: limits may be waited out. Where it is real, the tests of limits are left to the virtual runs. */
  readonly timeIsVirtual: boolean;
  /** A stopped printer can still open its drawer. */
  readonly drawerWithoutPaper: boolean;
}

const line = (text: string) => ({ kind: 'text', text }) as const;
const receipt: PrintDocument = {
  blocks: [
    line('Blåbærsyltetøy'),
    { kind: 'columns', left: 'Řízek', right: '89,00' },
    { kind: 'rule' },
    line('Takk, 5 €'),
    { kind: 'cut' },
  ],
};
const longReceipt: PrintDocument = {
  blocks: [
    ...Array.from({ length: 80 }, (_, index) => line(`linje ${String(index)} ${'x'.repeat(20)}`)),
    { kind: 'cut' },
  ],
};

type Check = (title: string, body: (bench: PrinterBench) => Promise<void>) => void;

export function printerContract(
  name: string,
  options: ContractOptions,
  setUp: () => Promise<PrinterBench>,
): void {
  const test = suite(name);
  /** Each test gets a printer of its own. */
  const check: Check = (title, body) => {
    test(title, async () => {
      const bench = await setUp();
      try {
        await body(bench);
      } finally {
        await bench.stop();
      }
    });
  };
  const checkLimit: Check = (title, body) => {
    if (options.timeIsVirtual) check(title, body);
  };
  checkPrinting(check);
  checkPaper(check, checkLimit);
  checkLine(check, checkLimit);
  checkDrawer(check, options);
}

function checkPrinting(check: Check): void {
  check('prints a receipt, and says so', async (bench) => {
    const printer = await bench.connect();
    assert.equal(await settled(bench, printer.print(receipt)), { outcome: 'printed' });
    const printed = text(bench);
    assert.ok(printed.includes(drawn(bench, 'Blåbærsyltetøy')));
    assert.ok(printed.some((found) => /^(?:Ř|R)[ií]zek +89,00$/.test(found)));
    assert.ok(printed.includes(drawn(bench, 'Takk, 5 €')));
    assertFaultless(bench);
  });

  check('prints one after the other, and a second one at a time is refused', async (bench) => {
    const printer = await bench.connect();
    const first = printer.print(receipt);
    await assert.rejects(printer.print(receipt), /device.busy/);
    await assert.rejects(printer.openDrawer(0), /device.busy/);
    await settled(bench, first);
    assert.equal(await settled(bench, printer.print(receipt)), { outcome: 'printed' });
    assert.is(text(bench).filter((found) => found === drawn(bench, 'Blåbærsyltetøy')).length, 2);
  });

  check('a long receipt comes out whole', async (bench) => {
    const printer = await bench.connect();
    assert.equal(await settled(bench, printer.print(longReceipt)), { outcome: 'printed' });
    assert.is(text(bench).filter((found) => found.startsWith('linje')).length, 80);
    assertFaultless(bench);
  });
}

function checkPaper(check: Check, checkLimit: Check): void {
  for (const [trouble, how] of [
    ['paper-out', (hands: PrinterHands) => hands.paperOut()],
    ['cover-open', (hands: PrinterHands) => hands.openCover()],
  ] as const) {
    check(`${trouble} before the first byte: surely nothing was printed`, async (bench) => {
      const printer = await bench.connect();
      how(bench.hands);
      assert.equal(await settled(bench, printer.print(receipt)), { outcome: 'failed', reason: trouble });
      bench.hands.refill();
      bench.hands.closeCover();
      await bench.pass(300);
      assert.equal(text(bench), []);
      assert.equal(await settled(bench, printer.print(receipt)), { outcome: 'printed' });
    });
  }

  check('a document that cannot be printed fails, and the next one is printed', async (bench) => {
    const printer = await bench.connect();
    const broken: PrintDocument = {
      blocks: [{ kind: 'image', widthDots: 8, heightDots: 8, bits: new Uint8Array(1) }],
    };
    assert.equal(await settled(bench, printer.print(broken)), { outcome: 'failed', reason: 'document' });
    assert.equal(await settled(bench, printer.print(receipt)), { outcome: 'printed' });
  });

  check('out of paper in the middle, and loaded again: printed to the end', async (bench) => {
    const printer = await bench.connect();
    bench.hands.haveBadDay({ paperOutAfterLines: 10 });
    const job = printer.print(longReceipt);
    await until(bench, () => bench.hands.paper().paper === 'out');
    await bench.pass(600);
    bench.hands.refill();
    assert.equal(await settled(bench, job), { outcome: 'printed' });
    assert.is(text(bench).filter((found) => found.startsWith('linje')).length, 80);
  });

  checkLimit('out of paper in the middle, and nobody comes: unknown', async (bench) => {
    const printer = await bench.connect();
    bench.hands.haveBadDay({ paperOutAfterLines: 2 });
    assert.equal(await settled(bench, printer.print(receipt)), { outcome: 'unknown', reason: 'paper-out' });
  });
}

function checkLine(check: Check, checkLimit: Check): void {
  check('unplugged in the middle of a receipt: unknown, at once', async (bench) => {
    const printer = await bench.connect();
    bench.hands.haveBadDay({ unplugAfterBytes: 400 });
    assert.equal(await settled(bench, printer.print(longReceipt)), { outcome: 'unknown', reason: 'gone' });
  });

  check('unplugged before: surely nothing was printed', async (bench) => {
    const printer = await bench.connect();
    bench.hands.unplug();
    await bench.pass(100);
    assert.equal(await settled(bench, printer.print(receipt)), { outcome: 'failed', reason: 'gone' });
    bench.hands.plug();
    const again = await bench.connect();
    assert.equal(await settled(bench, again.print(receipt)), { outcome: 'printed' });
  });

  check('unplugged in the middle: the next receipt, on a new connection, is whole', async (bench) => {
    const printer = await bench.connect();
    bench.hands.haveBadDay({ powerCutAfterBytes: 300 });
    await settled(bench, printer.print(longReceipt));
    const again = await bench.connect();
    assert.equal(await settled(bench, again.print(receipt)), { outcome: 'printed' });
    assert.ok(text(bench).includes(drawn(bench, 'Takk, 5 €')));
    assertFaultless(bench);
  });

  checkLimit('silent before the first byte: surely nothing was printed', async (bench) => {
    const printer = await bench.connect();
    bench.hands.haveBadDay({ silent: true });
    assert.equal(await settled(bench, printer.print(receipt)), { outcome: 'failed', reason: 'offline' });
    assert.equal(text(bench), []);
  });

  checkLimit('falls silent in the middle of a receipt: unknown, in time', async (bench) => {
    const printer = await bench.connect();
    bench.hands.haveBadDay({ silentAfterBytes: 500 });
    const { outcome } = await settled(bench, printer.print(longReceipt));
    assert.is(outcome, 'unknown');
  });
}

function checkDrawer(check: Check, options: ContractOptions): void {
  check('opens the drawer, and sees it open and closed', async (bench) => {
    const printer = await bench.connect();
    let conditions: readonly string[] | undefined;
    printer.onConditions((now) => {
      conditions = now;
    });
    await until(bench, () => conditions !== undefined);
    await printer.openDrawer(0);
    await until(bench, () => bench.hands.paper().drawer === 'open');
    await until(bench, () => conditions?.includes('drawer-open') === true);
    bench.hands.closeDrawer();
    await until(bench, () => conditions?.includes('drawer-open') === false);
    assert.is(bench.hands.paper().pulses.length, 1);
    assertFaultless(bench);
  });

  check('a stopped printer opens its drawer now or never', async (bench) => {
    const printer = await bench.connect();
    let conditions: readonly string[] = [];
    printer.onConditions((now) => {
      conditions = now;
    });
    bench.hands.paperOut();
    await until(bench, () => conditions.includes('paper-out'));
    if (options.drawerWithoutPaper) await printer.openDrawer(0);
    else await assert.rejects(printer.openDrawer(0), /device.refused/);
    bench.hands.refill();
    await until(bench, () => conditions.length === 0 || conditions.includes('drawer-open'));
    await bench.pass(300);
    assert.is(bench.hands.paper().pulses.length, options.drawerWithoutPaper ? 1 : 0);
  });

  check('tells its conditions as they change', async (bench) => {
    const printer = await bench.connect();
    const told: string[] = [];
    printer.onConditions((now) => told.push(now.join('+')));
    await until(bench, () => told.at(-1) === '');
    bench.hands.openCover();
    await until(bench, () => told.at(-1) === 'cover-open');
    bench.hands.closeCover();
    await until(bench, () => told.at(-1) === '');
    const late: string[] = [];
    printer.onConditions((now) => late.push(now.join('+')));
    assert.equal(late, [''], 'who listens late is told what is known');
  });
}

function text(bench: PrinterBench): string[] {
  return paperText(bench.hands.paper().blocks);
}

function assertFaultless(bench: PrinterBench): void {
  assert.equal(
    text(bench).filter((found) => found.startsWith('<fault')),
    [],
  );
}

/** The outcome, however much time has to pass for it; a printer must settle within its time-outs. */
async function settled(bench: PrinterBench, job: Promise<PrintOutcome>): Promise<PrintOutcome> {
  let outcome: PrintOutcome | undefined;
  let failure: unknown;
  void job.then(
    (value) => (outcome = value),
    (error: unknown) => (failure = error ?? new Error('rejected with nothing')),
  );
  for (let waited = 0; outcome === undefined && failure === undefined && waited < 4_000; waited += 1)
    await bench.pass(50);
  if (failure !== undefined) await job;
  if (outcome === undefined) throw new Error('the printer did not settle');
  return outcome;
}

async function until(bench: PrinterBench, holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 400; waited += 1) await bench.pass(20);
  assert.ok(holds(), `it did not come to ${holds.toString()}`);
}

function drawn(bench: PrinterBench, words: string): string {
  return bench.asDrawn?.(words) ?? words;
}

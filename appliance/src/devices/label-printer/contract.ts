// What every label printer must do, whatever its language: print what it is given so many times, and tell the truth about how that ended.
import { assert, suite } from '../../../test/kit.ts';
import { isFault } from '../../platform/fault.ts';
import type { Label, LabelPrinter, LabelPrinterCondition } from './port.ts';

export interface LabelBench {
  readonly printer: LabelPrinter;
  /** All the texts and codes of each label that came out. */
  printed(): readonly (readonly string[])[];
  faults(): readonly string[];
  have(trouble: 'paper-out' | 'head-open' | undefined): void;
  /** Out of labels after so many. */
  paperFor(labels: number): void;
  silence(): void;
  unplug(): void;
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

const label: Label = {
  width: 500,
  height: 300,
  fields: [
    {
      kind: 'text',
      x: 20,
      y: 20,
      text: 'Blåbærsyltetøy ^XA~JA_5E \\& Řízek',
      height: 40,
      width: 460,
      lines: 2,
    },
    { kind: 'barcode', symbology: 'ean13', x: 20, y: 150, data: '7038010009457', height: 80 },
    { kind: 'barcode', symbology: 'code128', x: 20, y: 240, data: 'A>B^~_', height: 40 },
    { kind: 'qr', x: 350, y: 150, data: 'https://example.test/?a=^', module: 4 },
    { kind: 'box', x: 10, y: 10, width: 480, height: 280, line: 3 },
  ],
};
const said = ['Blåbærsyltetøy ^XA~JA_5E \\& Řízek', '703801000945', 'A>B^~_', 'https://example.test/?a=^'];

/** @param timeIsVirtual long limits may be waited out */
export function labelPrinterContract(
  name: string,
  timeIsVirtual: boolean,
  setUp: () => Promise<LabelBench>,
): void {
  const test = suite(`the label printer contract: ${name}`);
  const check = (title: string, body: (bench: LabelBench) => Promise<void>): void => {
    test(title, async () => {
      const bench = await setUp();
      try {
        await body(bench);
        assert.equal(bench.faults(), []);
      } finally {
        await bench.stop();
      }
    });
  };
  checkPrinting(check);
  checkTrouble(check, timeIsVirtual);
}

type Check = (title: string, body: (bench: LabelBench) => Promise<void>) => void;

function checkPrinting(check: Check): void {
  check('prints a label as often as wanted, and says so; no text is a command', async (bench) => {
    assert.equal(await settled(bench, bench.printer.print(label, 3)), { outcome: 'printed' });
    assert.equal(bench.printed(), [said, said, said]);
    assert.equal(await settled(bench, bench.printer.print(label, 1)), { outcome: 'printed' });
    assert.is(bench.printed().length, 4);
  });

  check('one job at a time', async (bench) => {
    const first = bench.printer.print(label, 1);
    await assert.rejects(bench.printer.print(label, 1), (error) => isFault(error, 'device.busy'));
    assert.equal(await settled(bench, first), { outcome: 'printed' });
  });

  check('what is no label is not begun', async (bench) => {
    const wrong: Label = {
      ...label,
      fields: [{ kind: 'barcode', symbology: 'ean13', x: 0, y: 0, data: '7038010009450', height: 80 }],
    };
    const refused = { outcome: 'failed', reason: 'document' };
    assert.equal(await settled(bench, bench.printer.print(wrong, 1)), refused);
    for (const copies of [0, 1.5, 501])
      assert.equal(await settled(bench, bench.printer.print(label, copies)), refused);
    assert.equal(bench.printed(), []);
  });
}

function checkTrouble(check: Check, timeIsVirtual: boolean): void {
  for (const trouble of ['paper-out', 'head-open'] as const)
    check(`${trouble} before the first byte: surely nothing came out`, async (bench) => {
      const heard: (readonly LabelPrinterCondition[])[] = [];
      bench.printer.onConditions((conditions) => heard.push(conditions));
      bench.have(trouble);
      assert.equal(await settled(bench, bench.printer.print(label, 1)), {
        outcome: 'failed',
        reason: trouble,
      });
      assert.equal(heard.at(-1), [trouble]);
      bench.have(undefined);
      assert.equal(await settled(bench, bench.printer.print(label, 1)), { outcome: 'printed' });
      assert.equal(heard.at(-1), []);
    });

  check('out of labels in the middle, and loaded again: printed to the end', async (bench) => {
    bench.paperFor(2);
    const job = bench.printer.print(label, 5);
    for (let turn = 0; turn < 200 && bench.printed().length < 2; turn += 1) await bench.pass(50);
    await bench.pass(700);
    assert.is(bench.printed().length, 2);
    bench.have(undefined);
    assert.equal(await settled(bench, job), { outcome: 'printed' });
    assert.is(bench.printed().length, 5);
  });

  check('unplugged in the middle: nobody knows', async (bench) => {
    bench.paperFor(1);
    const job = bench.printer.print(label, 2);
    for (let turn = 0; turn < 200 && bench.printed().length < 1; turn += 1) await bench.pass(50);
    bench.unplug();
    assert.equal(await settled(bench, job), { outcome: 'unknown', reason: 'gone' });
    assert.equal(await settled(bench, bench.printer.print(label, 1)), { outcome: 'failed', reason: 'gone' });
  });

  if (!timeIsVirtual) return;

  check('no answer before: failed; none after: unknown', async (bench) => {
    bench.paperFor(1);
    const job = bench.printer.print(label, 2);
    for (let turn = 0; turn < 200 && bench.printed().length < 1; turn += 1) await bench.pass(50);
    bench.silence();
    assert.equal(await settled(bench, job), { outcome: 'unknown', reason: 'offline' });
    assert.equal(await settled(bench, bench.printer.print(label, 1)), {
      outcome: 'failed',
      reason: 'offline',
    });
  });

  check('nobody loads labels: unknown, within its time', async (bench) => {
    bench.paperFor(1);
    assert.equal(await settled(bench, bench.printer.print(label, 2)), {
      outcome: 'unknown',
      reason: 'paper-out',
    });
  });
}

async function settled<T>(bench: LabelBench, job: Promise<T>): Promise<T> {
  const state = { done: false };
  const ended = job.finally(() => {
    state.done = true;
  });
  ended.catch(() => undefined);
  for (let turn = 0; turn < 10_000 && !state.done; turn += 1) await bench.pass(100);
  return ended;
}

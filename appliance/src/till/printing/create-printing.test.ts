// From a sale in the journal to paper: the real register, queue, composer and driver, and the printer's simulated half of the wire.
import type { DeviceListener } from '../../devices/devices-of-kind.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { silent } from '../../../test/journal/open-journal.ts';
import { assert, seeded, suite } from '../../../test/kit.ts';
import { realRegister } from '../../../test/real-register.ts';
import { cash, sampleProduct, scan } from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { EscposDriver, usualLimits } from '../../devices/printer/escpos/driver.ts';
import { profiles } from '../../devices/printer/escpos/profiles.ts';
import { memoryPipe } from '../../devices/printer/escpos/simulator/memory-pipe.ts';
import { PrinterSimulator } from '../../devices/printer/escpos/simulator.ts';
import { paperText } from '../../devices/printer/paper.ts';
import type { Printer } from '../../devices/printer/port.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import { minor } from '../../domain/money/money.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import { receiptWords } from '../receipts/wording.ts';
import { jobComposer, type JobSources } from './compose-job.ts';
import { createPrinting } from './create-printing.ts';

const test = suite('printing');
const norway = sampleSettings();
const settings: ShopSettings = { ...norway, shop: { ...norway.shop, locale: 'nb-NO', country: 'NO' } };
const { copy, reprint } = receiptWords.nb;
const staffNames = new Map([['anna', 'Anna Åsen']]);
const shop = {
  settings,
  categories: [{ id: 'food', name: 'Mat og drikke', parent: null, picture: null, colour: null }],
};

async function till() {
  const register = await realRegister({ settings });
  const { clock, journal } = register;
  const simulator = new PrinterSimulator({ profile: profiles['epson-tm-t88v'], clock });
  const listeners = new Set<DeviceListener<Printer | undefined>>();
  let printer: Printer | undefined;
  const tell = (): void => {
    for (const listener of listeners) void listener('printer', printer);
  };
  /** What the device room does: a driver on a new pipe, until it ends. */
  const connect = (): void => {
    simulator.plug();
    const pipe = memoryPipe(simulator);
    const options = {
      profile: profiles['epson-tm-t88v'],
      drawerOpenLevel: 'none',
      pulseMs: 120,
      limits: usualLimits,
    } as const;
    const driver = new EscposDriver(pipe, options, { clock, log: silent, randomness: seeded(1) });
    driver.start();
    pipe.onClose(() => {
      printer = undefined;
      tell();
    });
    printer = driver;
    tell();
  };
  const printing = createPrinting({
    register: 'B1',
    database: journal.database,
    store: journal.store,
    shop: () => shop,
    staffNames: async () => staffNames,
    customer: async () => undefined,
    giftCardCode: () => 'CT-G-0',
    printers: {
      connected: () => printer,
      configured: () => false,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    clock,
    log: silent,
  });
  await printing.start();
  connect();
  let commands = 0;
  const run = async (command: RegisterCommand): Promise<void> => {
    commands += 1;
    const outcome = await register.ask(`c${String(commands)}`, command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    printing.wake();
  };
  const until = async (holds: () => boolean): Promise<void> => {
    for (let turn = 0; turn < 1_000 && !holds(); turn += 1) {
      await clock.advance(20);
      await wait(1);
    }
    assert.ok(holds(), `it did not come to ${holds.toString()}`);
  };
  return {
    register,
    simulator,
    printing,
    connect,
    run,
    until,
    text: () => paperText(simulator.paper().blocks),
    idle: () => Object.keys(printing.view()).length === 0,
    end: async () => {
      await printing.stop();
      simulator.unplug();
      await register.close();
    },
  };
}

const bread = sampleProduct({
  id: 'Rugbrød',
  name: 'Rugbrød',
  price: minor(29540),
  vatClass: 'food',
  category: 'food',
});

type Till = Awaited<ReturnType<typeof till>>;

async function sell({ run }: Till): Promise<void> {
  await run(scan(bread));
  await run(cash(50_000));
}

async function openShift({ run }: Till): Promise<void> {
  await run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
}

test('a cash sale: the drawer opens, the receipt comes out, and nothing is left to do', async () => {
  const box = await till();
  await openShift(box);
  await box.until(box.idle);
  box.simulator.closeDrawer();
  await sell(box);
  await box.until(() => box.text().includes('<cut>') && box.idle());
  const text = box.text();
  assert.ok(
    text.some((line) => line.startsWith('Rugbrød') && line.endsWith('295,40')),
    text.join('\n'),
  );
  assert.ok(text.some((line) => line.includes('Anna Åsen')));
  assert.ok(text.includes('<qr CT-R-B1-1-H>'));
  assert.not.ok(text.some((line) => line.startsWith('<fault')));
  assert.is(box.simulator.paper().drawer, 'open');
  await box.end();
});

test('unplugged in mid-receipt: asked about, and printed again marked, never by itself', async () => {
  const box = await till();
  await openShift(box);
  await box.until(box.idle);
  // Room for the questions before and the drawer, and a part of the receipt.
  await box.run(scan(bread));
  box.simulator.haveBadDay({ unplugAfterBytes: 200 });
  await box.run(cash(50_000));
  await box.until(() => Object.values(box.printing.view()).some(({ state }) => state === 'unknown'));
  box.connect();
  box.simulator.tear();
  for (let second = 0; second < 30; second += 1) await box.register.clock.advance(1_000);
  assert.equal(box.text(), [], 'nothing comes out without being asked for');
  const id = Object.keys(box.printing.view())[0] ?? '';
  assert.accepted(await box.printing.printAgain(id));
  await box.until(() => box.text().includes('<cut>') && box.idle());
  assert.ok(box.text().includes(reprint), box.text().join('\n'));
  await box.end();
});

test('the copy of a receipt, the X-report and the Z-report', async () => {
  const box = await till();
  await openShift(box);
  await sell(box);
  await box.until(() => box.text().includes('<cut>') && box.idle());
  const original = box.text();
  box.simulator.tear();

  const sale = (await box.register.journal.store.returnable('B1', 1))?.sale;
  assert.ok(sale !== undefined);
  await box.run({ type: 'copy-receipt', sale, copies: 0 });
  await box.until(() => box.text().includes('<cut>') && box.idle());
  assert.ok(box.text().includes(copy));
  assert.not.ok(original.includes(copy));
  box.simulator.tear();

  await box.run({ type: 'x-report' });
  await box.until(() => box.text().includes('<cut>') && box.idle());
  assert.ok(
    box.text().some((line) => line.startsWith('Mat og drikke')),
    box.text().join('\n'),
  );
  box.simulator.tear();

  await box.run({ type: 'close-shift', counted: [{ currency: 'NOK', amount: minor(29500) }], print: true });
  await box.until(() => box.text().includes('<cut>') && box.idle());
  assert.ok(
    box.text().some((line) => /Z-rapport/.test(line)),
    box.text().join('\n'),
  );
  assert.not.ok(box.text().includes(copy));
  await box.end();
});

const customer: JobSources['customer'] = async () => undefined;

test('an archived Z-report is marked as a copy, a test page needs nothing, and nonsense composes nothing', async () => {
  const box = await till();
  await openShift(box);
  await sell(box);
  await box.run({ type: 'close-shift', counted: [{ currency: 'NOK', amount: minor(29500) }], print: false });
  await box.until(box.idle);
  const { store } = box.register.journal;
  const compose = jobComposer({
    register: 'B1',
    store,
    shop: () => shop,
    staffNames: async () => new Map(),
    giftCardCode: () => 'CT-G-0',
    customer,
  });
  const [close] = await store.closes('B1', 1);
  const paper = async (kind: string, request: Record<string, unknown>) =>
    JSON.stringify((await compose({ kind, request, at: 0 }))?.blocks ?? null);
  assert.match(await paper('z-report', { seq: close?.seq, copy: true }), new RegExp(`"${copy}"`));
  assert.match(await paper('test', {}), /qr/);
  // Without a name the operator's id stands there.
  assert.match(await paper('copy', { receipt: 1, copy: 1, reprint: true }), new RegExp(`"${copy}".*anna`));
  for (const [kind, request] of [
    ['receipt', {}],
    ['receipt', { seq: 1 }],
    ['receipt', { seq: 9_999 }],
    ['receipt', { seq: 'first' }],
    ['copy', {}],
    ['copy', { receipt: 99 }],
    ['z-report', { seq: 1 }],
    ['poem', {}],
  ] as const)
    assert.is(await paper(kind, request), 'null', `${kind} ${JSON.stringify(request)}`);
  await box.end();
});

test('head and foot of a receipt are those of the shop when it is printed', async () => {
  const box = await till();
  await openShift(box);
  await sell(box);
  await box.until(box.idle);
  const { store } = box.register.journal;
  let now: ReturnType<JobSources['shop']> = shop;
  const compose = jobComposer({
    register: 'B1',
    store,
    shop: () => now,
    staffNames: async () => staffNames,
    giftCardCode: () => 'CT-G-0',
    customer,
  });
  const paper = async () => (await compose({ kind: 'copy', request: { receipt: 1 }, at: 0 }))?.blocks ?? [];
  const before = await paper();
  const receipt = { ...settings.receipt, headerLines: ['Velkommen'], footerLines: ['Ha det'] };
  now = {
    ...shop,
    settings: { ...settings, receipt },
    logo: { widthDots: 16, heightDots: 1, bits: Buffer.from([0xf0, 0x0f]).toString('base64') },
  };
  const after = await paper();
  const texts = after.map((block) => (block.kind === 'text' ? block.text : block.kind));
  assert.ok(texts.indexOf('image') < texts.indexOf(settings.shop.name));
  assert.ok(texts.indexOf('Velkommen') > texts.indexOf(settings.shop.name) && texts.includes('Ha det'));
  const image = after.find((block) => block.kind === 'image');
  assert.equal(image?.kind === 'image' ? [...image.bits] : [], [0xf0, 0x0f]);
  assert.not.ok(before.some(({ kind }) => kind === 'image'));
  await box.end();
});

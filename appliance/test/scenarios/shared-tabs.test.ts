// Tabs shared by two tills of a shop, through three whole daemons: seen, taken, handed over; taken over from a till that is dead, and given up by
// it when it lives again; sold at both while there is no office, and shown to a manager afterwards.
import type { CommandName } from '../../src/protocol/commands.ts';
import type { DisputedTab } from '../../src/protocol/office/shared-tabs.ts';
import type { ShiftReport } from '../../src/protocol/answers.ts';
import type { Page, PageReply } from '../../src/replay/page.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { type Box, freePort } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';
import { Desk } from './desk.ts';
import { journalOf, officeBox, pairBoxes, tillAt, tillBox, until } from './two-boxes.ts';

const test = suite('shared tabs between boxes');
const limits = { timeoutMs: 240_000 };
/** 49.90. */
const candles = productNamed('Stearinlys 10 stk');
const table = 'spisesal.t4';
let ids = 0;
const nextId = (): string => `shared-tabs-${(ids += 1)}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);
let office: Box;
let desk: Desk;
let [one, other]: Box[] = [];
let [here, there]: Page[] = [];

async function asked(page: Page | undefined, name: CommandName, body: object): Promise<string> {
  assert.ok(page !== undefined);
  return codeOf(await page.command(nextId(), name, body));
}

async function does(page: Page | undefined, name: CommandName, body: object): Promise<void> {
  assert.is(await asked(page, name, body), 'ok', name);
}

/** A tab of one candle, called so, that waits. */
async function parks(page: Page | undefined, name: string): Promise<void> {
  await does(page, 'open-tab', { name, hold: true });
  await does(page, 'add-product', { product: candles });
  await does(page, 'park-tab', {});
}

async function pays(page: Page | undefined): Promise<void> {
  await does(page, 'take-payment', { tender: 'cash', tendered: page?.view.tab?.cashDue ?? 0 });
}

/** The tab called so that another till has, once it is told of. */
async function seen(
  page: Page | undefined,
  name: string,
): Promise<{ readonly register: string; readonly tab: string }> {
  const found = () => Object.values(page?.view.elsewhere ?? {}).find((tab) => tab.name === name);
  await until(async () => found() !== undefined, `${name} seen`);
  const { register = '', tab = '' } = found() ?? {};
  return { register, tab };
}

const parkedNames = (page: Page | undefined): readonly (string | null)[] =>
  Object.values(page?.view.parked ?? {}).map(({ name }) => name);

async function report(page: Page | undefined): Promise<ShiftReport> {
  const reply = await page?.query(nextId(), 'shift-report', {});
  assert.ok(reply?.ok);
  return reply.value as ShiftReport;
}

test.after(async () => {
  for (const page of [here, there]) page?.close();
  for (const box of [one, other, office]) await box?.stop();
});

test('two tills of a shop are paired with its office', limits, async () => {
  const officePort = await freePort();
  office = await officeBox(officePort, { COUNTERTOP_DEMO: 'true' });
  desk = new Desk(office);
  await desk.signIn();
  await desk.makes('/api/registers', {
    name: 'B2',
    salePoint: 'brygga',
    purpose: 'till',
    cardTerminal: null,
    active: true,
  });
  [one, other] = await Promise.all([
    tillBox({ COUNTERTOP_DEMO: 'false' }),
    tillBox({ COUNTERTOP_DEMO: 'false' }),
  ]);
  await pairBoxes({ office, till: one, register: 'B1', officePort });
  await pairBoxes({ office, till: other, register: 'B2', officePort });
  [here, there] = [await tillAt(one), await tillAt(other)];
  for (const page of [here, there])
    await does(page, 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
});

test(
  'what waits at one till is seen at the other, at its table, and taken with one touch',
  limits,
  async () => {
    await does(here, 'open-tab', { table, guests: 2, name: 'Kari' });
    await does(here, 'add-product', { product: candles });
    const told = await seen(there, 'Kari');
    assert.is(await asked(there, 'take-tab', told), 'tab.in-use');
    await does(here, 'park-tab', {});
    await until(async () => there?.view.elsewhere[`B1:${told.tab}`]?.state === 'waiting', 'Kari waits');
    assert.equal(there?.view.tables[table]?.elsewhere, [`B1:${told.tab}`]);
    await does(there, 'take-tab', told);
    assert.equal([there?.view.tab?.name, there?.view.tab?.total], ['Kari', 4_990]);
    assert.equal([here?.view.parked, here?.view.tab], [{}, null]);
    await until(async () => here?.view.tables[table]?.elsewhere.length === 1, 'the table is taken there');
    await pays(there);
    await until(async () => here?.view.tables[table] === undefined, 'the table is free');
  },
);

test(
  'of two who want a tab at the same moment one has it; one that is handed over waits at the other',
  limits,
  async () => {
    await parks(here, 'Per');
    const per = await seen(there, 'Per');
    const outcomes = await Promise.all([
      asked(there, 'take-tab', per),
      asked(here, 'recall-tab', { tab: per.tab }),
    ]);
    assert.is(outcomes.filter((code) => code === 'ok').length, 1, outcomes.join());
    const [has, hasNot] = there?.view.tab === null ? [here, there] : [there, here];
    assert.equal([has?.view.tab?.name, parkedNames(hasNot)], ['Per', []]);
    const register = hasNot === here ? 'B1' : 'B2';
    await until(
      async () => has?.view.registers.some(({ name, away }) => name === register && !away) === true,
      'heard',
    );
    await does(has, 'hand-over-tab', { register });
    await until(async () => parkedNames(hasNot).includes('Per'), 'Per handed over');
    await does(hasNot, 'recall-tab', { tab: per.tab });
    await pays(hasNot);
  },
);

test(
  'a gift card on a tab, which has no VAT class, keeps no till from seeing and taking it',
  limits,
  async () => {
    await does(here, 'open-tab', { name: 'Liv', hold: true });
    await does(here, 'sell-gift-card', {
      type: 'gift-card',
      amount: 10_000,
      card: { code: 'LIV-2026-0001' },
    });
    await does(here, 'park-tab', {});
    await does(here, 'recall-tab', { tab: (await seen(there, 'Liv')).tab });
    await does(here, 'sell-gift-card', { type: 'gift-card', amount: 10_000, card: 'new' });
    await does(here, 'park-tab', {});
    const liv = await seen(there, 'Liv');
    await until(async () => there?.view.elsewhere[`B1:${liv.tab}`]?.total === 20_000, 'both cards');
    await does(there, 'take-tab', liv);
    await pays(there);
    // The printed card is what it was; one that a till prints has the code of the till that sells it.
    const cardsIn = async (box: Box | undefined, register: string, type: string) => {
      assert.ok(box !== undefined);
      const rows = (await journalOf(box, register)).filter((row) => row['type'] === type);
      return rows.flatMap((row) =>
        [...String(row['payload']).matchAll(/"card":"([0-9a-f]{64})"/g)].map(([, card]) => card),
      );
    };
    const [first, made] = await cardsIn(one, 'B1', 'line.added');
    const sold = await cardsIn(other, 'B2', 'sale.completed');
    assert.equal([sold[0] === first, sold[1] === made, sold.length], [true, false, 2]);
  },
);

test(
  'a till that is dead cannot be asked: its tab is taken over after a while, marked, and given up when it lives again',
  limits,
  async () => {
    await desk.put('/api/settings', { values: { 'tabs.lease': 10 }, cleared: [] });
    await parks(here, 'Ola');
    const ola = await seen(there, 'Ola');
    here?.close();
    await one?.kill();
    await until(async () => (await asked(there, 'take-tab', ola)) === 'tab.owner-away', 'not heard any more');
    await until(
      async () => (await asked(there, 'take-tab', { ...ola, unconfirmed: true })) === 'ok',
      'taken over',
    );
    await pays(there);
    assert.ok(one !== undefined);
    await one.start();
    here = await tillAt(one);
    await until(async () => parkedNames(here).length === 0, 'given up');
    const { total, tabs } = await report(here);
    assert.equal([total + (await report(there)).total, tabs.voided.count], [3 * 4_990 + 20_000, 0]);
  },
);

test(
  'without an office each till knows what it knew; what is sold at both is shown to a manager',
  limits,
  async () => {
    await parks(here, 'Ida');
    const ida = await seen(there, 'Ida');
    await office.kill();
    await does(here, 'recall-tab', { tab: ida.tab });
    await pays(here);
    assert.is(await asked(there, 'take-tab', ida), 'office.out-of-reach');
    await until(
      async () => (await asked(there, 'take-tab', { ...ida, unconfirmed: true })) === 'ok',
      'taken over',
    );
    await pays(there);
    assert.is(await asked(there, 'take-tab', { ...ida, unconfirmed: true }), 'tab.unknown');
    await office.start();
    await desk.signIn();
    // Not heard of at first; then it is known what became of it at both.
    const disputed = async (): Promise<readonly DisputedTab[]> =>
      (await desk.get('/api/shared-tabs/disputed'))['tabs'] as readonly DisputedTab[];
    await until(async () => (await disputed())[0]?.is === 'paid-twice', 'shown to a manager');
    const [tab, ...others] = await disputed();
    assert.equal(
      [tab?.name, tab?.from, tab?.by, tab?.userName, others],
      ['Ida', 'B1', 'B2', 'Alex Morgan', []],
    );
    assert.equal(
      tab?.sides.map(({ register, state, receipts }) => [register, state, receipts[0]?.sale?.total]),
      [
        ['B1', 'sold', 4_990],
        ['B2', 'sold', 4_990],
      ],
    );
    const review = { tab: tab?.tab, is: 'paid-twice', receipts: 2, note: 'Ida had one back' };
    assert.is(await desk.post('/api/shared-tabs/reviews', review), 204);
    assert.equal(await disputed(), []);
  },
);

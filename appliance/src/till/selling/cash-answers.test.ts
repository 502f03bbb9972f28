// The cash journal over the real store: whatever happened at the register, it adds up to the expected cash, page by page; who sees what;
// and that the database finds it by its indexes.
import fc from 'fast-check';
import { assert, longRun, note, suite } from '../../../test/kit.ts';
import { realRegister, type RealRegister } from '../../../test/real-register.ts';
import { commandFor, moves } from '../../../test/register-moves.ts';
import { shops } from '../../../test/register-shops.ts';
import { oracleFor } from '../../../test/register-oracle.ts';
import {
  actorWith,
  anna,
  cash,
  payByCard,
  sampleProduct,
  sampleRegister,
  scan,
  type SampleRegister,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../../domain/money/money.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import { buildReport } from '../../domain/shift/build-report.ts';
import type { ShopSettings } from '../../domain/shop/settings.ts';
import type { Actor } from '../../domain/staff/permission.ts';
import type { CashLine } from '../../protocol/cash.ts';
import { cashJournal, cashReport, type CashParts, openShiftReport, periodMaxMs } from './cash-answers.ts';

const test = suite('cash answers');
const names = new Map([
  ['anna', 'Anna Berg'],
  ['ingrid', 'Ingrid Solberg'],
]);

interface Till {
  readonly real: RealRegister;
  readonly played: SampleRegister;
  readonly parts: CashParts;
  as(actor: Actor): CashParts;
  run(command: RegisterCommand, actor?: Actor): Promise<void>;
}

/** Played by the rules, written to a real journal. */
async function openTill(settings: ShopSettings = sampleSettings()): Promise<Till> {
  const real = await realRegister({ settings });
  const played = sampleRegister(settings);
  const as = (actor: Actor): CashParts => ({
    actor,
    register: real.register,
    store: real.journal.store,
    staff: { names: async () => names },
    shop: { settings },
  });
  let ids = 0;
  return {
    real,
    played,
    parts: as(anna),
    as,
    run: async (command, actor = anna) => {
      const decision = played.ask(command, actor);
      if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.code}`);
      for (const event of decision.value) played.happen(event, actor.user);
      if (decision.value.length === 0) return;
      ids += 1;
      await real.clock.advance(1_000);
      const outcome = await real.register.submit({
        id: `cash-${ids}`,
        what: { events: decision.value, who: actor.user },
      });
      assert.ok(outcome.ok);
    },
  };
}

async function journalOf(parts: CashParts, limit = 200): Promise<readonly CashLine[]> {
  const lines: CashLine[] = [];
  for (;;) {
    const last = lines.at(-1)?.seq;
    const page = await cashJournal({ limit, ...(last === undefined ? {} : { before: last }) }, parts);
    assert.ok(page.ok);
    lines.push(...page.value.lines);
    if (!page.value.more) return lines;
  }
}

function sumsOf(lines: readonly CashLine[]): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of lines) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].filter(([, amount]) => amount !== 0).sort();
}

test(
  'over random walks the journal adds up to the expected cash, in pages of any size',
  { timeoutMs: 240_000 },
  async () => {
    let [walks, lines] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...shops),
        moves(1),
        fc.integer({ min: 1, max: 7 }),
        async (shop, list, limit) => {
          const till = await openTill(shop);
          try {
            const oracle = oracleFor(shop.currency.code);
            for (const move of list) {
              const command = commandFor(move, till.played, oracle);
              if (!till.played.ask(command).ok) continue;
              const before = till.played.recorded.length;
              await till.run(command);
              till.played.recorded.slice(before).forEach(({ event }) => oracle.hear(event));
            }
            if (till.played.state.shift === null) return;
            const report = buildReport(till.played.state, { at: 0, by: 'anna', settings: shop });
            const expected = report.cash
              .map(({ currency, expected: amount }) => [currency, amount] as const)
              .filter(([, amount]) => amount !== 0)
              .sort();
            const found = await journalOf(till.parts, limit);
            assert.equal(sumsOf(found), expected);
            assert.equal(found, await journalOf(till.parts), 'pages of any size hold the same');
            walks += 1;
            lines += found.length;
          } finally {
            await till.real.close();
          }
        },
      ),
      { numRuns: longRun ? 400 : 25 },
    );
    note(`cash journal: ${walks} walks on a real store, ${lines} lines`);
    assert.ok(lines > 25);
  },
);

const bread = sampleProduct({ id: 'bread', price: minor(18_900) });
const open: RegisterCommand = {
  type: 'open-shift',
  opening: [
    { currency: 'NOK', amount: minor(50_000) },
    { currency: 'EUR', amount: minor(0) },
  ],
};

test('a line tells who, when, the tab, the receipt, the means of payment and why the drawer opened', async () => {
  const till = await openTill();
  await till.run(open);
  await till.run(scan(bread));
  await till.run(cash(2_000, { tender: 'eur' }));
  await till.run(
    { type: 'move-cash', direction: 'out', currency: 'NOK', amount: minor(5_000), note: 'Milk' },
    actorWith('allowed', 'ingrid'),
  );
  const told = (await journalOf(till.parts)).map((line) => [
    [line.kind, line.currency, line.amount, line.note].join(' '),
    [line.tab, line.receipt, line.tender, line.shift].join(' '),
    [line.userName, line.drawer].join(' '),
  ]);
  assert.equal(told, [
    ['out NOK -5000 Milk', '   ', 'Ingrid Solberg cash-out'],
    ['sale EUR 2000 ', 'B1-001-0001 1 Euro ', 'Anna Berg sale'],
    ['change NOK -4100 ', 'B1-001-0001 1 Euro ', 'Anna Berg sale'],
    ['opening NOK 50000 ', '   1', 'Anna Berg opening'],
  ]);
  await till.real.close();
});

test('a payment taken back is told with its tab and its reason; cards are not cash', async () => {
  const till = await openTill();
  await till.run(open);
  await till.run(scan(bread));
  await till.run(cash(10_000, { paymentId: 'note' }));
  await till.run({ type: 'reverse-payment', payment: 'note', reason: 'pays by card' });
  await till.run({ type: 'start-payment', paymentId: 'card', tender: 'card' });
  await till.run({ type: 'settle-payment', payment: 'card', outcome: 'taken', reference: 'x' });
  const lines = await journalOf(till.parts);
  assert.equal(
    lines.map(({ kind, amount, tab, receipt, note: said }) => [kind, amount, tab, receipt, said]),
    [
      ['reversal', -10_000, 'B1-001-0001', 1, 'pays by card'],
      ['sale', 10_000, 'B1-001-0001', 1, null],
      ['opening', 50_000, null, null, null],
    ],
  );
  await till.real.close();
});

test('the journal is of this shift only; the report of any period, by kind, user and currency, with its sums', async () => {
  const till = await openTill();
  await till.run(open);
  await till.run(scan(bread));
  await till.run(cash(20_000));
  await till.run({
    type: 'close-shift',
    counted: [{ currency: 'NOK', amount: minor(68_000) }],
    print: false,
  });
  assert.equal(await cashJournal({ limit: 5 }, till.parts), {
    ok: false,
    refusal: { code: 'shift.not-open', data: {} },
  });
  await till.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(68_000) }] });
  await till.run(
    { type: 'move-cash', direction: 'in', currency: 'EUR', amount: minor(500), note: 'Found' },
    actorWith('allowed', 'ingrid'),
  );
  assert.equal(
    (await journalOf(till.parts)).map(({ kind }) => kind),
    ['in', 'opening'],
  );

  const all = { from: till.real.clock.now() - 3_600_000, to: till.real.clock.now() + 1, limit: 2 };
  const first = await cashReport(all, till.parts);
  assert.ok(first.ok);
  assert.equal([first.value.lines.map(({ kind }) => kind), first.value.more], [['in', 'opening'], true]);
  assert.equal(
    first.value.sums?.map(({ kind, currency, count, amount }) => [kind, currency, count, amount]),
    [
      ['in', 'EUR', 1, 500],
      ['opening', 'NOK', 2, 118_000],
      ['closing', 'NOK', 1, -900],
      ['sale', 'NOK', 1, 18_900],
    ],
  );
  assert.equal(first.value.users, [
    { id: 'anna', name: 'Anna Berg' },
    { id: 'ingrid', name: 'Ingrid Solberg' },
  ]);
  const second = await cashReport({ ...all, before: first.value.lines.at(-1)?.seq ?? 0 }, till.parts);
  assert.ok(second.ok);
  assert.equal(
    [second.value.lines.map(({ kind, zNumber }) => [kind, zNumber]), second.value.sums],
    [
      [
        ['closing', 1],
        ['sale', null],
      ],
      null,
    ],
  );
  const only = async (filter: object): Promise<readonly string[]> => {
    const found = await cashReport({ ...all, limit: 50, ...filter }, till.parts);
    return found.ok ? found.value.lines.map(({ kind }) => kind) : [found.refusal.code];
  };
  assert.equal(await only({ kinds: ['sale'] }), ['sale']);
  assert.equal(await only({ user: 'ingrid' }), ['in']);
  assert.equal(await only({ currency: 'EUR' }), ['in']);
  assert.equal(await only({ to: all.from + 1 }), []);
  assert.equal(await only({ from: all.to - periodMaxMs - 1 }), ['report.period-too-long']);
  await till.real.close();
});

test('a blind count: whoever may not print any Z sees what they moved by hand, and not the sum', async () => {
  const settings = {
    ...sampleSettings(),
    closeout: { blindCount: true, openTabs: 'carry-over', denominations: null },
  } as const;
  const till = await openTill(settings);
  await till.run(open);
  await till.run(scan(bread));
  await till.run(cash(20_000));
  await till.run(scan(bread));
  payByCard({ ...till.played, run: (command) => (void till.played.run(command), []) });
  await till.run({ type: 'move-cash', direction: 'in', currency: 'NOK', amount: minor(100), note: 'Found' });
  const { grants } = actorWith('allowed');
  const ingrid = { user: 'ingrid', grants: { ...grants, 'printing.z_report': 'approval' } } as const;
  assert.equal(
    (await journalOf(till.as(ingrid))).map(({ kind }) => kind),
    ['in'],
  );
  const report = await cashReport(
    { from: till.real.clock.now() - 3_600_000, to: till.real.clock.now() + 1, limit: 9, kinds: ['sale'] },
    till.as(ingrid),
  );
  assert.ok(report.ok);
  assert.equal([report.value.lines, report.value.sums], [[], []]);
  const closing = openShiftReport(till.as(ingrid), 0);
  assert.ok(closing.ok);
  assert.equal([closing.value.cash, closing.value.toCount], [[], ['NOK']]);
  assert.not.ok(closing.value.byTender.some(({ tender }) => tender === 'cash'));
  const seen = openShiftReport(till.parts, 0);
  assert.ok(
    seen.ok && seen.value.cash.length === 1 && seen.value.byTender.some(({ tender }) => tender === 'cash'),
  );
  await till.real.close();
});

// Seed 004, "Z-report": a whole box with a printer. The paper has every section of the seed, comes out where it was wished for, again by those
// who may print a Z later, and every Z stays in the archive.
import { setTimeout as pause } from 'node:timers/promises';
import type { ShiftReport } from '../../../src/domain/shift/report.ts';
import type { CommandBody, CommandName } from '../../../src/protocol/commands.ts';
import type { Page, PageReply } from '../../../src/replay/page.ts';
import { Box } from '../../daemon-process.ts';
import { assert, suite } from '../../kit.ts';
import { type PaperPrinter, paperPrinter } from '../receipts-on-paper.ts';
import { bread } from './register-day.ts';

const test = suite('seed 004: Z-report');
const limits = { timeoutMs: 120_000 };
let box: Box;
let page: Page;
let printer: PaperPrinter;
let ids = 0;
const nextId = (): string => `z-report-${String((ids += 1)).padStart(8, '0')}`;

test.before(async () => {
  printer = await paperPrinter(1);
  box = await Box.started({ devices: [printer.device], env: { COUNTERTOP_ROLES: 'till' } });
  page = await box.page('alex');
});
test.after(async () => {
  page.close();
  await box.stop();
  await printer.close();
});

async function asks<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<PageReply> {
  return page.command(nextId(), name, body);
}

async function does<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<void> {
  const reply = await asks(name, body);
  assert.ok(reply.ok, `${name}: ${JSON.stringify(reply)}`);
}

const rings = async (pieces: number): Promise<void> =>
  does('enter-code', { code: bread.code, quantity: pieces * 1_000 });
const pays = async (tender: string, tendered: number): Promise<void> =>
  does('take-payment', { tender, tendered });

/** The Z-reports on the paper so far, each from its heading to its cut. */
function printed(): readonly (readonly string[])[] {
  const found: string[][] = [];
  let inside: string[] | undefined;
  for (const line of printer.paper().map((each) => each.replace(/\s+/g, ' ').trim())) {
    if (/Z-rapport/.test(line)) found.push((inside = []));
    inside?.push(line);
    if (line === '<cut>') inside = undefined;
  }
  return found.filter((lines) => lines.at(-1) === '<cut>');
}

async function untilPrinted(count: number): Promise<readonly string[]> {
  while (printed().length < count) await pause(50);
  return printed()[count - 1] ?? [];
}

async function aDay(): Promise<void> {
  await does('open-shift', { opening: [{ currency: 'NOK', amount: 50_000 }] });
  await rings(2);
  await pays('cash', 2 * bread.price);
  await rings(1);
  await pays('eur', 5_000);
  await rings(1);
  await does('discount-tab', { discount: { kind: 'amount', amount: 1_000, reason: 'dented' } });
  await does('start-payment', { tender: 'card', tip: 1_500 });
  const payment = Object.keys(page.view.tab?.payments ?? {}).at(-1) ?? '';
  await does('settle-payment', { payment, outcome: 'taken', reference: 'slip' });
  await rings(3);
  await does('void-tab', { reason: 'left' });
  const reply = await page.query(nextId(), 'sale', { receipt: 1 });
  assert.ok(reply.ok);
  const { sale } = reply.value as { readonly sale: { readonly lines: readonly { readonly id: string }[] } };
  await does('add-return', { receipt: 1, line: sale.lines[0]?.id ?? '', quantity: 1_000 });
  await pays('cash', bread.price);
  await does('move-cash', { direction: 'in', currency: 'NOK', amount: 10_000, note: 'Safe' });
  await does('move-cash', { direction: 'out', currency: 'NOK', amount: 3_000, note: 'Milk' });
}

const kroner = (minor: number): string => (minor / 100).toFixed(2).replace('.', ',');

test(
  'the paper has every section: shift, sales by means and VAT, discounts, tabs, cash, foreign cash, note',
  limits,
  async () => {
    await aDay();
    const expected = page.view.shift?.expectedCash ?? [];
    const own = expected.find(({ currency }) => currency === 'NOK')?.amount ?? 0;
    await does('close-shift', {
      counted: [
        { currency: 'NOK', amount: own - 500 },
        { currency: 'EUR', amount: 5_000 },
      ],
      note: 'Counted twice',
      print: true,
    });
    const paper = await untilPrinted(1);
    const has = (line: RegExp): void =>
      assert.ok(
        paper.some((each) => line.test(each)),
        `${line}\n${paper.join('\n')}`,
      );
    for (const line of [
      /^(##)?Z-rapport 1/,
      /^Kasse B1$/,
      /^Åpnet av Alex Morgan$/,
      /^Avsluttet av Alex Morgan$/,
      /^Varighet /,
      new RegExp(`^Kontant \\(\\d+\\) 0 ${kroner(bread.price)}$`),
      /^Kort \(\d+\) 1 /,
      /^Euro \(\d+\) 1 /,
      /^Tips Antall Beløp$/,
      /^Kort 1 15,00$/,
      /^Alex Morgan 1 15,00$/,
      /^15 % \(\w+\) /,
      /^På bonger 1 10,00$/,
      /^Betalt 4$/,
      new RegExp(`^Annullert 1 ${kroner(3 * bread.price)}$`),
      new RegExp(`^Refundert 1 ${kroner(bread.price)}$`),
      /^Kontanter NOK$/,
      /^Inngående veksel 500,00$/,
      /^Innskudd 100,00$/,
      /^Uttak 30,00$/,
      new RegExp(`^Forventet ${kroner(own)}$`),
      new RegExp(`^Talt ${kroner(own - 500)}$`),
      /^Differanse -5,00$/,
      /^Kontanter EUR$/,
      /^Kontantsalg 50,00$/,
      /^Counted twice$/,
    ])
      has(line);
  },
);

test(
  'without the wish to print nothing comes out; the Z is in the archive all the same',
  limits,
  async () => {
    await does('open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
    await does('close-shift', { counted: [{ currency: 'NOK', amount: 0 }], print: false });
    const reply = await page.query(nextId(), 'z-reports', { limit: 10 });
    assert.ok(reply.ok);
    assert.equal(
      (reply.value as readonly ShiftReport[]).map(({ zNumber, tabs }) => [zNumber, tabs.paid]),
      [
        [2, 0],
        [1, 4],
      ],
    );
    assert.is(printed().length, 1);
  },
);

test(
  'a Z is printed later by whoever may, marked as a copy; closing with a print needs no such right',
  limits,
  async () => {
    await does('print-z-report', { zNumber: 2 });
    const copy = await untilPrinted(2);
    assert.ok(copy.some((line) => /Z-rapport 2/.test(line)));
    assert.ok(
      copy.some((line) => /KOPI/.test(line)),
      copy.join('\n'),
    );
    page.close();
    page = await box.page('ingrid');
    const refused = await asks('print-z-report', { zNumber: 1 });
    assert.is(refused.ok ? 'ok' : refused.failure.code, 'permission.approval-needed');
    await does('open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
    await does('close-shift', { counted: [{ currency: 'NOK', amount: 0 }], print: true });
    assert.ok((await untilPrinted(3)).some((line) => /Z-rapport 3/.test(line)));
    assert.equal(box.troubles, []);
  },
);

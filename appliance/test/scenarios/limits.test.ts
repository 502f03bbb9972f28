// A running till at its limits: baskets too large, codes nobody knows, more at once than it takes, and approvals that are guessed at.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { demoItems } from '../../src/demo/products.ts';
import { demoShop } from '../../src/demo/shop.ts';
import { protocolVersion } from '../../src/protocol/version.ts';
import type { Page, PageReply } from '../../src/replay/page.ts';
import { Box } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';

const test = suite('limits');
const { limits } = demoShop().settings;
const goods = demoItems
  .map(({ product }) => product)
  .filter(
    ({ unit, price, kind, deposit }) =>
      unit === 'piece' && (price ?? 0) > 100 && (kind ?? 'goods') === 'goods' && deposit === undefined,
  );
const [milk, bread] = [goods[0]?.id ?? '', goods[1]?.id ?? ''];

let box: Box;
let page: Page;
let ids = 0;
const nextId = (): string => `limits-${String((ids += 1)).padStart(6, '0')}`;
const codeOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

test.before(async () => {
  box = await Box.started();
  page = await box.page('alex');
  assert.ok((await page.command(nextId(), 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] })).ok);
});
test.after(async () => {
  page.close();
  await box.kill();
});
test.afterEach(async () => {
  assert.equal(box.troubles, []);
  if (page.view.tab !== null)
    assert.is(codeOf(await page.command(nextId(), 'void-tab', { reason: 'end of test' })), 'ok');
});

test(
  'a basket holds so many lines, and the refused one changes nothing',
  { timeoutMs: 120_000 },
  async () => {
    const asked = Array.from({ length: limits.linesPerTab }, async (_, index) =>
      page.command(nextId(), 'add-product', { product: index % 2 === 0 ? milk : bread }),
    );
    // A few busy answers are retried by the page, so the order may change: no two alike in a row is not promised, so fill up one by one.
    await Promise.all(asked);
    let lines = Object.keys(page.view.tab?.lines ?? {}).length;
    for (let more = 0; lines < limits.linesPerTab && more < 600; more += 1) {
      assert.is(
        codeOf(await page.command(nextId(), 'add-product', { product: more % 2 === 0 ? milk : bread })),
        'ok',
      );
      lines = Object.keys(page.view.tab?.lines ?? {}).length;
    }
    const before = page.view.tab;
    const last = Object.values(before?.lines ?? {}).sort((a, b) => b.position - a.position)[0];
    const other = goods.find(
      ({ name }) => name !== last?.name && name !== goods[0]?.name && name !== goods[1]?.name,
    );
    const reply = await page.command(nextId(), 'add-product', { product: other?.id ?? '' });
    assert.is(codeOf(reply), 'tab.too-many-lines');
    assert.equal(page.view.tab, before);
    // It can still be paid.
    assert.is(
      codeOf(
        await page.command(nextId(), 'take-payment', { tender: 'cash', tendered: before?.cashDue ?? 0 }),
      ),
      'ok',
    );
  },
);

test('quantities, prices and totals past the limit', { timeoutMs: 60_000 }, async () => {
  const add = async (body: object): Promise<string> =>
    codeOf(await page.command(nextId(), 'add-product', { product: milk, ...body }));
  assert.is(await add({ quantity: limits.quantityMax + 1_000 }), 'line.quantity-too-high');
  assert.is(await add({ quantity: 1_500 }), 'line.quantity-invalid');
  assert.is(await add({ quantity: 0 }), 'command.malformed');
  assert.is(await add({ quantity: 2 ** 53 }), 'command.malformed');
  assert.is(await add({ quantity: limits.quantityMax }), 'ok');
  const [line = ''] = Object.keys(page.view.tab?.lines ?? {});
  const tooDear = await page.command(nextId(), 'override-price', {
    line,
    unitPrice: limits.unitPriceMax + 1,
    reason: 'x',
  });
  assert.is(codeOf(tooDear), 'line.price-invalid');
  const tooMuch = await page.command(nextId(), 'override-price', {
    line,
    unitPrice: limits.unitPriceMax,
    reason: 'x',
  });
  assert.is(codeOf(tooMuch), 'tab.total-too-high');
});

test('codes nobody knows, and codes that are none', { timeoutMs: 60_000 }, async () => {
  for (const [code, expected] of [
    ['5901234123457', 'code.unknown'],
    ['5901234123450', 'code.check-digit'],
    ['9999', 'code.unknown'],
    ['x'.repeat(400), 'code.unknown'],
    ['x'.repeat(401), 'command.malformed'],
    ['', 'command.malformed'],
    ['\0\u001d', 'code.malformed'],
    ["'; DROP TABLE entry;--", 'code.unknown'],
  ] as const) {
    const reply = await page.command(nextId(), 'enter-code', { code });
    assert.is(codeOf(reply), expected, code.slice(0, 30));
  }
  assert.is(
    codeOf(await page.command(nextId(), 'add-product', { product: 'no such product' })),
    'product.unknown',
  );
  assert.is(page.view.tab, null);
});

test(
  'more at once than a link may ask is told to wait, and the rest is done',
  { timeoutMs: 60_000 },
  async () => {
    const socket = new WebSocket(`${box.origin.replace('http', 'ws')}/link`, { origin: box.origin });
    await once(socket, 'open');
    socket.send(
      JSON.stringify({ t: 'hello', protocol: protocolVersion, page: 'flood', session: page.token }),
    );
    const codes: string[] = [];
    const done = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString('utf8')) as {
          t: string;
          ok?: boolean;
          failure?: { code: string };
        };
        if (frame.t !== 'reply') return;
        codes.push(frame.ok === true ? 'ok' : (frame.failure?.code ?? ''));
        if (codes.length === 400) resolve();
      });
    });
    for (let index = 0; index < 400; index += 1)
      socket.send(
        JSON.stringify({ t: 'command', id: nextId(), name: 'add-product', body: { product: milk } }),
      );
    await done;
    socket.close();
    const accepted = codes.filter((code) => code === 'ok').length;
    assert.ok(accepted >= 100, `${accepted} accepted`);
    assert.is(accepted + codes.filter((code) => code === 'box.busy').length, 400, [...new Set(codes)].join());
    assert.is(
      Object.values(page.view.tab?.lines ?? {}).reduce((sum, { quantity }) => sum + quantity, 0),
      accepted * 1_000,
    );
  },
);

interface Reply {
  readonly id: string;
  readonly ok: boolean;
  readonly failure?: { readonly code: string; readonly data: Readonly<Record<string, unknown>> };
}

/** A link that sends commands with somebody's approval and hands out the answers. */
async function approving(
  session: string,
): Promise<{ ask(pin: string, user?: string): Promise<Reply>; close(): void }> {
  const socket = new WebSocket(`${box.origin.replace('http', 'ws')}/link`, { origin: box.origin });
  await once(socket, 'open');
  socket.send(JSON.stringify({ t: 'hello', protocol: protocolVersion, page: 'approval', session }));
  const waiting = new Map<string, (reply: Reply) => void>();
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString('utf8')) as Reply & { t: string };
    if (frame.t === 'reply') waiting.get(frame.id)?.(frame);
  });
  return {
    ask: async (pin, user = 'femke') => {
      const id = nextId();
      const discount = { kind: 'percent', basisPoints: 1_000, reason: 'bruised' };
      const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve));
      socket.send(
        JSON.stringify({
          t: 'command',
          id,
          name: 'discount-tab',
          body: { discount },
          approval: { user, pin },
        }),
      );
      return reply;
    },
    close: () => {
      socket.close();
    },
  };
}

test(
  'approval by a second PIN, locked out by guessing, in parallel and across a pulled plug',
  { timeoutMs: 120_000 },
  async () => {
    page.close();
    page = await box.page('ingrid');
    assert.is(codeOf(await page.command(nextId(), 'add-product', { product: milk })), 'ok');
    const discount = { kind: 'percent', basisPoints: 1_000, reason: 'bruised' } as const;
    assert.is(
      codeOf(await page.command(nextId(), 'discount-tab', { discount })),
      'permission.approval-needed',
    );
    const doors = await Promise.all(Array.from({ length: 8 }, async () => approving(page.token)));
    const [door] = doors;
    assert.ok(door !== undefined);
    // A colleague's PIN is right and not enough.
    assert.is((await door.ask('2345', 'pavel')).failure?.code, 'permission.approval-needed');
    assert.ok((await door.ask('9876')).ok);
    assert.is(page.view.tab?.tabDiscount?.discount.kind, 'percent');

    const answers: Reply[] = [];
    for (let round = 0; round < 6; round += 1)
      answers.push(
        ...(await Promise.all(doors.map(async (each, index) => each.ask(`guess ${round} ${index}`)))),
      );
    const wrong = answers.filter(({ failure }) => failure?.code === 'staff.pin-wrong');
    assert.equal(
      wrong.map(({ failure }) => failure?.data['left']).sort(),
      [1, 2, 3, 4],
      'four guesses are told wrong, no more',
    );
    assert.is((await door.ask('9876')).failure?.code, 'staff.locked-out');
    for (const each of doors) each.close();

    await box.kill();
    await box.start();
    await page.query(nextId(), 'sales', { limit: 1 });
    const after = await approving(page.token);
    assert.is((await after.ask('9876')).failure?.code, 'staff.locked-out');
    after.close();
    const logged = await page.command(nextId(), 'log-in', { user: 'femke', pin: '9876' });
    assert.is(codeOf(logged), 'staff.locked-out');
    page.close();
    page = await box.page('alex');
  },
);

// Every command and query of the till with every role an office begins with, and with nobody: done, done once somebody approved, or refused,
// exactly as the role's grants say; and what was refused left nothing behind. The table is written by hand, not read off the rules.
import { assert, note, suite } from '../../test/kit.ts';
import { company, customer, product, reason, Scene } from '../../test/granted-till.ts';
import { standardRoles } from '../back-office/records/standard/roles.ts';
import { demoPins } from '../demo/people.ts';
import type { Grant, Permission } from '../domain/staff/permission.ts';
import { type CommandName, commandSchemas, type QueryName, querySchemas } from '../protocol/commands.ts';
import type { ProductItem } from '../protocol/feed.ts';
import type { PageReply } from '../replay/page.ts';

const test = suite('grants at the till');
const all = standardRoles.administrator.grants;

/** One way to ask for a command. `ends`: what it says when nothing is in its way; done unless told. */
interface Way {
  readonly of: CommandName;
  /** All of them are needed; none: whoever is logged in. */
  readonly needs: readonly Permission[];
  readonly body: (scene: Scene) => Promise<object>;
  readonly ends?: string;
  /** It leaves nothing that could be seen. */
  readonly silent?: true;
}

const way = (of: CommandName, needs: Way['needs'], body: Way['body']): Way => ({ of, needs, body });
const sell = ['sale.sell'] as const;

/** Brings the till somewhere, and answers a body that fits. */
const after =
  (bring: (scene: Scene) => Promise<unknown>, body: (scene: Scene) => object) =>
  async (scene: Scene): Promise<object> => {
    await bring(scene);
    return body(scene);
  };
const shift = async (scene: Scene): Promise<void> => scene.withShift();
const tab = async (scene: Scene): Promise<void> => scene.withTab();
const noTab = async (scene: Scene): Promise<void> => scene.withoutTab();
const noTraining = async (scene: Scene): Promise<void> => {
  await scene.does('end-training', {});
  await scene.withoutTab();
};
const discount = { kind: 'percent', basisPoints: 1_000, reason };

async function started(scene: Scene): Promise<string> {
  await scene.withTab();
  await scene.does('start-payment', { tender: 'card' });
  return scene.page.view.tab?.openPayment ?? '';
}

async function receiptLine(scene: Scene): Promise<object> {
  const receipt = await scene.sold();
  const reply = await scene.page.query('sale', { receipt });
  const { sale } = (reply.ok ? reply.value : {}) as { sale: { lines: readonly { id: string }[] } };
  return { receipt, line: sale.lines[0]?.id ?? '', quantity: 1_000 };
}

const ways: readonly Way[] = [
  way('open-shift', ['register.open_close'], after((scene) => scene.withoutShift(), () => ({ opening: [{ currency: 'NOK', amount: 0 }] }))),
  way('close-shift', ['register.open_close'], after(noTab, ({ page }) => ({ counted: [...(page.view.shift?.expectedCash ?? [])], print: false }))),
  way('x-report', ['printing.x_report'], after(shift, () => ({ print: true }))),
  way('move-cash', ['register.cash_in'], after(shift, () => ({ direction: 'in', currency: 'NOK', amount: 100, note: 'x' }))),
  way('move-cash', ['register.cash_out'], after(shift, () => ({ direction: 'out', currency: 'NOK', amount: 100, note: 'x' }))),
  way('open-drawer', ['register.open_drawer'], after(shift, () => ({ reason }))),
  way('correct-working-time', ['shifts.manage'], async (scene) => {
    const { id, start } = await scene.worked();
    return { workingTime: id, start: start - 60_000, end: start };
  }),
  way('delete-working-time', ['shifts.manage'], async (scene) => ({ workingTime: (await scene.worked()).id })),
  way('open-tab', sell, after(noTab, () => ({ name: 'Table 4' }))),
  way('park-tab', sell, after(tab, () => ({}))),
  way('recall-tab', sell, async (scene) => {
    await scene.withTab();
    await scene.does('park-tab', {});
    return { tab: Object.keys(scene.page.view.parked).at(-1) ?? '' };
  }),
  way('move-to-table', sell, after(tab, () => ({ table: 'spisesal.t1' }))),
  way('set-guests', sell, after(tab, () => ({ guests: 3 }))),
  way('set-seat', sell, after(tab, ({ line }) => ({ lines: [line], seat: 1 }))),
  way('set-course', sell, after(tab, ({ line }) => ({ lines: [line], course: 1 }))),
  way('split-lines', sell, after((scene) => scene.withTab(3_000), ({ line }) => ({ lines: [{ line, quantity: 1_000 }] }))),
  way('split-by-seat', sell, async (scene) => {
    await scene.withTab(2_000);
    await scene.does('set-seat', { lines: [scene.line], seat: 1 });
    await scene.does('add-product', { product });
    return {};
  }),
  way('merge-tab', sell, async (scene) => {
    await scene.withTab();
    await scene.does('open-tab', { hold: true });
    return { tab: Object.keys(scene.page.view.parked).at(-1) ?? '' };
  }),
  way('transfer-tab', sell, after(tab, () => ({ to: 'ingrid' }))),
  way('take-tab', sell, after(noTab, (scene) => ({ register: 'B2', tab: scene.nextId() }))),
  way('hand-over-tab', sell, after(tab, () => ({ register: 'B2' }))),
  way('give-up-tab', ['sale.void_tab'], async (scene) => ({ tab: await scene.takenElsewhere() })),
  way('send-round', sell, after(tab, () => ({}))),
  way('print-bill', sell, after(tab, () => ({}))),
  way('reopen-sale', ['sale.reopen'], async (scene) => ({ receipt: await scene.sold() })),
  way('void-tab', ['sale.void_tab'], after(tab, () => ({ reason }))),
  way('rename-tab', sell, after(tab, () => ({ name: 'Table 5' }))),
  way('note-tab', sell, after(tab, () => ({ note: 'soon' }))),
  way('switch-dining', sell, after(tab, () => ({ dining: 'eat-in' }))),
  way('discount-tab', ['sale.discount'], after(tab, () => ({ discount }))),
  way('set-customer', sell, after(tab, () => ({ customer: customer?.id ?? '' }))),
  way('add-coupon', sell, after(tab, () => ({ code: 'havn10' }))),
  way('remove-coupon', sell, async (scene) => {
    await scene.withTab();
    await scene.does('add-coupon', { code: 'HAVN10' });
    return { campaign: 'harbour-coupon' };
  }),
  way('redeem-points', sell, async (scene) => {
    await scene.withTab();
    await scene.does('set-customer', { customer: customer?.id ?? '' });
    return { points: 100 };
  }),
  way('check-age', sell, after(tab, () => ({ age: 18 }))),
  way('add-product', sell, after(noTab, () => ({ product }))),
  way('enter-code', sell, after(noTab, () => ({ code: codeOf() }))),
  way('add-return', ['sale.return'], receiptLine),
  way('return-without-receipt', ['sale.return_without_receipt'], after(noTab, () => ({ product, quantity: 1_000, reason }))),
  way('return-unverified', ['sale.return_unverified'], after(noTab, () => ({ register: 'B2', receipt: 17, product, quantity: 1_000, reason }))),
  way('sell-gift-card', sell, after(noTab, () => ({ type: 'gift-card', amount: 50_000, card: 'new' }))),
  way('sell-prepayment', sell, after(tab, () => ({ amount: 100 }))),
  way('pay-back-prepayment', ['sale.return'], async (scene) => {
    await scene.withTab();
    const order = scene.page.view.tab?.id ?? '';
    await scene.does('sell-prepayment', { amount: 100 });
    await scene.does('take-payment', { tender: 'cash', tendered: 100 });
    await scene.does('recall-tab', { tab: order });
    return {};
  }),
  way('pay-by-gift-card', sell, after(tab, () => ({ tender: 'gift-card', card: { code: 'GIFT-0001' }, amount: 100 }))),
  way('change-quantity', sell, after(tab, ({ line }) => ({ line, quantity: 2_000 }))),
  way('change-quantity', ['sale.sell', 'sale.void_line'], after((scene) => scene.withTab(3_000), ({ line }) => ({ line, quantity: 1_000 }))),
  way('override-price', ['sale.price_override'], after(tab, ({ line }) => ({ line, unitPrice: 100, reason }))),
  way('discount-line', ['sale.discount'], after(tab, ({ line }) => ({ line, discount }))),
  way('note-line', sell, after(tab, ({ line }) => ({ line, note: 'cold' }))),
  way('void-line', ['sale.void_line'], after(tab, ({ line }) => ({ line, reason }))),
  way('take-payment', sell, after(tab, ({ page }) => ({ tender: 'cash', tendered: page.view.tab?.cashDue ?? 0 }))),
  way('receive-on-account', ['payment.on_account'], after(shift, () => ({ customer: customer?.id ?? '', tender: 'cash', amount: 100 }))),
  way('start-payment', sell, after(tab, () => ({ tender: 'card' }))),
  // What a terminal answered is a fact; what became of an unknown payment somebody decides.
  way('settle-payment', [], async (scene) => ({ payment: await started(scene), outcome: 'declined' })),
  way('settle-payment', sell, async (scene) => {
    const payment = await started(scene);
    await scene.does('settle-payment', { payment, outcome: 'unknown' });
    return { payment, outcome: 'declined', reason };
  }),
  way('reverse-payment', ['sale.reopen_payment'], async (scene) => {
    await scene.withTab();
    await scene.does('take-payment', { tender: 'cash', tendered: 100 });
    return { payment: Object.keys(scene.page.view.tab?.payments ?? {})[0] ?? '', reason };
  }),
  way('complete-tab', sell, async (scene) => {
    await scene.withTab();
    await scene.does('discount-tab', { discount: { ...discount, basisPoints: 10_000 } });
    return {};
  }),
  way('look-up-price', sell, after(shift, () => ({ product }))),
  way('wish-receipt', sell, after(tab, () => ({ language: 'en', paper: true }))),
  { ...way('mail-receipt', ['printing.copy'], async (scene) => ({ receipt: await scene.sold(), to: 'kari@example.no' })), ends: 'office.out-of-reach' },
  way('print-gift-receipt', sell, async (scene) => ({ receipt: await scene.sold() })),
  way('start-training', ['register.training'], after(noTraining, () => ({}))),
  way('end-training', [], async (scene) => {
    await noTraining(scene);
    await scene.does('start-training', {});
    return {};
  }),
  way('copy-receipt', ['printing.copy'], async (scene) => ({ receipt: await scene.sold() })),
  way('print-z-report', ['printing.z_report'], after((scene) => scene.withoutShift(), () => ({ zNumber: 1 }))),
  { ...way('print-again', [], after(shift, () => ({ job: 'no such job' }))), ends: 'job.unknown' },
  { ...way('print-on-backup', [], after(shift, () => ({ job: 'no such job' }))), ends: 'job.unknown' },
  { ...way('dismiss-job', [], after(shift, () => ({ job: 'no such job' }))), ends: 'job.unknown' },
  { ...way('catch-scan', [], after(shift, () => ({ wanted: false }))), silent: true },
  { ...way('next-quantity', [], after(shift, () => ({ quantity: 3_000 }))), silent: true },
  { ...way('abort-payment', [], after(shift, () => ({ payment: 'none' }))), ends: 'payment.not-open' },
  { ...way('ask-terminal', [], after(shift, () => ({ payment: 'none' }))), ends: 'payment.not-open' },
  { ...way('zero-scale', [], after(shift, () => ({}))), ends: 'scale.missing' },
  { ...way('tare-scale', [], after(shift, () => ({ on: true }))), ends: 'scale.missing' },
  { ...way('weigh-goods', [], after(shift, () => ({ product: null }))), silent: true },
]; // prettier-ignore

const looks: Readonly<Record<QueryName, { readonly oneOf: readonly Permission[]; readonly body: object }>> = {
  'search-products': { oneOf: [], body: { text: 'a', limit: 5 } },
  'look-up': { oneOf: [], body: { code: '4011' } },
  'gift-card': { oneOf: ['sale.sell'], body: { card: { code: 'GIFT-0001' } } },
  'stock-of-product': { oneOf: ['sale.sell'], body: { product } },
  'working-times': { oneOf: [], body: { from: 0, to: 1 } },
  'even-parts': { oneOf: ['sale.sell'], body: { parts: 2 } },
  'tip-sums': { oneOf: ['sale.sell'], body: { tip: 100 } },
  'search-customers': { oneOf: ['sale.sell'], body: { text: 'kari', limit: 5 } },
  'account-of-customer': { oneOf: ['payment.on_account'], body: { customer: customer?.id ?? '' } },
  sales: { oneOf: ['printing.copy', 'sale.return'], body: { limit: 5 } },
  sale: { oneOf: ['printing.copy', 'sale.return'], body: { receipt: 1 } },
  'receipt-sheet': { oneOf: ['printing.copy', 'sale.return'], body: { receipt: 1 } },
  'receipt-pdf': { oneOf: ['printing.copy'], body: { receipt: 1 } },
  'state-of-mail': { oneOf: ['printing.copy'], body: { mail: 'x' } },
  'find-receipt': { oneOf: ['printing.copy', 'sale.return'], body: { text: '1' } },
  'shift-report': { oneOf: ['printing.x_report', 'register.open_close'], body: {} },
  'z-reports': { oneOf: ['printing.z_report'], body: { limit: 5 } },
  'cash-journal': {
    oneOf: ['register.cash_in', 'register.cash_out', 'register.open_close'],
    body: { limit: 5 },
  },
  'cash-report': { oneOf: ['printing.z_report'], body: { from: 0, to: 1, limit: 5 } },
};

function codeOf(): string {
  const item = company.find(({ kind, id }) => kind === 'product' && id === product);
  return (item?.body as ProductItem | undefined)?.codes[0]?.code ?? '';
}

const failureOf = (reply: PageReply): string => (reply.ok ? 'ok' : reply.failure.code);

/** The worst of what is needed decides. */
function grantOf(grants: Readonly<Partial<Record<Permission, Grant>>>, needs: readonly Permission[]): Grant {
  const held = needs.map((each) => grants[each] ?? 'denied');
  if (held.includes('denied')) return 'denied';
  return held.includes('approval') ? 'approval' : 'allowed';
}

test('the tables name every command and every query', () => {
  // Logging in is for who is nobody yet, and out for who is somebody; clocking is for whoever knows a PIN: they are tried below.
  const others = ['log-in', 'log-in-by-badge', 'log-out', 'clock-in', 'clock-out'];
  const named = new Set<string>([...others, ...ways.map(({ of }) => of)]);
  assert.equal([...named].sort(), Object.keys(commandSchemas).sort());
  assert.equal(Object.keys(looks).sort(), Object.keys(querySchemas).sort());
});

test(
  'every command: nobody gets anything, each role what its grants say, and a refusal leaves nothing',
  { timeoutMs: 300_000 },
  async () => {
    const approver = { user: 'femke', pin: demoPins.get('femke') ?? '' };
    const counted = { allowed: 0, approval: 0, denied: 0, nobody: 0 };
    for (const [role, { grants }] of Object.entries(standardRoles)) {
      const scene = await Scene.open();
      const stranger = scene.shop.page();
      for (const { of, needs, body, ends = 'ok', silent = false } of ways) {
        const say = `${of} (${needs.join(', ')}) as ${role}`;
        await scene.holds(all);
        const asked = (await body(scene)) as never;
        await scene.holds(grants);
        const before = await scene.traces();
        const untouched = async (reply: PageReply, code: string): Promise<void> => {
          assert.is(failureOf(reply), code, say);
          assert.equal(await scene.traces(), before, `${say} left something`);
        };
        await untouched(await stranger.command(scene.nextId(), of, asked), 'session.needed');
        counted.nobody += 1;
        const grant = grantOf(grants, needs);
        counted[grant] += 1;
        if (grant === 'denied') {
          await untouched(await scene.page.command(scene.nextId(), of, asked), 'permission.denied');
          const approved = scene.page.approvedBy(approver.user, approver.pin);
          await untouched(await approved.command(scene.nextId(), of, asked), 'permission.denied');
        } else if (grant === 'approval') {
          await untouched(await scene.page.command(scene.nextId(), of, asked), 'permission.approval-needed');
          const approved = scene.page.approvedBy(approver.user, approver.pin);
          assert.is(failureOf(await approved.command(scene.nextId(), of, asked)), ends, say);
        } else assert.is(failureOf(await scene.page.command(scene.nextId(), of, asked)), ends, say);
        if (ends === 'ok' && !silent) {
          if (grant !== 'denied') assert.not.equal(await scene.traces(), before, `${say} did nothing`);
        }
      }
      await scene.shop.close();
    }
    note(`grants: ${JSON.stringify(counted)}`);
    assert.ok(Object.values(counted).every((count) => count > 5));
  },
);

test('whoever may not do it themselves does not approve it either', async () => {
  const scene = await Scene.open();
  await scene.withTab();
  await scene.holds(standardRoles.staff.grants);
  const before = await scene.traces();
  const byStaff = scene.page.approvedBy('ingrid', demoPins.get('ingrid') ?? '');
  assert.is(
    failureOf(await byStaff.command(scene.nextId(), 'void-tab', { reason })),
    'permission.approval-needed',
  );
  const wrongPin = scene.page.approvedBy('femke', '0000');
  assert.is(failureOf(await wrongPin.command(scene.nextId(), 'void-tab', { reason })), 'staff.pin-wrong');
  assert.equal(await scene.traces(), before);
  await scene.shop.close();
});

test(
  'every query: nobody sees anything, each role what one of its rights is about',
  { timeoutMs: 120_000 },
  async () => {
    for (const [role, { grants }] of Object.entries(standardRoles)) {
      const scene = await Scene.open();
      await scene.sold();
      const stranger = scene.shop.page();
      await scene.holds(grants);
      const before = await scene.traces();
      for (const [name, { oneOf, body }] of Object.entries(looks) as [
        QueryName,
        (typeof looks)[QueryName],
      ][]) {
        assert.is(failureOf(await stranger.query(name, body)), 'session.needed', name);
        const may = oneOf.length === 0 || oneOf.some((each) => (grants[each] ?? 'denied') !== 'denied');
        const code = failureOf(await scene.page.query(name, body));
        assert.is(code === 'permission.denied', !may, `${name} as ${role}: ${code}`);
      }
      assert.equal(await scene.traces(), before);
      await scene.shop.close();
    }
  },
);

test('in and out: anybody with a PIN of their own, nobody with another’s; out is for who is in', async () => {
  const scene = await Scene.open();
  const stranger = scene.shop.page();
  assert.is(failureOf(await stranger.logIn('ingrid', '9999')), 'staff.pin-wrong');
  assert.is(failureOf(await stranger.logIn('nobody', '1234')), 'staff.unknown');
  assert.is(failureOf(await stranger.command(scene.nextId(), 'log-out', {})), 'session.needed');
  assert.is(failureOf(await stranger.command(scene.nextId(), 'log-in-by-badge', {})), 'badge.none');
  const wrong = { user: 'ingrid', pin: '9999' };
  assert.is(failureOf(await stranger.command(scene.nextId(), 'clock-in', wrong)), 'staff.pin-wrong');
  await scene.holds({});
  assert.is(failureOf(await scene.page.command(scene.nextId(), 'log-out', {})), 'ok');
  assert.is(failureOf(await scene.page.command(scene.nextId(), 'open-drawer', { reason })), 'session.needed');
  await scene.shop.close();
});

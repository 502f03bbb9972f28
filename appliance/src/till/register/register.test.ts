// The register at work: one writer, commands that share a commit, answers that stay the same, and a store that fails in every way.
import { assert, suite } from '../../../test/kit.ts';
import { realRegister, type RealRegister } from '../../../test/real-register.ts';
import { actorWith, anna, cash, sampleProduct } from '../../../test/sample-register.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import { minor } from '../../domain/money/money.ts';
import type { RegisterState } from '../../domain/register/state.ts';
import type { FaultCode } from '../../platform/fault.ts';
import type { Outcome } from './request.ts';

const test = suite('register');
const milk = sampleProduct({ id: 'milk', price: minor(2_490) });
const opening: RegisterCommand = { type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] };

let played: RealRegister;
test.beforeEach(async () => {
  played = await realRegister();
});
test.afterEach(async () => played.close());

/** One piece of milk, its line and tab named after the command as a page does. */
const line = (id: string): RegisterCommand => ({
  type: 'add-line',
  tabId: id,
  lineId: id,
  product: milk,
  source: 'count',
});
const codes = (outcomes: readonly Outcome[]): string[] =>
  outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.refusal.code));
const quantity = ({ tabs, current }: RegisterState): number =>
  current === null ? 0 : (tabs[current]?.lines ?? []).reduce((sum, each) => sum + each.quantity / 1000, 0);

async function openShift(): Promise<void> {
  assert.accepted(await played.ask('open-shift', opening));
}

test('what waits together is decided in order and becomes durable in one commit', async () => {
  await openShift();
  const before = played.faults.commits;
  const outcomes = await Promise.all([
    played.ask('line-1', line('line-1')),
    played.ask('void', { type: 'void-line', line: 'nothing', reason: 'x' }),
    played.ask('pay', cash(10_000)),
    played.ask('pay-again', cash(10_000)),
  ]);
  assert.equal(codes(outcomes), ['ok', 'line.unknown', 'ok', 'tab.none']);
  assert.is(played.faults.commits, before + 1);
  assert.is(played.register.state.numbers.receipt, 1);
  assert.equal(await played.folded(), played.register.state);
  assert.equal(await played.problems(), []);
});

test('a commit holds at most 64 commands, and a flood is told to wait', { timeoutMs: 60_000 }, async () => {
  await openShift();
  const before = played.faults.commits;
  const outcomes = await Promise.all(
    Array.from({ length: 2_100 }, async (_, index) =>
      played.ask(`look-${index}`, { type: 'open-drawer', reason: `${index}` }),
    ),
  );
  assert.is(outcomes.filter(({ ok }) => ok).length, 2_000);
  assert.is(codes(outcomes).filter((code) => code === 'box.busy').length, 100);
  assert.is(played.faults.commits - before, Math.ceil(2_000 / 64));
  // Told to wait is not an answer: the same id may come again.
  assert.accepted(await played.ask('look-2099', { type: 'open-drawer', reason: 'again' }));
});

test('a repeat gets the first answer: under way, afterwards, and after a restart', async () => {
  await openShift();
  const [first, twin] = await Promise.all([
    played.ask('line-1', line('line-1')),
    played.ask('line-1', line('line-1')),
  ]);
  assert.accepted(first);
  assert.equal(twin, first);
  assert.equal(await played.ask('line-1', line('line-1')), first);
  assert.is(quantity(played.register.state), 1);
  const later = await played.restarted();
  assert.equal(await later.ask('line-1', line('line-1')), first);
  assert.is(quantity(later.register.state), 1);
  assert.equal(await later.folded(), later.register.state);
});

test('a repeat that would be refused by now gets its first answer all the same', async () => {
  await openShift();
  await played.ask('line-1', line('line-1'));
  const paid = await played.ask('pay', { ...cash(10_000), paymentId: 'pay' });
  assert.accepted(paid);
  assert.is(paid.value.receipt, 1);
  const later = await played.restarted();
  assert.equal(await later.ask('pay', { ...cash(10_000), paymentId: 'pay' }), paid);
  assert.refused(await later.ask('pay-2', cash(10_000)), 'tab.none');
  assert.is(later.register.state.numbers.receipt, 1);
});

test('a repeat among new commands in one commit costs them nothing', async () => {
  await openShift();
  const first = await played.ask('line-1', line('line-1'));
  const later = await played.restarted();
  const outcomes = await Promise.all([
    later.ask('line-2', line('line-2')),
    later.ask('line-1', line('line-1')),
    later.ask('line-3', line('line-3')),
  ]);
  assert.equal(codes(outcomes), ['ok', 'ok', 'ok']);
  assert.equal(outcomes[1], first);
  assert.is(quantity(later.register.state), 3);
  assert.equal(await later.problems(), []);
});

test('the answer of an accepted command can be asked for, that of a refused one cannot', async () => {
  await openShift();
  const first = await played.ask('line-1', line('line-1'));
  await played.ask('line-x', { type: 'void-line', line: 'nothing', reason: 'x' });
  assert.equal(await played.register.answered('line-1'), first);
  assert.is(await played.register.answered('line-x'), undefined);
  assert.is(await played.register.answered('never'), undefined);
  const later = await played.restarted();
  assert.equal(await later.register.answered('line-1'), first);
  later.faults.readFault = () => 'storage.failed';
  assert.is(await later.register.answered('line-2'), undefined);
});

for (const [fault, refusal, health] of [
  ['storage.full', 'storage.full', 'full'],
  ['storage.failed', 'storage.failed', 'failed'],
  ['storage.busy', 'box.busy', 'ok'],
  ['storage.corrupt', 'storage.failed', 'failed'],
] as const satisfies readonly (readonly [FaultCode, string, string])[]) {
  test(`${fault}: everybody of the commit is refused, nothing happened, and the same ids work afterwards`, async () => {
    await openShift();
    await played.ask('line-1', line('line-1'));
    const before = played.register.state;
    const told: string[] = [];
    played.register.onCommit((_state, events) => told.push(`${played.register.storage} ${events.length}`));
    played.faults.commitFault = () => ({ code: fault, when: 'lost' });
    const ids = ['line-2', 'line-3', 'line-4'];
    const ask = async (): Promise<Outcome[]> => Promise.all(ids.map(async (id) => played.ask(id, line(id))));
    assert.equal(codes(await ask()), [refusal, refusal, refusal]);
    assert.is(played.register.state, before);
    assert.is(played.register.storage, health);
    assert.equal(told, [`${health} 0`]);
    assert.equal(await played.folded(), before);
    played.faults.commitFault = () => undefined;
    assert.equal(codes(await ask()), ['ok', 'ok', 'ok']);
    assert.is(played.register.storage, 'ok');
    assert.is(quantity(played.register.state), 4);
    assert.equal(await played.folded(), played.register.state);
    assert.equal(await played.problems(), []);
  });
}

test('a commit that was written although it failed is never told refused: the process ends, and the restart knows the truth', async () => {
  await openShift();
  played.faults.commitFault = (commit) =>
    commit === 2 ? { code: 'storage.failed', when: 'unsaid' } : undefined;
  const broken = new Promise<unknown>((resolve) => process.once('unhandledRejection', resolve));
  let told: Outcome | undefined;
  void played.ask('line-1', line('line-1')).then((outcome) => (told = outcome));
  assert.match(String(await broken), /storage\.corrupt/);
  assert.is(told, undefined);
  const later = await played.restarted();
  assert.is(quantity(later.register.state), 1);
  assert.accepted(await later.ask('line-1', line('line-1')));
  assert.accepted(await later.ask('line-2', line('line-2')));
  assert.is(quantity(later.register.state), 2);
  assert.equal(await later.problems(), []);
});

test('a store that cannot be read refuses what hangs on reading, and stays up', async () => {
  await openShift();
  played.faults.readFault = () => 'storage.failed';
  assert.refused(
    await played.ask('void', { type: 'void-line', line: 'nothing', reason: 'x' }),
    'storage.failed',
  );
  assert.accepted(await played.ask('line-1', line('line-1')));
  const prepare = async (): Promise<never> => {
    await played.faults.store.returnable('B1', 1);
    throw new Error('not reached');
  };
  assert.refused(
    await played.register.submit({ id: 'return', what: { prepare, actor: anna } }),
    'storage.failed',
  );
  played.faults.readFault = () => 'storage.busy';
  assert.refused(await played.ask('void', { type: 'void-line', line: 'nothing', reason: 'x' }), 'box.busy');
  played.faults.readFault = () => undefined;
  assert.refused(
    await played.ask('void', { type: 'void-line', line: 'nothing', reason: 'x' }),
    'line.unknown',
  );
});

test('a disk without room: nothing new is begun, what is under way is paid, and the shift closes', async () => {
  await openShift();
  await played.ask('line-1', line('line-1'));
  const told: string[] = [];
  played.register.onCommit(() => told.push(played.register.storage));
  played.register.haveRoom(false);
  played.register.haveRoom(false);
  assert.equal(told, ['full']);
  for (const command of [
    line('line-2'),
    { type: 'open-tab', tabId: 't' },
    { type: 'open-drawer', reason: 'x' },
    { type: 'x-report' },
  ] as const) {
    assert.refused(await played.ask(`new-${command.type}`, command), 'storage.full');
  }
  assert.accepted(await played.ask('pay', cash(10_000)));
  assert.is(played.register.storage, 'full');
  const [expected] = [{ currency: 'NOK', amount: minor(2_500) }];
  assert.accepted(await played.ask('close', { type: 'close-shift', counted: [expected], print: true }));
  assert.refused(await played.ask('open-2', opening), 'storage.full');
  assert.accepted(
    await played.register.submit({
      id: 'fact',
      what: { events: [{ type: 'daemon.stopped', payload: { reason: 'x' } }], who: 'system' },
    }),
  );
  played.register.haveRoom(true);
  assert.is(played.register.storage, 'ok');
  assert.accepted(await played.ask('open-3', opening));
  assert.equal(await played.problems(), []);
});

test('who did it and who approved it stand in the entry', async () => {
  await openShift();
  await played.ask('line-1', line('line-1'));
  const actor = { ...actorWith('approval', 'ola'), approvedBy: actorWith('allowed', 'kari') };
  assert.accepted(
    await played.ask(
      'discount',
      { type: 'discount-tab', discount: { kind: 'amount', amount: minor(100), reason: 'bruised' } },
      actor,
    ),
  );
  const entry = (await played.journal.store.entries('B1', 0, 100)).at(-1);
  assert.is(entry?.type, 'tab.discounted');
  assert.is(entry?.who, 'ola');
  assert.is(entry?.approvedBy, 'kari');
});

test('a writer that does not come back is noticed', async () => {
  await openShift();
  let letGo = (): void => undefined;
  const real = played.faults.store.commit.bind(played.faults.store);
  played.faults.store.commit = async (parts) => {
    await new Promise<void>((resolve) => (letGo = resolve));
    return real(parts);
  };
  assert.ok(played.register.isMoving());
  const slow = played.ask('line-1', line('line-1'));
  await played.clock.advance(29_000);
  assert.ok(played.register.isMoving());
  await played.clock.advance(2_000);
  assert.not.ok(played.register.isMoving());
  letGo();
  assert.accepted(await slow);
  await Promise.resolve();
  assert.ok(played.register.isMoving());
});

test('stopping finishes what waits and refuses the rest', async () => {
  await openShift();
  const asked = Promise.all(['line-1', 'line-2', 'line-3'].map(async (id) => played.ask(id, line(id))));
  await played.register.stop();
  assert.equal(codes(await asked), ['ok', 'ok', 'ok']);
  assert.refused(await played.ask('line-4', line('line-4')), 'box.stopping');
  assert.is(quantity(await played.folded()), 3);
});

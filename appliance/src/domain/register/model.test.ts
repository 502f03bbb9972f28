// Any sequence of commands, sensible or not, with several shops' settings: after each step the figures must agree with those of an
// independent listener, and in the end the state with the fold of everything that happened.
import fc from 'fast-check';
import { assert, note, propertyRuns, suite } from '../../../test/kit.ts';
import { commandFor, type Move, moves } from '../../../test/register-moves.ts';
import { shops } from '../../../test/register-shops.ts';
import { oracleFor, type Oracle } from '../../../test/register-oracle.ts';
import { actorWith, anna, sampleRegister, type SampleRegister } from '../../../test/sample-register.ts';
import { buildReport } from '../shift/build-report.ts';
import type { SellingSettings } from '../shop/settings.ts';
import type { Actor } from '../staff/permission.ts';
import { hasLivePayments } from '../tab/lines.ts';
import { priceTab } from '../tab/price-tab.ts';
import type { RegisterCommand } from './commands.ts';
import type { RegisterEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { emptyRegister } from './state.ts';
import { currentTab } from './tabs.ts';

const test = suite('any sequence of commands');

/** Mostly somebody who may do everything; now and then somebody who may not. */
const actors: readonly Actor[] = [
  ...Array.from({ length: 9 }, () => anna),
  actorWith('allowed', 'olav'),
  actorWith('approval', 'trainee'),
  actorWith('denied', 'guest'),
];

/** Commands that must not carry a tab above its limit. Voiding what was given back may: nobody is kept from voiding. */
const raising: ReadonlySet<string> = new Set<RegisterCommand['type']>(['add-line', 'override-price']);

interface Run {
  readonly register: SampleRegister;
  readonly oracle: Oracle;
  readonly refused: number;
}

function play(settings: SellingSettings, list: readonly Move[]): Run {
  const register = sampleRegister(settings);
  const oracle = oracleFor(settings.currency.code);
  let refused = 0;
  for (const move of list) {
    // Happy hour comes and goes, also in the midst of a payment.
    if (settings.running !== undefined)
      register.use(move.pick % 3 === 0 ? { ...settings, running: [] } : settings);
    const actor = actors[move.who] ?? anna;
    const command = commandFor(move, register, oracle);
    const decision = register.ask(command, actor);
    if (!decision.ok) {
      refused += 1;
      continue;
    }
    for (const event of decision.value) {
      register.happen(event, actor.user);
      oracle.hear(event);
    }
    check(register, oracle);
    if (raising.has(command.type))
      assert.ok(Math.abs(totalAtHand(register)) <= settings.limits.totalMax, 'total limit holds');
  }
  return { register, oracle, refused };
}

function totalAtHand({ state, settings }: SampleRegister): number {
  const tab = currentTab(state);
  return tab === undefined ? 0 : priceTab(tab, settings).total;
}

function check({ state, settings }: SampleRegister, oracle: Oracle): void {
  const { limits } = settings;
  for (const tab of Object.values(state.tabs)) {
    const open = tab.payments.filter((payment) => payment.state === 'started' || payment.state === 'unknown');
    assert.ok(tab.id === state.current || !hasLivePayments(tab), 'money is only on the tab at hand');
    assert.ok(
      open.length === 0 || (open.length === 1 && state.shift !== null),
      'one open payment, and it keeps the shift open',
    );
    assert.ok(
      tab.lines.length <= limits.linesPerTab && tab.payments.length <= limits.paymentsPerTab,
      'limits hold',
    );
  }
  assert.ok(Object.keys(state.tabs).length <= limits.openTabs, 'no more open tabs than the shop wants');
  if (state.shift !== null) oracle.check(buildReport(state, { at: 0, by: 'anna', settings }));
}

/** The state is stored as JSON and read back, and so are the events it is the fold of. */
function checkStorage({ state, recorded }: SampleRegister): void {
  const stored: unknown = JSON.parse(JSON.stringify(state));
  assert.equal(stored, state, 'the state survives storage');
  const read = recorded.map(({ event, context }) => ({
    event: JSON.parse(JSON.stringify(event)) as RegisterEvent,
    context,
  }));
  const fold = read.reduce(
    (folded, { event, context }) => evolve(folded, event, context),
    emptyRegister(state.register, state.currency),
  );
  assert.equal(fold, state, 'the state is the fold of its events');
}

test(
  'the figures agree with an independent listener, and the state with its fold',
  { timeoutMs: 120_000 },
  () => {
    let [commands, refused, sales, returns, closes, reduced] = [0, 0, 0, 0, 0, 0];
    fc.assert(
      fc.property(fc.constantFrom(...shops), moves(actors.length), (settings, list) => {
        const run = play(settings, list);
        checkStorage(run.register);
        commands += list.length;
        refused += run.refused;
        sales += run.oracle.sales.length;
        returns += run.oracle.sales.filter(({ kind }) => kind !== 'sale').length;
        closes += run.oracle.closes;
        reduced += run.oracle.sales.filter(({ campaigns }) => campaigns !== undefined).length;
      }),
      { numRuns: propertyRuns },
    );
    const counts = [
      `${String(sales)} sales`,
      `${String(returns)} with returns`,
      `${String(reduced)} with campaigns`,
      `${String(closes)} shifts closed`,
    ].join(', ');
    note(`register model: ${String(commands)} commands, ${String(refused)} refused, ${counts}`);
    assert.ok(
      sales > propertyRuns &&
        returns > propertyRuns / 20 &&
        closes > propertyRuns / 20 &&
        reduced > propertyRuns / 20,
      'the sequences reach what they are to prove',
    );
  },
);

// Tabs that registers share: what waits is told, taken and given; one register at a time has it, and money is never handed on with it.
import { assert, suite } from '../../../test/kit.ts';
import {
  actorWith,
  anna,
  cash,
  nextId,
  sampleProduct,
  sampleRegister,
  type SampleRegister,
  scan,
  xReportOf,
} from '../../../test/sample-register.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import type { Tab } from '../tab/tab.ts';
import type { RegisterEvent } from './events.ts';
import { findTab } from './tabs.ts';

const test = suite('shared tabs');

const coffee = sampleProduct({ id: 'coffee', price: minor(3500) });
const window = { id: 't1', name: '1' } as const;
const corner = { id: 't7', name: '7' } as const;
const sharing = { ...sampleSettings(), sharedTabs: { leaseMs: 30_000 } };

function till(name = 'B1', settings = sharing): SampleRegister {
  const register = sampleRegister(settings, name);
  register.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
  return register;
}

/** With a tab called so, of two coffees, at hand. */
function serving(tab: string, register = till()): SampleRegister {
  register.run({ type: 'open-tab', tabId: tab, name: tab });
  register.run(scan(coffee, { lineId: `${tab}-coffee`, quantity: pieces(2) }));
  return register;
}

function tabOf(register: SampleRegister, id: string): Tab {
  const tab = findTab(register.state, id);
  if (tab === undefined) throw new Error(`no tab ${id}`);
  return tab;
}

function handedOver(register: SampleRegister, tab: string, to = 'B2'): Tab {
  const [event] = register.run({ type: 'hand-over-tab', tab, to });
  if (event?.type !== 'tab.handed-over') throw new Error('not handed over');
  return event.payload.content;
}

const news = (events: readonly RegisterEvent[]): readonly string[] =>
  events
    .filter(({ type }) => type === 'tab.shared' || type === 'tab.withdrawn')
    .map(({ type, payload }) => {
      const { tab, because = '' } = payload as { readonly tab: string; readonly because?: string };
      return [type, tab, because].join(' ').trim();
    });

test('what waits is told in full; what is worked on cannot be had; nothing is told where tabs are not shared', () => {
  const register = serving('kari');
  const parked = register.run({ type: 'park-tab' });
  assert.equal(news(parked), ['tab.shared kari']);
  assert.is(tabOf(register, 'kari').revision, 1);
  assert.equal(parked.at(-1)?.payload, { tab: 'kari', content: tabOf(register, 'kari'), value: 7_000 });
  assert.equal(news(register.run({ type: 'recall-tab', tab: 'kari' })), ['tab.withdrawn kari at-hand']);
  register.run({ type: 'park-tab' });
  assert.is(tabOf(register, 'kari').revision, 2);
  assert.equal(news(register.run({ type: 'open-tab', tabId: 'next' })), []);
  const alone = serving('kari', till('B1', sampleSettings() as typeof sharing));
  assert.equal(news(alone.run({ type: 'park-tab' })), []);
});

test('a tab at a table is told of when it comes there, while it is at hand', () => {
  const register = till();
  assert.equal(news(register.run({ type: 'open-tab', tabId: 'first', table: window })), ['tab.shared first']);
  assert.not.ok('parked' in tabOf(register, 'first'));
  assert.equal(news(register.run({ type: 'move-to-table', table: corner })), ['tab.shared first']);
  assert.equal(news(register.run({ type: 'move-to-table', table: null })), ['tab.shared first']);
  register.run({ type: 'void-tab', reason: 'x' });
  register.run({ type: 'open-tab', tabId: 'second' });
  assert.equal(news(register.run({ type: 'move-to-table', table: window })), ['tab.shared second']);
});

test('how a tab ends is told where it was told of before: sold with its receipt, voided, merged', () => {
  const register = serving('kari');
  register.run({ type: 'park-tab' });
  register.run({ type: 'recall-tab', tab: 'kari' });
  const sold = register.run(cash(7000));
  assert.equal(sold.at(-1), {
    type: 'tab.withdrawn',
    payload: { tab: 'kari', because: 'sold', receipt: 1 },
  });
  serving('per', register).run({ type: 'park-tab' });
  serving('ola', register);
  assert.equal(news(register.run({ type: 'merge-tab', tab: 'per' })), ['tab.withdrawn per merged']);
  register.run({ type: 'park-tab' });
  register.run({ type: 'recall-tab', tab: 'ola' });
  assert.equal(news(register.run({ type: 'void-tab', reason: 'x' })), ['tab.withdrawn ola voided']);
  serving('quick', register);
  assert.equal(news(register.run(cash(7000))), []);
});

test('parts of a divided tab wait, and are told of', () => {
  const register = serving('kari');
  const events = register.run({
    type: 'split-lines',
    tabId: 'part',
    lines: [{ line: 'kari-coffee', quantity: 1_000 }],
  });
  assert.equal(news(events), ['tab.shared part']);
  const handed = register.run({ type: 'transfer-tab', to: 'olav' });
  assert.equal(news(handed), ['tab.shared kari']);
});

test('handed over it is gone here and at hand there: with its lines, its number and its place, sold once', () => {
  const [one, other] = [serving('kari'), till('B2')];
  one.run({ type: 'move-to-table', table: window });
  one.run({ type: 'park-tab' });
  const content = handedOver(one, 'kari');
  assert.is(findTab(one.state, 'kari'), undefined);
  assert.is(xReportOf(one).tabs.transferred, 1);
  const taken = other.run({ type: 'take-over-tab', from: 'B1', content, recall: true });
  assert.equal(
    taken.map(({ type }) => type),
    ['tab.taken-over', 'tab.recalled', 'tab.withdrawn'],
  );
  assert.is(other.state.current, 'kari');
  const tab = tabOf(other, 'kari');
  assert.equal([tab.number, tab.table, tab.openedBy], ['B1-001-0001', window, 'anna']);
  const sold = other.run(cash(7000));
  assert.equal(news(sold), ['tab.withdrawn kari sold']);
  assert.equal([xReportOf(one).total, xReportOf(other).total], [0, 7000]);
});

test('what is taken over without being asked for waits among the open tabs, and is marked where nobody could be asked', () => {
  const [one, other] = [serving('kari'), till('B2')];
  one.run({ type: 'park-tab' });
  const content = tabOf(one, 'kari');
  const [event, ...rest] = other.run({ type: 'take-over-tab', from: 'B1', content, unconfirmed: true });
  assert.equal(rest, []);
  assert.is(event?.type === 'tab.taken-over' && event.payload.value, 7_000);
  assert.equal(event?.type === 'tab.taken-over' && [event.payload.unconfirmed, event.payload.revision], [
    true,
    1,
  ]);
  assert.equal([other.state.current, tabOf(other, 'kari').parked], [null, true]);
  assert.refused(other.ask({ type: 'take-over-tab', from: 'B1', content }), 'tab.here-already');
});

test('what cannot be handed over: an unknown tab, one that holds money, one that is worked on when only waiting ones are meant, to oneself', () => {
  const register = serving('kari');
  const give = { type: 'hand-over-tab', tab: 'kari', to: 'B2' } as const;
  assert.refused(register.ask({ ...give, tab: 'nobody' }), 'tab.unknown');
  assert.refused(register.ask({ ...give, to: 'B1' }), 'tab.not-shared');
  assert.refused(register.ask({ ...give, waiting: true }), 'tab.in-use');
  register.run({ type: 'take-payment', paymentId: nextId(), tender: 'cash', tendered: minor(1000) });
  assert.refused(register.ask(give), 'tab.has-payments');
  assert.refused(
    register.ask({ type: 'give-up-tab', tab: 'kari', to: 'B2', revision: 1 }),
    'tab.has-payments',
  );
  register.use(sampleSettings());
  assert.refused(register.ask(give), 'tab.not-shared');
});

test('what cannot be taken over: without a shift, beyond the limit, in place of a tab at hand, where tabs are not shared', () => {
  const content = handedOver(serving('kari'), 'kari');
  const take = { type: 'take-over-tab', from: 'B1', content } as const;
  assert.refused(sampleRegister(sharing, 'B2').ask(take), 'shift.not-open');
  const other = serving('own', till('B2'));
  assert.refused(other.ask({ ...take, recall: true }), 'tab.current-in-use');
  assert.refused(other.ask(take, actorWith('denied')), 'permission.denied');
  other.use({ ...sharing, limits: { ...sharing.limits, openTabs: 1 } });
  assert.refused(other.ask(take), 'tab.too-many');
  other.use(sampleSettings());
  assert.refused(other.ask(take), 'tab.not-shared');
  other.use(sharing);
  const held = other.run({ ...take, recall: true, hold: true });
  assert.equal(news(held), ['tab.shared own', 'tab.withdrawn kari at-hand']);
  assert.is(other.state.current, 'kari');
});

test('given up only as it was when it was taken; by a person in any case', () => {
  const register = serving('kari');
  register.run({ type: 'park-tab' });
  const giveUp = { type: 'give-up-tab', tab: 'kari', to: 'B2', revision: 1 } as const;
  assert.refused(register.ask({ ...giveUp, revision: 2 }), 'tab.changed-since');
  assert.refused(register.ask({ ...giveUp, tab: 'nobody' }), 'tab.unknown');
  register.run({ type: 'recall-tab', tab: 'kari' });
  assert.refused(register.ask({ ...giveUp, revision: 1 }), 'tab.changed-since');
  register.run({ type: 'park-tab' });
  assert.refused(register.ask({ ...giveUp, revision: 1 }), 'tab.changed-since');
  register.run({ ...giveUp, revision: 2 });
  assert.equal([register.state.tabs, xReportOf(register).tabs.transferred], [{}, 1]);
  serving('per', register);
  register.run({ type: 'give-up-tab', tab: 'per', to: 'B2', revision: 1, changed: true });
  assert.equal([register.state.current, xReportOf(register).tabs.voided.count], [null, 0]);
});

test('during training nothing is told, and what is real is given all the same', () => {
  const register = serving('kari');
  register.run({ type: 'park-tab' });
  register.happen({ type: 'training.started', payload: {} });
  assert.refused(register.ask({ type: 'park-tab' }), 'training.on');
  assert.is(handedOver(register, 'kari').id, 'kari');
  assert.is(anna.user, 'anna');
});

test('a tab on which goods of a receipt come back stays where it is, and nobody is told that it waits', () => {
  const register = serving('kari');
  const tab = tabOf(register, 'kari');
  const [line] = tab.lines;
  if (line === undefined) throw new Error('no line');
  const returnOf = { receipt: 7, gross: minor(100), vat: minor(20), rate: 2500, vatCode: '3' };
  const back = { ...line, id: 'back', returnOf };
  register.happen({ type: 'line.added', payload: { tab: 'kari', line: back } });
  assert.refused(register.ask({ type: 'hand-over-tab', tab: 'kari', to: 'B2' }), 'tab.has-returns');
  const content = tabOf(register, 'kari');
  assert.refused(
    till('B2').ask({ type: 'take-over-tab', from: 'B1', content, unconfirmed: true }),
    'tab.has-returns',
  );
  const told = register.run({ type: 'park-tab' }).map(({ type }) => type);
  assert.equal(told, ['tab.parked']);
});

test('a tab that was never told of is taken over as the first of its kind', () => {
  const { revision: _never, ...content } = tabOf(serving('per'), 'per');
  const [event] = till('B2').run({ type: 'take-over-tab', from: 'B1', content, unconfirmed: true });
  assert.is(event?.type === 'tab.taken-over' && event.payload.revision, 0);
});

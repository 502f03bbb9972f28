// A provider signs, defers or stops a sale; a register does nothing of a command whose sale was stopped.
import { assert, suite } from '../../../test/kit.ts';
import { cash, lastSaleOf, openRegister, sampleProduct, scan } from '../../../test/sample-register.ts';
import { minor } from '../../domain/money/money.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import { markSales } from './mark-sales.ts';
import type { FiscalAnswer, FiscalMoment, FiscalProvider } from './port.ts';

const test = suite('fiscal marks');

const register = openRegister();
register.run(scan(sampleProduct({ id: 'mug', price: minor(4990) })));
register.run(cash(5_000));
const sale = lastSaleOf(register);
const events: readonly RegisterEvent[] = [
  { type: 'drawer.opened', payload: { reason: 'sale' } },
  { type: 'sale.completed', payload: { sale } },
  { type: 'training.receipt', payload: { sale } },
];

function played(answer: (moment: FiscalMoment) => FiscalAnswer): FiscalProvider {
  const key = { version: 'k', publicKey: '' };
  return { id: 'played', key, sign: (_sale, moment) => answer(moment) };
}

const signing = played(({ previous = '', training }) => ({
  outcome: 'signed',
  mark: {
    provider: 'played',
    signature: `${previous}${training ? 't' : 's'}`,
    keyVersion: 'k',
    signedAt: '2026-11-22 18:00:00',
  },
}));

test('signed: each on the one before, practised ones among them, and nothing else is touched', () => {
  const marked = markSales(events, signing, { at: 0, previous: '-' });
  assert.accepted(marked);
  assert.equal(marked.value[0], events[0]);
  assert.equal(
    marked.value.slice(1).map(({ payload }) => 'sale' in payload && payload.sale.fiscal),
    ['-s', '-st'].map((signature) => ({
      provider: 'played',
      signature,
      keyVersion: 'k',
      signedAt: '2026-11-22 18:00:00',
    })),
  );
});

test('deferred: the sale says so, and the chain goes on from the last signature', () => {
  const mark = { provider: 'played', deferred: 'offline' };
  let seen: (string | undefined)[] = [];
  const marked = markSales(
    events,
    played(({ previous }) => {
      seen = [...seen, previous];
      return { outcome: 'deferred', mark };
    }),
    { at: 0, previous: 'before' },
  );
  assert.accepted(marked);
  assert.equal(seen, ['before', 'before']);
  assert.equal(marked.value[1]?.payload, { sale: { ...sale, fiscal: mark } });
});

test('stopped: nothing of the command', () => {
  const blocked = markSales(
    events,
    played(() => ({ outcome: 'blocked', reason: 'x' })),
    {
      at: 0,
      previous: undefined,
    },
  );
  assert.refused(blocked, 'fiscal.blocked');
});

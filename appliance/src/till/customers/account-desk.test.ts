// What a till knows of a customer's account: the limit at hand, what others gave as the office says, and less where it does not.
import { assert, suite } from '../../../test/kit.ts';
import { minor } from '../../domain/money/money.ts';
import { ok, refuse } from '../../domain/refusal.ts';
import type { AskOffice } from '../office/ask-office.ts';
import { AccountDesk } from './account-desk.ts';

const test = suite('what a till knows of an account');
const customers = {
  byId: async (id: string) => {
    if (id === 'nobody') return undefined;
    const known = { id, name: 'Kari', number: '1', groups: [] };
    return id === 'kari' ? { ...known, creditLimit: minor(200_000) } : known;
  },
};
const saying = (answer: unknown): AskOffice => (async () => answer) as unknown as AskOffice;

test('what others gave is all that the office knows of, less what this register told it itself', async () => {
  const asked: unknown[] = [];
  const ask = (async (question: string, body: unknown) => {
    asked.push([question, body]);
    return ok({ balance: 130_000, own: 50_000 });
  }) as unknown as AskOffice;
  assert.equal(await new AccountDesk(ask, customers).known('kari'), { limit: 200_000, others: 80_000 });
  assert.equal(asked, [['account-of-customer', { customer: 'kari' }]]);
  const paidHere = new AccountDesk(saying(ok({ balance: 10_000, own: -40_000 })), customers);
  assert.is((await paidHere.known('kari')).others, 50_000, 'paid here for what was given elsewhere');
});

test('an office that does not say leaves the limit, and nothing about others', async () => {
  for (const code of ['office.out-of-reach', 'office.no-answer', 'customer.unknown', 'box.busy'] as const) {
    const desk = new AccountDesk(saying(refuse(code)), customers);
    assert.equal(await desk.known('kari'), { limit: 200_000 }, code);
  }
});

test('who has no limit, or is not known here, pays at once', async () => {
  const desk = new AccountDesk(saying(ok({ balance: 0, own: 0 })), customers);
  assert.is((await desk.known('ola')).limit, null);
  assert.is((await desk.known('nobody')).limit, null);
});

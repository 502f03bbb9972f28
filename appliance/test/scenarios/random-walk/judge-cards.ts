// What must be on gift cards once the office has everything: what was put on them less what was taken, by whichever till.
import type { Sale } from '../../../src/domain/register/sale.ts';
import type { GiftCardView } from '../../../src/protocol/tab-views.ts';
import { assert } from '../../kit.ts';
import { until } from '../two-boxes.ts';
import { printedCards } from './gift-card-moves.ts';
import type { WalkTill } from './two-tills.ts';

/** Of a card by its last characters, which tell the walk's apart. Undefined: it was never sold. */
function balanceOf(last4: string, sales: readonly Sale[]): number | undefined {
  const put = sales
    .flatMap(({ lines }) => lines)
    .filter(({ giftCard }) => giftCard?.last4 === last4)
    .map(({ total }) => total);
  const taken = sales
    .flatMap(({ payments }) => payments)
    .filter(({ giftCard }) => giftCard?.last4 === last4)
    .map(({ amount }) => -amount);
  return put.length === 0 ? undefined : [...put, ...taken].reduce((sum, amount) => sum + amount, 0);
}

export async function judgeCards(till: WalkTill, sales: readonly Sale[]): Promise<void> {
  for (const code of printedCards) {
    const expected = balanceOf(code.slice(-4), sales);
    if (expected === undefined) continue;
    let found: GiftCardView | undefined;
    await until(async () => {
      found = await till.query<GiftCardView>('gift-card', { card: { code } });
      return found !== undefined;
    }, `what is on ${code}`);
    assert.is(found?.balance, expected, `what is on ${code}`);
    assert.ok(expected >= 0, `${code} was overdrawn`);
  }
}

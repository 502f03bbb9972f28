// How a till closes its shift, as the office says it: blind or not, by coins and notes, and what becomes of open tabs.
import { assert, suite } from '../../../test/kit.ts';
import { demoRecords } from '../../demo/company.ts';
import type { Body, OfficeRecord } from '../../protocol/office/kinds.ts';
import { compileShop } from './compile-shop.ts';
import { effectiveOf } from './open-feed.ts';
import { standingOf, worldOf } from './world.ts';

const test = suite('compile closeout');
const shop = demoRecords.find(({ kind, id }) => kind === 'shop' && id === 'brygga') as OfficeRecord<'shop'>;

function closeoutOf(
  values: Parameters<typeof effectiveOf>[0],
  currencies: Body<'shop'>['currencies'] = shop.body.currencies,
) {
  const world = worldOf([...demoRecords, { ...shop, body: { ...shop.body, currencies } }]);
  const standing = standingOf(world, 'B1');
  assert.ok(standing !== undefined);
  return compileShop(world, { standing, settings: effectiveOf(values), logo: null }).closeout;
}

test('as delivered: what is expected is shown, amounts are typed, open tabs are carried over', () => {
  assert.equal(closeoutOf({}), { blindCount: false, openTabs: 'carry-over', denominations: null });
});

test('coins and notes are the usual ones, or those the shop names for a currency it takes, largest first', () => {
  const rates = [{ validFrom: '2026-01-01', rateMillionths: 11_500_000 }];
  const counted = closeoutOf({ 'closeout.count-coins': true, 'closeout.open-tabs': 'void' }, [
    { currency: 'EUR', rates, denominations: [500, 5_000], active: true },
    { currency: 'SEK', rates, denominations: [], active: false },
  ]);
  assert.is(counted?.openTabs, 'void');
  assert.equal(
    counted?.denominations?.map(({ currency, values }) => [currency, values.length, values[0]]),
    [
      ['NOK', 9, 100_000],
      ['EUR', 2, 5_000],
    ],
  );
});

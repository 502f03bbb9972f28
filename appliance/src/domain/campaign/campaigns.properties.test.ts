// What must hold of any campaigns on any lines: sums are exact, nothing is negative, the order of things changes nothing, the deal is
// never worse than one campaign alone, in small baskets it is the best there is, and the work has an end.
import fc from 'fast-check';
import { assert, note, propertyRuns, suite } from '../../../test/kit.ts';
import { apply, percentage, sampleCampaign, sold, totalOf, weighed } from '../../../test/sample-campaigns.ts';
import { minor } from '../money/money.ts';
import { pieces } from '../quantity/quantity.ts';
import { basisPoints } from '../vat/vat.ts';
import { bestDeal, exactStepsMax, freshEffort, triesStepsMax } from './best-deal.ts';
import type { Campaign, CampaignKind, CampaignLine, CampaignOutcome, Selection } from './campaign.ts';
import { lotsOf } from './lots.ts';
import { offerOf } from './offer.ts';
import { place, tablesOf } from './table.ts';

const test = suite('any campaigns on any lines');

const products = ['a', 'b', 'c', 'd', 'e'];
const categories = ['red', 'green', 'blue'];
const selections: fc.Arbitrary<Selection> = fc.oneof(
  fc.constant({}),
  fc.subarray(products, { minLength: 1, maxLength: 3 }).map((list) => ({ products: list })),
  fc.constantFrom(...categories).map((category) => ({ categories: [category] })),
  fc.constantFrom(...products).map((product) => ({ exceptProducts: [product] })),
);
const rates = fc.integer({ min: 0, max: 10_000 }).map(basisPoints);
const amounts = fc.integer({ min: 0, max: 5_000 }).map(minor);

const parts = fc.array(
  fc.record({ count: fc.integer({ min: 1, max: 2 }), on: selections, basisPoints: rates }),
  { minLength: 1, maxLength: 3 },
);
const kinds: fc.Arbitrary<CampaignKind> = fc.oneof(
  fc.record({ kind: fc.constant('percentage'), basisPoints: rates, on: selections }),
  fc.record({ kind: fc.constant('amount-off'), amount: amounts, on: selections }),
  fc.record({ kind: fc.constant('fixed-price'), price: amounts, on: selections }),
  fc
    .record({
      kind: fc.constant('n-for-m'),
      pay: fc.integer({ min: 1, max: 3 }),
      on: selections,
      basisPoints: rates,
    })
    .chain((deal) => fc.integer({ min: 1, max: 2 }).map((free) => ({ ...deal, take: deal.pay + free }))),
  fc.record({
    kind: fc.constant('n-for-price'),
    take: fc.integer({ min: 1, max: 4 }),
    price: amounts,
    on: selections,
  }),
  fc.record({ kind: fc.constant('mix-and-match'), parts }),
  fc.record({ kind: fc.constant('bundle'), parts, price: amounts }),
  fc.record({
    kind: fc.constant('spend'),
    threshold: fc.integer({ min: 0, max: 20_000 }).map(minor),
    basisPoints: rates,
    on: selections,
  }),
);

function campaignsOf(max: number, stackable = true): fc.Arbitrary<readonly Campaign[]> {
  const each = fc.record({
    what: kinds,
    priority: fc.integer({ min: 0, max: 2 }),
    limit: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 3 }),
    stackable: stackable ? fc.constantFrom(false, false, false, true) : fc.constant(false),
    onChangedPrices: fc.boolean(),
  });
  return fc.array(each, { minLength: 1, maxLength: max }).map((list) =>
    list.map(({ what, limit, ...rest }, index) =>
      sampleCampaign(what, {
        id: `k${String(index)}`,
        ...rest,
        ...(limit === undefined ? {} : { limitPerSale: limit }),
      }),
    ),
  );
}

function linesOf(max: number, countMax: number): fc.Arbitrary<readonly CampaignLine[]> {
  const each = fc.record({
    product: fc.constantFrom(...products),
    category: fc.constantFrom(...categories),
    price: fc.integer({ min: 0, max: 4_000 }),
    count: fc.integer({ min: 1, max: countMax }),
    weight: fc.option(fc.integer({ min: 1, max: 3_000 }), { nil: undefined, freq: 4 }),
    changed: fc.constantFrom(false, false, false, true),
    odd: fc.constantFrom(0, 0, 0, 1),
  });
  return fc.array(each, { minLength: 1, maxLength: max }).map((list) =>
    list.map(({ product, category, price, count, weight, changed, odd }, index) => {
      const id = `l${String(index).padStart(3, '0')}`;
      const rest = { product, categories: [category], changed };
      if (weight !== undefined) return weighed(id, [weight, price], rest);
      return sold(id, price, { count, ...rest, amount: minor(price * count + odd) });
    }),
  );
}

function shown({ byLine, applied, hints }: CampaignOutcome): unknown {
  return { byLine: [...byLine].sort(([one], [other]) => (one < other ? -1 : 1)), applied, hints };
}

test('sums are exact, no line costs less than nothing, and no unit is used twice', () => {
  fc.assert(
    fc.property(linesOf(8, 6), campaignsOf(5), (lines, campaigns) => {
      const { byLine, applied } = apply(lines, campaigns);
      const byCampaign = new Map<string, { units: number; amount: number }>();
      for (const line of lines) {
        const given = byLine.get(line.id) ?? [];
        let [alone, all] = [0, 0];
        for (const { campaign, units, amount } of given) {
          assert.ok(Number.isSafeInteger(amount) && amount > 0 && units > 0 && units <= line.quantity);
          const before = byCampaign.get(campaign) ?? { units: 0, amount: 0 };
          byCampaign.set(campaign, { units: before.units + units, amount: before.amount + amount });
          all += amount;
          if (campaigns.find(({ id }) => id === campaign)?.stackable !== true) alone += units;
        }
        assert.ok(all <= line.amount, 'a line below nothing');
        assert.ok(alone <= line.quantity, 'a unit used twice');
      }
      assert.equal(
        applied.map(({ campaign, units, amount }) => [campaign, units, amount]).sort(),
        [...byCampaign].map(([campaign, { units, amount }]) => [campaign, units, amount]).sort(),
        'campaigns add up to the lines',
      );
    }),
    { numRuns: propertyRuns * 4 },
  );
});

test('the order of lines and of campaigns changes nothing', () => {
  const cases = fc.tuple(linesOf(8, 5), campaignsOf(5)).chain(([lines, campaigns]) =>
    fc.record({
      lines: fc.constant(lines),
      campaigns: fc.constant(campaigns),
      shuffled: fc.shuffledSubarray([...lines], { minLength: lines.length }),
      turned: fc.shuffledSubarray([...campaigns], { minLength: campaigns.length }),
    }),
  );
  fc.assert(
    fc.property(cases, ({ lines, campaigns, shuffled, turned }) => {
      assert.equal(shown(apply(shuffled, turned)), shown(apply(lines, campaigns)));
    }),
    { numRuns: propertyRuns * 2 },
  );
});

test('an unrelated line changes no other price', () => {
  fc.assert(
    fc.property(
      linesOf(8, 5),
      campaignsOf(4),
      fc.integer({ min: 0, max: 90_000 }),
      (lines, campaigns, price) => {
        const own = campaigns.map((campaign) => onlyNamed(campaign));
        const before = apply(lines, own);
        const after = apply([...lines, sold('l-stranger', price, 7)], own);
        assert.equal(shown(after), shown(before));
      },
    ),
    { numRuns: propertyRuns * 2 },
  );
});

/** The same campaign on the products of these tests only. */
function onlyNamed(campaign: Campaign): Campaign {
  const named = (on: Selection): Selection =>
    on.categories === undefined && on.products === undefined ? { ...on, products } : on;
  return 'parts' in campaign
    ? ({ ...campaign, parts: campaign.parts.map((part) => ({ ...part, on: named(part.on) })) } as Campaign)
    : { ...campaign, on: named(campaign.on) };
}

test('never worse than any campaign by itself', () => {
  fc.assert(
    fc.property(linesOf(14, 8), campaignsOf(6), (lines, campaigns) => {
      const all = totalOf(apply(lines, campaigns));
      for (const campaign of campaigns) {
        const alone = totalOf(apply(lines, [campaign]));
        assert.ok(all >= alone, `${campaign.id} alone gives ${alone}, all together ${all}`);
      }
    }),
    { numRuns: propertyRuns * 4 },
  );
});

/** Every way to use the units of a basket, one unit after another; in ten-thousandths, so that nothing is rounded but groups. */
function bruteForce(lines: readonly CampaignLine[], campaigns: readonly Campaign[]): number {
  const units = lines.flatMap((line) =>
    Array.from({ length: line.counted ? line.quantity / 1000 : 1 }, () => ({
      line,
      worth: line.counted ? (line.amount * 1000) / line.quantity : line.amount,
    })),
  );
  type Unit = (typeof units)[number];
  const may = ({ line }: Unit, on: Selection): boolean => {
    const named = on.products === undefined && on.categories === undefined;
    const chosen =
      on.products?.includes(line.product) ?? on.categories?.includes(line.categories[0] ?? '') ?? named;
    return chosen && on.exceptProducts?.includes(line.product) !== true;
  };
  const each = (unit: Unit, campaign: Campaign): number => {
    const { worth, line } = unit;
    const per = (amount: number): number =>
      line.counted ? amount : Math.floor((2 * amount * line.quantity + 1000) / 2000);
    if (!('on' in campaign) || !may(unit, campaign.on) || (line.changed && campaign.onChangedPrices !== true))
      return 0;
    if (campaign.kind === 'percentage' || campaign.kind === 'spend') return worth * campaign.basisPoints;
    if (campaign.kind === 'amount-off') return 10_000 * Math.min(worth, per(campaign.amount));
    return campaign.kind === 'fixed-price' ? 10_000 * Math.max(0, worth - per(campaign.price)) : 0;
  };
  const whole = (amount: number): number => Math.floor((amount + 5_000) / 10_000) * 10_000;
  const slots = (campaign: Campaign): readonly { on: Selection; rate: number }[] => {
    if (campaign.kind === 'n-for-m' || campaign.kind === 'n-for-price')
      return Array.from({ length: campaign.take }, () => ({ on: campaign.on, rate: 0 }));
    if (campaign.kind !== 'mix-and-match' && campaign.kind !== 'bundle') return [];
    return campaign.parts.flatMap((part) =>
      Array.from({ length: part.count }, () => ({
        on: part.on,
        rate: 'basisPoints' in part ? part.basisPoints : 0,
      })),
    );
  };
  const off = (campaign: Campaign, group: readonly Unit[]): number => {
    const worths = group.map(({ worth }) => worth);
    const sum = (list: readonly number[]): number => list.reduce((total, worth) => total + worth, 0);
    if (campaign.kind === 'n-for-m') {
      const free = worths.sort((one, other) => one - other).slice(0, campaign.take - campaign.pay);
      return whole(sum(free) * (campaign.basisPoints ?? 10_000));
    }
    if (campaign.kind === 'n-for-price' || campaign.kind === 'bundle')
      return 10_000 * Math.max(0, sum(worths) - campaign.price);
    const all = slots(campaign);
    const unfair = group.some((unit, index) =>
      group.some((other, at) => {
        const [own, theirs] = [all[index], all[at]];
        if (own === undefined || theirs === undefined) return false;
        const wrong = unit.worth > other.worth && own.rate > theirs.rate;
        return wrong && may(unit, theirs.on) && may(other, own.on);
      }),
    );
    return unfair ? 0 : whole(sum(worths.map((worth, index) => worth * (all[index]?.rate ?? 0))));
  };
  const try_ = (
    left: readonly Unit[],
    used: ReadonlyMap<string, number>,
    spent: ReadonlyMap<string, number>,
  ): number => {
    const [first, ...rest] = left;
    if (first === undefined) {
      const reached = campaigns.every(
        (campaign) =>
          campaign.kind !== 'spend' || (spent.get(campaign.id) ?? campaign.threshold) >= campaign.threshold,
      );
      return reached ? 0 : -Infinity;
    }
    let best = try_(rest, used, spent);
    for (const campaign of campaigns) {
      const times = (used.get(campaign.id) ?? 0) + 1;
      if (times > (campaign.limitPerSale ?? Infinity) && campaign.kind !== 'spend') continue;
      const gain = each(first, campaign);
      const now = new Map([...used, [campaign.id, times]]);
      if (gain > 0) {
        const more = (spent.get(campaign.id) ?? 0) + first.worth;
        const after = campaign.kind === 'spend' ? new Map([...spent, [campaign.id, more]]) : spent;
        best = Math.max(best, gain + try_(rest, now, after));
      }
      const wanted = slots(campaign);
      const fill = (group: readonly Unit[], from: readonly Unit[]): void => {
        const slot = wanted[group.length];
        if (slot === undefined) {
          const given = group.includes(first) ? off(campaign, group) : 0;
          if (given > 0) best = Math.max(best, given + try_(from, now, spent));
          return;
        }
        for (const unit of from)
          if (
            unit.line.counted &&
            may(unit, slot.on) &&
            (!unit.line.changed || campaign.onChangedPrices === true)
          )
            fill(
              [...group, unit],
              from.filter((other) => other !== unit),
            );
      };
      if (wanted.length > 0 && wanted.length <= left.length) fill([], left);
    }
    return best;
  };
  return try_(units, new Map(), new Map());
}

test('in a small basket there is no better deal', { timeoutMs: 120_000 }, () => {
  let better = 0;
  fc.assert(
    fc.property(linesOf(3, 2), campaignsOf(3, false), (lines, campaigns) => {
      const even = lines.map((line) =>
        line.counted
          ? { ...line, amount: minor(line.amount - (line.amount % (line.quantity / 1000))) }
          : line,
      );
      const best = bruteForce(even, campaigns);
      const found = totalOf(apply(even, campaigns));
      // Percentages are rounded on each line: half a minor unit for each line and campaign.
      const rounded = 0.5 * even.length * campaigns.length;
      assert.ok(Math.abs(found - best / 10_000) <= rounded, `${found}, where ${best / 10_000} is the best`);
      const singles = campaigns.map((campaign) => totalOf(apply(even, [campaign])));
      if (found > Math.max(...singles)) better += 1;
    }),
    { numRuns: propertyRuns },
  );
  note(
    `campaigns: ${String(better)} of ${String(propertyRuns)} small baskets had a better deal than any one campaign`,
  );
  assert.ok(better > 0, 'the baskets are such that the search matters');
});

test('a large basket with many campaigns takes no more work than is allowed', () => {
  // Five hundred lines, forty campaigns that all want the same: what would take for ever without an end.
  const lines = Array.from({ length: 500 }, (_line, index) =>
    sold(`l${String(index)}`, 100 + ((index * 7_919) % 4_000), {
      count: 1 + (index % 9),
      product: products[index % 5] ?? 'a',
      categories: [categories[index % 3] ?? 'red'],
    }),
  );
  const campaigns = Array.from({ length: 40 }, (_campaign, index) => {
    const on =
      [{}, { categories: ['red'] }, { products: ['a', 'b'] }, { exceptProducts: ['c'] }][index % 4] ?? {};
    const what: readonly CampaignKind[] = [
      { kind: 'n-for-m', take: 3 + (index % 5), pay: 2, on },
      { kind: 'n-for-price', take: 2 + (index % 7), price: minor(index * 100), on },
      {
        kind: 'bundle',
        parts: [
          { count: 1, on },
          { count: 2, on: {} },
        ],
        price: minor(index * 150),
      },
      { kind: 'percentage', basisPoints: basisPoints(index * 50), on },
      { kind: 'spend', threshold: minor(index * 1_000), basisPoints: basisPoints(index * 60), on },
    ];
    return sampleCampaign(what[index % 5] ?? percentage(0), { id: `k${String(index)}`, priority: index % 3 });
  });
  const all = apply(lines, campaigns);
  assert.ok(Math.max(...campaigns.map((campaign) => totalOf(apply(lines, [campaign])))) <= totalOf(all));
  const large = effortOf(lines, campaigns);
  assert.ok(large.tries > triesStepsMax / 2, 'the case is one that needs an end');
  assert.ok(large.tries < triesStepsMax * 1.1 && large.exact === 0, JSON.stringify(large));
  const small = effortOf(
    lines.slice(0, 9).map((line) => ({ ...line, quantity: pieces(1) })),
    campaigns,
  );
  assert.ok(small.exact >= exactStepsMax && small.exact < exactStepsMax * 1.1, JSON.stringify(small));
});

/** Steps taken for all tables. */
function effortOf(
  lines: readonly CampaignLine[],
  campaigns: readonly Campaign[],
): { exact: number; tries: number } {
  const lots = lotsOf(lines);
  const offers = campaigns.flatMap((campaign, rank) => offerOf(campaign, rank) ?? []);
  const taken = { exact: 0, tries: 0 };
  for (const table of tablesOf(
    lots,
    offers.map((offer) => place(offer, lots)),
  )) {
    const effort = freshEffort();
    bestDeal(table, offers.length, effort);
    taken.exact += effort.exact.taken;
    taken.tries += effort.tries.taken;
  }
  return taken;
}

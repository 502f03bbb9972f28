// Each kind of campaign by hand, what it must leave alone, and which deal is made where several could be.
import { assert, suite } from '../../../test/kit.ts';
import {
  amountOffEach,
  apply,
  appliedOf,
  bundle,
  everything,
  fixedPrice,
  mix,
  nForM,
  nForPrice,
  only,
  percentage,
  piecesOf,
  sampleCampaign,
  sold,
  spend,
  totalOf,
  weighed,
  within,
} from '../../../test/sample-campaigns.ts';
import { minor } from '../money/money.ts';
import { basisPoints } from '../vat/vat.ts';
import type { Campaign, CampaignKind } from './campaign.ts';

const test = suite('campaigns');

const one = (what: CampaignKind, rest: Parameters<typeof sampleCampaign>[1] = {}): readonly Campaign[] => [
  sampleCampaign(what, rest),
];

test('no campaigns, no lines: nothing', () => {
  assert.equal(apply([sold('a', 100)], []), { byLine: new Map(), applied: [], hints: [] });
  assert.equal(apply([], one(percentage(1_000))), { byLine: new Map(), applied: [], hints: [] });
});

test('percentage: of each line, rounded there, weighed or not', () => {
  const given = apply([sold('a', 995, 3), weighed('b', [1_234, 3_696])], one(percentage(1_000)));
  assert.equal(piecesOf(given), ['a percentage 3 299', 'b percentage 1.234 370']);
  assert.equal(appliedOf(given), ['percentage 4 669']);
  assert.is(given.applied[0]?.units, 4_234);
});

test('amount off: for each piece, for what a weight comes to, and never below nothing', () => {
  const given = apply([sold('a', 995, 2), weighed('b', [195, 584]), sold('c', 150)], one(amountOffEach(200)));
  assert.equal(piecesOf(given), ['a amount-off 2 400', 'b amount-off 0.195 39', 'c amount-off 1 150']);
});

test('fixed price: a dearer product comes down to it, a cheaper one stays', () => {
  const given = apply(
    [sold('a', 995, 2), weighed('b', [1_500, 4_485]), sold('c', 450)],
    one(fixedPrice(500)),
  );
  assert.equal(piecesOf(given), ['a fixed-price 2 990', 'b fixed-price 1.5 3735']);
});

test('three for two: the cheapest is free, borne by all three, in groups that are best for the customer', () => {
  assert.equal(piecesOf(apply([sold('a', 2_500, 3)], one(nForM(3, 2)))), ['a n-for-m 3 2500']);
  const three = [sold('a', 3_000), sold('b', 2_000), sold('c', 1_000)];
  assert.equal(piecesOf(apply(three, one(nForM(3, 2)))), [
    'a n-for-m 1 500',
    'b n-for-m 1 333',
    'c n-for-m 1 167',
  ]);
  // 50 40 30 | 20 10 10: 30 and 10 are free.
  const six = [50, 10, 40, 20, 30, 10].map((price, index) => sold(`p${String(index)}`, price));
  assert.equal(appliedOf(apply(six, one(nForM(3, 2)))), ['n-for-m 2 40']);
  assert.equal(appliedOf(apply([sold('a', 2_500, 2)], one(nForM(3, 2)))), []);
});

test('the second at half price; several cheapest free', () => {
  const half = sampleCampaign({
    kind: 'n-for-m',
    take: 2,
    pay: 1,
    basisPoints: basisPoints(5_000),
    on: everything,
  });
  assert.equal(appliedOf(apply([sold('a', 995, 5)], [half])), ['n-for-m 2 996']);
  assert.equal(appliedOf(apply([sold('a', 100, 4), sold('b', 300)], one(nForM(5, 2)))), ['n-for-m 1 300']);
});

test('three for 50.00: only where it is less, the dearest first', () => {
  assert.equal(piecesOf(apply([sold('a', 1_990, 3)], one(nForPrice(3, 5_000)))), ['a n-for-price 3 970']);
  assert.is(totalOf(apply([sold('a', 1_500, 3)], one(nForPrice(3, 5_000)))), 0);
  const mixed = [sold('a', 2_000, 2), sold('b', 1_000, 2), sold('c', 500)];
  assert.equal(piecesOf(apply(mixed, one(nForPrice(3, 4_500)))), [
    'a n-for-price 2 400',
    'b n-for-price 1 100',
  ]);
  assert.equal(appliedOf(apply([sold('a', 1_990, 100)], one(nForPrice(3, 5_000)))), [
    `n-for-price 33 ${33 * 970}`,
  ]);
});

test('buy two of a category, get a product at half price', () => {
  const deal = one(mix([2, within('pasta'), 0], [1, only('sauce'), 5_000]));
  const pasta = { categories: ['dry', 'pasta'] };
  const given = apply([sold('a', 2_000, pasta), sold('b', 3_000, pasta), sold('sauce', 2_500)], deal);
  assert.equal(appliedOf(given), ['mix-and-match 1 1250']);
  assert.equal(piecesOf(given), [
    'a mix-and-match 1 333',
    'b mix-and-match 1 500',
    'sauce mix-and-match 1 417',
  ]);
  assert.is(totalOf(apply([sold('a', 2_000, pasta), sold('sauce', 2_500, 2)], deal)), 0);
});

test('buy two, get one for less, out of the same goods: the cheapest of the three is for less', () => {
  const deal = one(mix([2, everything, 0], [1, everything, 5_000]));
  const lines = [sold('a', 3_000), sold('b', 2_000), sold('c', 1_000)];
  assert.equal(appliedOf(apply(lines, deal)), ['mix-and-match 1 500']);
  const more = Array.from({ length: 40 }, (_line, index) => sold(`p${String(index)}`, 100 * (index + 1)));
  // 4 000 3 900 3 800 | 3 700 3 600 3 500 | …: half of 3 800, 3 500, …, 200.
  assert.equal(appliedOf(apply(more, deal)), ['mix-and-match 13 13000']);
  // A sauce is food too, but the meal is not for less.
  const meal = one(mix([1, within('food'), 0], [1, only('sauce'), 5_000]));
  const food = { categories: ['food'] };
  const dear = [sold('sauce', 5_000, food), sold('bread', 1_000, food)];
  assert.equal(appliedOf(apply(dear, meal)), ['mix-and-match 1 2500']);
});

test('any three of a category for a price is mix and match too', () => {
  const tea = { categories: ['tea'] };
  const given = apply(
    [sold('mint', 1_990, tea), sold('lemon', 1_890, tea), sold('rooibos', 1_790, tea), sold('mug', 5_000)],
    one(nForPrice(3, 5_000, within('tea'))),
  );
  assert.is(totalOf(given), 670);
});

test('a bundle: one of each part at a price, as often as it is there', () => {
  const menu = one(bundle(9_900, [1, only('burger')], [1, within('drinks')], [2, only('dip')]));
  const drink = { categories: ['drinks'] };
  const lines = [sold('burger', 8_000, 2), sold('cola', 2_500, { count: 3, ...drink }), sold('dip', 500, 5)];
  assert.equal(appliedOf(apply(lines, menu)), ['bundle 2 3200']);
  assert.equal(appliedOf(apply([sold('burger', 8_000), sold('cola', 2_500, drink)], menu)), []);
});

test('ten percent over 500.00, on the lines it is meant for', () => {
  const deal = one(spend(50_000, 1_000, within('toys')));
  const toys = { categories: ['toys'] };
  assert.is(totalOf(apply([sold('a', 49_999, toys), sold('b', 90_000)], deal)), 0);
  const given = apply(
    [sold('a', 30_000, toys), weighed('c', [2_500, 20_000], toys), sold('b', 90_000)],
    deal,
  );
  assert.equal(piecesOf(given), ['a spend 1 3000', 'c spend 2.5 2000']);
  assert.equal(appliedOf(given), ['spend 1 5000']);
});

test('a limit per sale: pieces, weighed lines, groups; the best of them', () => {
  const lines = [sold('a', 1_000, 3), sold('b', 2_000), weighed('c', [500, 5_000])];
  const two = { limitPerSale: 2 };
  assert.equal(piecesOf(apply(lines, one(percentage(1_000), two))), [
    'b percentage 1 200',
    'c percentage 0.5 500',
  ]);
  assert.equal(piecesOf(apply(lines, one(fixedPrice(500), { limitPerSale: 1 }))), ['c fixed-price 0.5 4750']);
  assert.equal(appliedOf(apply([sold('a', 100, 20)], one(nForM(3, 2), two))), ['n-for-m 2 200']);
});

test('conditions by product and category, with exceptions', () => {
  const food = { categories: ['food', 'food/cheese'] };
  const lines = [
    sold('a', 1_000, food),
    sold('b', 1_000, food),
    sold('c', 1_000, { categories: ['food'] }),
    sold('d', 1_000),
  ];
  const named = (on: object): string[] =>
    piecesOf(apply(lines, one(percentage(1_000, on)))).map(([line]) => line ?? '');
  assert.equal(named({ categories: ['food/cheese'] }), ['a', 'b']);
  assert.equal(named({ products: ['d'], categories: ['food/cheese'] }), ['a', 'b', 'd']);
  assert.equal(named({ categories: ['food'], exceptProducts: ['b'] }), ['a', 'c']);
  assert.equal(named({ products: ['a', 'c'], exceptCategories: ['food/cheese'] }), ['c']);
  assert.equal(named({ exceptCategories: ['food'] }), ['d']);
  assert.equal(named({ products: [], categories: [] }), ['a', 'b', 'c', 'd']);
});

test('weighed goods are in no group', () => {
  const lines = [weighed('a', [1_000, 1_000]), weighed('b', [2_000, 2_000]), weighed('c', [3_000, 3_000])];
  for (const what of [
    nForM(3, 2),
    nForPrice(3, 100),
    bundle(1, [3, everything]),
    mix([3, everything, 5_000]),
  ])
    assert.is(totalOf(apply(lines, one(what))), 0, what.kind);
});

test('a price made by hand stands, unless the campaign says otherwise', () => {
  const lines = [sold('a', 1_000, { count: 2, changed: true }), sold('b', 1_000)];
  assert.equal(piecesOf(apply(lines, one(percentage(1_000)))), ['b percentage 1 100']);
  assert.is(totalOf(apply(lines, one(nForM(3, 2)))), 0);
  assert.is(totalOf(apply(lines, one(nForM(3, 2), { onChangedPrices: true }))), 1_000);
});

test('an amount that the pieces do not divide is used to the last minor unit', () => {
  const line = sold('a', 0, { count: 3, amount: minor(1_000) });
  assert.equal(piecesOf(apply([line], one(nForM(3, 2)))), ['a n-for-m 3 333']);
  assert.equal(piecesOf(apply([line], one(fixedPrice(0)))), ['a fixed-price 3 1000']);
});

test('a unit is used once: the best deal for the customer', () => {
  const third = sampleCampaign(nForM(3, 2), { id: 'third' });
  const tenth = sampleCampaign(percentage(1_000), { id: 'tenth' });
  // Three in the group, and the one that is left gets its tenth.
  assert.equal(appliedOf(apply([sold('a', 1_000, 4)], [third, tenth])), ['tenth 1 100', 'third 1 1000']);
  // Half price beats a third.
  const half = sampleCampaign(percentage(5_000), { id: 'half' });
  assert.equal(appliedOf(apply([sold('a', 1_000, 4)], [third, half])), ['half 4 2000']);
  // A dear piece by itself is worth more than in the group, and the group is made of the others.
  const dear = sampleCampaign(percentage(5_000, only('dear')), { id: 'dear' });
  assert.equal(appliedOf(apply([sold('dear', 9_000), sold('a', 1_000, 3)], [third, dear])), [
    'dear 1 4500',
    'third 1 1000',
  ]);
});

test('two groups want the same unit: together they do better than greed would', () => {
  // Greedy takes a+b (60) and leaves 0; c with a (50) and b with d (50) is better.
  const pair = (id: string, price: number, ...products: readonly string[]): Campaign =>
    sampleCampaign(bundle(price, ...products.map((each): [number, object] => [1, only(each)])), { id });
  const lines = ['a', 'b', 'c', 'd'].map((id) => sold(id, 100));
  const deals = [pair('ab', 140, 'a', 'b'), pair('ac', 150, 'a', 'c'), pair('bd', 150, 'b', 'd')];
  assert.equal(appliedOf(apply(lines, deals)), ['ac 1 50', 'bd 1 50']);
});

test('a threshold counts what no other campaign used, and is given up or preferred as the customer gains', () => {
  const tenth = sampleCampaign(spend(10_000, 1_000), { id: 'over' });
  const third = sampleCampaign(nForM(3, 2, only('a')), { id: 'third' });
  const lines = [sold('a', 1_000, 3), sold('b', 8_000)];
  // Without the group 11 000 are reached: 1 100; with it only 8 000 are left, but 1 000 free.
  assert.equal(appliedOf(apply(lines, [tenth, third])), ['over 1 1100']);
  assert.equal(appliedOf(apply([sold('a', 1_000, 3), sold('b', 12_000)], [tenth, third])), [
    'over 1 1200',
    'third 1 1000',
  ]);
  // Reached by several lines together, beside a group.
  const several = [sold('a', 1_000, 3), sold('b', 3_000, 2), weighed('c', [500, 5_000])];
  assert.equal(appliedOf(apply(several, [tenth, third])), ['over 1 1100', 'third 1 1000']);
});

test('of deals that give the same, the higher priority is made, then the lower id', () => {
  const fifth = (id: string, priority: number): Campaign =>
    sampleCampaign(percentage(2_000), { id, priority });
  const lines = [sold('a', 1_000)];
  assert.equal(appliedOf(apply(lines, [fifth('x', 1), fifth('y', 2)])), ['y 1 200']);
  assert.equal(appliedOf(apply(lines, [fifth('y', 1), fifth('x', 1)])), ['x 1 200']);
  const group = sampleCampaign(nForM(5, 4), { id: 'group', priority: 3 });
  assert.equal(appliedOf(apply([sold('a', 1_000, 5)], [fifth('x', 1), group])), ['group 1 1000']);
  assert.equal(appliedOf(apply([sold('a', 1_000, 5)], [fifth('x', 4), group])), ['x 5 1000']);
});

test('campaigns that share come on top, on what is left to pay', () => {
  const third = sampleCampaign(nForM(3, 2), { id: 'third' });
  const staff = sampleCampaign(percentage(1_000), { id: 'staff', stackable: true });
  const more = sampleCampaign(amountOffEach(50), { id: 'more', stackable: true, priority: 5 });
  const lines = [sold('a', 1_000, 3)];
  assert.equal(piecesOf(apply(lines, [third, staff])), ['a staff 3 200', 'a third 3 1000']);
  // 3 000 − 1 000 − 150, and a tenth of that.
  assert.equal(piecesOf(apply(lines, [third, staff, more])), [
    'a more 3 150',
    'a staff 3 185',
    'a third 3 1000',
  ]);
  const over = sampleCampaign(spend(3_000, 1_000), { id: 'over', stackable: true });
  assert.equal(piecesOf(apply(lines, [third, over])), ['a over 3 200', 'a third 3 1000']);
  assert.is(totalOf(apply([sold('a', 999, 3)], [over])), 0);
});

test('groups that share make do with what others left, unless they alone give more', () => {
  const food = { categories: ['food'] };
  const set = sampleCampaign(bundle(0, [1, everything], [2, everything], [1, only('a')]), {
    id: 'set',
    stackable: true,
  });
  const off = sampleCampaign(amountOffEach(1_712, only('d')), { id: 'off', limitPerSale: 1 });
  const lines = [
    sold('a', 1_370, { count: 8, ...food }),
    sold('d', 1_712, { count: 5, ...food }),
    sold('l', 0, { product: 'a', ...food }),
  ];
  const alone = totalOf(apply(lines, [set]));
  assert.ok(totalOf(apply(lines, [set, off])) >= alone);
});

test('a campaign that makes no sense gives nothing', () => {
  const lines = [sold('a', 1_000, 9)];
  const nonsense: readonly CampaignKind[] = [
    nForM(2, 2),
    nForM(2, 0),
    nForM(2.5, 1),
    nForPrice(0, 100),
    { ...nForPrice(3, 100), price: -1 as never } as CampaignKind,
    { ...percentage(100), basisPoints: 10_001 as never } as CampaignKind,
    { ...spend(100, 100), basisPoints: -1 as never } as CampaignKind,
    { ...amountOffEach(100), amount: 0.5 as never } as CampaignKind,
    { ...fixedPrice(100), price: Number.NaN as never } as CampaignKind,
    { ...spend(100, 100), threshold: 1e15 as never } as CampaignKind,
    { kind: 'mix-and-match', parts: [] },
    { kind: 'mix-and-match', parts: [{ count: 1, on: {}, basisPoints: 20_000 as never }] },
    bundle(100),
  ];
  for (const what of nonsense) assert.is(totalOf(apply(lines, one(what))), 0, JSON.stringify(what));
  assert.is(totalOf(apply(lines, one(percentage(1_000), { limitPerSale: 0 }))), 0);
});

test('lines that cost nothing, or nothing at all, get nothing', () => {
  const given = apply([sold('free', 0, 3), sold('a', 100, 3)], one(nForM(3, 2)));
  assert.equal(piecesOf(given), ['a n-for-m 3 100']);
  assert.is(totalOf(apply([sold('back', 100, -3)], one(percentage(1_000)))), 0);
});

// People walk at random through a whole shop: two tills and an office as processes of their own, every command there is, and everything that
// can break meanwhile. An oracle of its own follows with pencil and paper.
import { assert, longRun, note, seed, suite } from '../kit.ts';
import { leftOut, moves, rare, unaccounted } from './random-walk/moves.ts';
import { openWalkShop } from './random-walk/two-tills.ts';
import { Walk } from './random-walk/walk.ts';

const test = suite('random walk');
const steps = Number(process.env['COUNTERTOP_STEPS'] ?? (longRun ? 20_000 : 2_000));

test('every command has a move, or a reason to have none', () => {
  assert.equal(unaccounted(), []);
  for (const reason of Object.values(leftOut)) assert.ok(reason.length > 20, reason);
});

test(`${steps} steps at two tills`, { timeoutMs: longRun ? 3_500_000 : 230_000 }, async () => {
  const shop = await openWalkShop();
  try {
    const walk = new Walk(shop);
    await walk.run(steps);
    const { accepted, tried, refused, happened } = walk.tally;
    const unreached = Object.keys(moves).filter((name) => !accepted.has(name as never) && !(name in rare));
    // CI's walk and every long one do it all; a short one of another seed need not.
    if (steps >= 20_000 || (steps >= 2_000 && process.env['COUNTERTOP_SEED'] === undefined))
      assert.equal(unreached, [], 'never done, however often it was tried');
    note(
      `random walk: ${steps} steps (seed ${seed}); accepted ${JSON.stringify([...accepted])}; refused ${JSON.stringify([...refused])}; happened ${JSON.stringify([...happened])}; ${tried.size} of ${Object.keys(moves).length}`,
    );
  } finally {
    await shop.close();
  }
});

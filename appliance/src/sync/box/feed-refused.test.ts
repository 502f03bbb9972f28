// What the office sends and the box must not become: told, tried again seldom, and over when the office says something else.
import { assert, suite } from '../../../test/kit.ts';
import { SyncTrial } from '../../../test/sync/sync-trial.ts';
import { Fault } from '../../platform/fault.ts';

const test = suite('feed refused');
const minuteMs = 60_000;

test('a box that cannot become what the office says tells why, comes again seldom, and goes on when it can', async () => {
  const trial = new SyncTrial();
  const box = trial.addBox('B1', 1);
  await trial.clock.advance(1_000);
  const told = [
    [
      { reason: 'currency', problems: ['NOK'] },
      { code: 'currency', detail: '["NOK"]' },
    ],
    [{ problems: ['feed shop shop: /vat'] }, { code: 'feed-wrong', detail: '["feed shop shop: /vat"]' }],
  ] as const;
  for (const [data, refusal] of told) {
    box.applyFault = () => new Fault('config.invalid', data);
    trial.office.setPrice('p1', 100);
    await trial.clock.advance(2 * minuteMs);
    assert.equal([trial.endOf(box).state.phase, trial.endOf(box).state.refusal], ['waiting', refusal]);
    const before = trial.wireOf(box);
    await trial.clock.advance(10_000);
    assert.is(trial.wireOf(box), before, 'not at once');
  }
  box.sell(10);
  box.applyFault = () => undefined;
  await trial.clock.advance(3 * minuteMs);
  assert.equal([trial.endOf(box).state.phase, trial.endOf(box).state.refusal], ['linked', null]);
  assert.equal([box.held.get('p1'), trial.office.chains.get('B1')?.length], [100, 10]);
  await trial.close();
});

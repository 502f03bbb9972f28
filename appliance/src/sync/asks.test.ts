// What a box asks of its office while somebody waits: answered once, refused, or given up in time, and never asked of an office that would not know it.
import { assert, suite } from '../../test/kit.ts';
import type { PlayedBox } from '../../test/sync/played-shop.ts';
import { SyncTrial } from '../../test/sync/sync-trial.ts';
import type { AskOutcome } from './box/asks.ts';

const test = suite('questions');

async function linkedTrial(): Promise<{ readonly trial: SyncTrial; readonly box: PlayedBox }> {
  const trial = new SyncTrial();
  const box = trial.addBox('B1', 1);
  trial.office.setPrice('milk', 2_190);
  await trial.clock.advance(1_000);
  return { trial, box };
}

/** What comes of it within so long. */
async function within(
  trial: SyncTrial,
  ms: number,
  asked: Promise<AskOutcome>,
): Promise<AskOutcome | 'waits'> {
  let outcome: AskOutcome | 'waits' = 'waits';
  void asked.then((came) => {
    outcome = came;
  });
  await trial.clock.advance(ms);
  return outcome;
}

async function over(trial: SyncTrial): Promise<void> {
  await trial.close();
  assert.is(trial.clock.waiting, 0, 'no timer outlives both');
}

test('answered, or refused with what the office says', async () => {
  const { trial, box } = await linkedTrial();
  const end = trial.endOf(box);
  assert.equal(await within(trial, 20, end.ask('price', 'milk')), {
    outcome: 'answered',
    answer: { ok: true, value: 2_190 },
  });
  assert.equal(await within(trial, 20, end.ask('price', 'hay')), {
    outcome: 'answered',
    answer: { ok: false, refusal: { code: 'product.unknown', data: { id: 'hay' } } },
  });
  await over(trial);
});

test('without a link there is no answer, at once; an older office is not asked what it does not know', async () => {
  const { trial, box } = await linkedTrial();
  const end = trial.endOf(box);
  assert.equal(await within(trial, 1, end.ask('weather', 'Oslo')), { outcome: 'too-old' });
  trial.reachable = false;
  trial.wireOf(box).cut({ box: 1 });
  await trial.clock.advance(100);
  assert.equal(await within(trial, 1, end.ask('price', 'milk')), { outcome: 'not-linked' });
  await over(trial);
});

test('an office that says nothing of questions takes none', async () => {
  const trial = new SyncTrial();
  trial.office.questions = [];
  const box = trial.addBox('B1', 1);
  await trial.clock.advance(1_000);
  assert.equal(await within(trial, 1, trial.endOf(box).ask('price', 'milk')), { outcome: 'too-old' });
  await over(trial);
});

test('given up after five seconds; what comes later is passed over and the link lives', async () => {
  const { trial, box } = await linkedTrial();
  const end = trial.endOf(box);
  trial.office.answerMs = () => 7_000;
  const asked = end.ask('price', 'milk');
  assert.is(await within(trial, 4_900, asked), 'waits');
  assert.equal(await within(trial, 200, asked), { outcome: 'no-answer' });
  await trial.clock.advance(5_000);
  trial.office.answerMs = () => 0;
  assert.is(end.state.phase, 'linked');
  assert.equal(await within(trial, 20, end.ask('price', 'milk')), {
    outcome: 'answered',
    answer: { ok: true, value: 2_190 },
  });
  await over(trial);
});

test('a store with a bad moment: the box hears nothing, and the next question is answered', async () => {
  const { trial, box } = await linkedTrial();
  const end = trial.endOf(box);
  trial.office.answerFault = () => true;
  assert.equal(await within(trial, 5_100, end.ask('price', 'milk')), { outcome: 'no-answer' });
  trial.office.answerFault = () => false;
  assert.is(((await within(trial, 20, end.ask('price', 'milk'))) as AskOutcome).outcome, 'answered');
  assert.is(end.state.phase, 'linked');
  await over(trial);
});

test('sixteen at once and no more; the office works on eight and has all answered', async () => {
  const { trial, box } = await linkedTrial();
  const end = trial.endOf(box);
  trial.office.answerMs = () => 500;
  const asked = Array.from({ length: 17 }, async () => end.ask('price', 'milk'));
  const outcomes: string[] = [];
  for (const each of asked) void each.then(({ outcome }) => outcomes.push(outcome));
  await trial.clock.advance(1);
  assert.equal(outcomes, ['busy']);
  await trial.clock.advance(1_100);
  assert.is(outcomes.filter((outcome) => outcome === 'answered').length, 16);
  assert.is(trial.office.answering.most, 8);
  await over(trial);
});

test('the link breaks while somebody waits: they hear it then, not after the time', async () => {
  const { trial, box } = await linkedTrial();
  trial.office.answerMs = () => 4_000;
  const asked = trial.endOf(box).ask('price', 'milk');
  await trial.clock.advance(100);
  trial.reachable = false;
  trial.wireOf(box).cut({ box: 1 });
  assert.equal(await within(trial, 100, asked), { outcome: 'no-answer' });
  await over(trial);
});

test('a box that asks without end is let go', async () => {
  const { trial, box } = await linkedTrial();
  trial.office.answerMs = () => 60_000;
  const link = trial.wireOf(box).box;
  for (let id = 0; id < 33; id += 1)
    link.send(JSON.stringify({ t: 'ask', id: String(id), question: 'price', body: 'milk' }));
  await trial.clock.advance(50);
  assert.is(trial.office.connections.at(-1), '-B1');
  await trial.close();
});

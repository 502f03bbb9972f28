// A page that is to hear of changes: through lines that break and offices that refuse, and honest about when it does not.
import { assert, suite, virtualClock } from '../../../../appliance/test/kit.ts';
import { Live, type LiveState, type Nudge, type Source } from './live.ts';

const test = suite('live updates');

class Played implements Source {
  readyState = 0;
  isClosed = false;
  readonly #listeners = new Map<string, (event: { data: unknown }) => void>();

  addEventListener(name: string, listener: (event: { readonly data: unknown }) => void): void {
    this.#listeners.set(name, listener);
  }

  close(): void {
    this.isClosed = true;
  }

  opens(): void {
    this.readyState = 1;
    this.#listeners.get('open')?.({ data: null });
  }

  /** The browser comes again by itself. */
  breaks(): void {
    this.readyState = 0;
    this.#listeners.get('error')?.({ data: null });
  }

  /** An answer that was none of the events: the browser gives up. */
  refuses(): void {
    this.readyState = 2;
    this.#listeners.get('error')?.({ data: null });
  }

  says(nudge: Nudge): void {
    this.#listeners.get('message')?.({ data: JSON.stringify(nudge) });
  }
}

function scene() {
  const clock = virtualClock();
  const sources: Played[] = [];
  const live = new Live({
    open: () => {
      const source = new Played();
      sources.push(source);
      return source;
    },
    after: (ms, run) => clock.after(ms, run),
    chance: () => 1 - 1e-9,
  });
  const heard: (Nudge | 'everything')[] = [];
  const states: LiveState[] = [];
  live.hear((nudge) => void heard.push(nudge));
  live.watch((state) => void states.push(state));
  const stop = live.start();
  const last = (): Played => {
    const source = sources.at(-1);
    if (source === undefined) throw new Error('nothing was opened');
    return source;
  };
  return { clock, sources, live, heard, states, stop, last };
}

test('it tells what it hears, and everything after a gap', () => {
  const { live, heard, states, stop, last } = scene();
  last().opens();
  last().says({ what: 'stock' });
  assert.equal([live.state, heard], ['live', [{ what: 'stock' }]]);
  last().breaks();
  assert.is(live.state, 'lost');
  last().opens();
  assert.equal(heard, [{ what: 'stock' }, 'everything']);
  assert.equal(states, ['live', 'lost', 'live']);
  stop();
  assert.ok(last().isClosed);
});

test('refused, it comes again by itself: after 3 s, doubling to a minute, for ever, and from the beginning when it was let in', async () => {
  const { clock, sources, live, heard, last, stop } = scene();
  const waits: number[] = [];
  for (let time = 0; time < 8; time += 1) {
    last().refuses();
    assert.is(live.state, 'refused');
    const [before, from] = [sources.length, clock.now()];
    while (sources.length === before) await clock.advance(100);
    waits.push(Math.round((clock.now() - from) / 1_000));
  }
  assert.equal(waits, [3, 6, 12, 24, 48, 60, 60, 60]);
  last().opens();
  assert.equal([live.state, heard], ['live', ['everything']]);
  last().refuses();
  const before = sources.length;
  await clock.advance(3_100);
  assert.is(sources.length, before + 1);
  stop();
});

test('stopped, it comes no more', async () => {
  const { clock, sources, last, stop } = scene();
  last().refuses();
  stop();
  await clock.advance(600_000);
  assert.equal([sources.length, clock.waiting], [1, 0]);
});

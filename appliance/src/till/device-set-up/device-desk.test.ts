// A trial payment and what may become of it: one unit is taken and given back, and what nobody knows is said, never guessed.
import { recordingLog } from '../../../test/devices/memory-pipe.ts';
import { SimulatedHardware } from '../../../test/devices/simulated-hardware.ts';
import { assert, countingIds, seeded, suite, virtualClock } from '../../../test/kit.ts';
import { DeviceRoom } from '../../devices/device-room.ts';
import type { DevicesOfKind } from '../../devices/devices-of-kind.ts';
import { Registry } from '../../devices/registry/registry.ts';
import type { CardAnswer, CardInquiry, CardRequest, Terminal } from '../../devices/terminal/port.ts';
import { nodeDisk } from '../../platform/disk/node-disk.ts';
import type { DeviceTestAnswer } from '../../protocol/device-set-up.ts';
import { ByteLog } from './byte-log.ts';
import { DeviceDesk } from './device-desk.ts';
import { SetUp } from './set-up.ts';

const test = suite('a trial payment');
const approved: CardAnswer = {
  outcome: 'approved',
  amount: 100,
  tip: 0,
  reference: 'R1',
  card: { brand: 'visa', last4: '1111' },
} as unknown as CardAnswer;
const reversed: CardAnswer = { outcome: 'reversed', reference: 'R2' };
const gone = async (): Promise<never> => Promise.reject(new Error('gone'));

interface Says {
  readonly request: () => Promise<CardAnswer>;
  readonly inquire?: () => Promise<CardInquiry>;
  readonly reverse?: () => Promise<CardAnswer>;
}

async function tried({ request, inquire = gone, reverse = gone }: Says) {
  const clock = virtualClock();
  const log = recordingLog();
  const asked: CardRequest[] = [];
  const terminal: Terminal = {
    request: async (wish) => {
      asked.push(wish);
      return request();
    },
    inquire,
    reverse,
    abort: async () => undefined,
    reconcile: async () => ({ net: 0, currency: 'NOK', slip: [] }),
    onLateAnswer: () => undefined,
  };
  const setting = {
    name: 't',
    kind: 'terminal',
    model: 'bench',
    address: 'tcp://127.0.0.1:1',
    options: {},
  } as const;
  const setUp = await SetUp.open({
    disk: nodeDisk,
    path: '/nowhere/devices.json',
    fixed: [setting],
    models: [],
  });
  const opener = { open: gone };
  const room = new DeviceRoom({ settings: [], opener, clock, log, randomness: seeded() });
  const terminals: Partial<DevicesOfKind<Terminal>> = { connected: () => terminal };
  room.of = (() => terminals) as unknown as DeviceRoom['of'];
  const desk = new DeviceDesk({
    room,
    registry: new Registry(new SimulatedHardware(), { clock, log }),
    setUp,
    bytes: new ByteLog(clock, () => undefined),
    models: [],
    clock,
    ids: countingIds(),
    log,
    unit: () => ({ amount: 100, currency: 'NOK' }),
    noteDrawer: async () => true,
  });
  assert.is(desk.test('pay', 't', 'alex'), 'begun');
  assert.is(desk.test('pay', 't', 'alex'), 'busy');
  assert.is(desk.test('pay', 'nobody', 'alex'), 'unknown');
  let answer: DeviceTestAnswer | null | undefined = null;
  for (let turn = 0; turn < 100 && answer === null; turn += 1) {
    await clock.advance(1);
    answer = desk.view().devices[0]?.trial?.answer;
  }
  desk.stop();
  assert.equal(
    asked.map(({ amount, currency, direction }) => [amount, currency, direction]),
    [[100, 'NOK', 'pay']],
    'asked once, whatever happens',
  );
  return `${answer?.outcome ?? '?'} ${answer?.code ?? '?'}`;
}

test('each ending says what it is', async () => {
  const yes = async (): Promise<CardAnswer> => approved;
  const back = async (): Promise<CardAnswer> => reversed;
  const declined = async (): Promise<CardAnswer> => ({ outcome: 'declined', reason: 'no' });
  assert.is(await tried({ request: yes, reverse: back }), 'done pay.taken-back');
  assert.is(await tried({ request: back }), 'done pay.taken-back');
  assert.is(await tried({ request: declined }), 'failed pay.declined');
  assert.is(await tried({ request: gone, inquire: yes, reverse: back }), 'done pay.taken-back');
  assert.is(
    await tried({ request: gone, inquire: async () => ({ outcome: 'not-found' }) }),
    'failed pay.not-found',
  );
  assert.is(
    await tried({ request: gone, inquire: async () => ({ outcome: 'running' }) }),
    'unknown pay.unknown',
  );
  assert.is(await tried({ request: gone }), 'unknown pay.unknown');
  assert.is(await tried({ request: yes }), 'unknown pay.not-taken-back');
  assert.is(await tried({ request: yes, inquire: yes }), 'unknown pay.not-taken-back');
  assert.is(await tried({ request: yes, inquire: back }), 'done pay.taken-back');
});

// The reserve: held while there is room, given up once when the disk is full, taken again when somebody made room.
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { Fault } from '../../platform/fault.ts';
import { emptyRegister } from '../../domain/register/state.ts';
import type { RegisterListener, StorageHealth } from './register.ts';
import { RoomKeeper } from './room-keeper.ts';

const test = suite('room keeper');
const settle = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function play(room: { enough: boolean; broken?: boolean }) {
  const clock = virtualClock();
  const did: string[] = [];
  const listeners: RegisterListener[] = [];
  const state = emptyRegister('B1', 'NOK');
  const register = {
    storage: 'ok' as StorageHealth,
    haveRoom: (roomy: boolean) => {
      did.push(roomy ? 'room' : 'no room');
      register.storage = roomy ? 'ok' : 'full';
      for (const listener of listeners) listener(state, []);
    },
    onCommit: (listener: RegisterListener) => void listeners.push(listener),
  };
  const reserve = {
    hold: async () => {
      did.push('hold');
      if (room.broken === true) throw new Fault('storage.failed');
      return room.enough;
    },
    release: async () => void did.push('release'),
  };
  const nothing = (): void => undefined;
  const log = { debug: nothing, info: nothing, warn: () => void did.push('warned'), error: nothing };
  const checkpoint = async (): Promise<boolean> => {
    did.push('checkpoint');
    return true;
  };
  const keeper = new RoomKeeper({ register, reserve, checkpoint, clock, log });
  const commitFails = (): void => {
    register.storage = 'full';
    for (const listener of listeners) listener(state, []);
  };
  return { keeper, clock, did, commitFails };
}

test('with room, the reserve is taken once and nothing waits', async () => {
  const { keeper, clock, did } = play({ enough: true });
  await keeper.start();
  assert.equal(did, ['hold']);
  assert.is(clock.waiting, 0);
});

test('full: given up once, however many commits fail, and taken again when there is room', async () => {
  const room = { enough: true };
  const { keeper, clock, did, commitFails } = play(room);
  await keeper.start();
  room.enough = false;
  commitFails();
  commitFails();
  await settle();
  assert.equal(did, ['hold', 'no room', 'release', 'checkpoint']);
  commitFails();
  await clock.advance(5_000);
  assert.equal(did.slice(4), ['hold']);
  room.enough = true;
  await clock.advance(5_000);
  assert.equal(did.slice(5), ['hold', 'room']);
  assert.is(clock.waiting, 0);
  commitFails();
  await settle();
  assert.equal(did.slice(7), ['no room', 'release', 'checkpoint']);
  await keeper.stop();
});

test('no room from the start is the same as none later', async () => {
  const room = { enough: false };
  const { keeper, clock, did } = play(room);
  await keeper.start();
  assert.equal(did, ['hold', 'no room']);
  room.enough = true;
  await clock.advance(5_000);
  assert.equal(did.slice(2), ['hold', 'room']);
});

test('a disk that cannot be looked at is told and looked at again; selling goes on', async () => {
  const room = { enough: true, broken: true };
  const { keeper, clock, did } = play(room);
  await keeper.start();
  assert.equal(did, ['hold', 'warned']);
  room.broken = false;
  await clock.advance(5_000);
  assert.equal(did.slice(2), ['hold']);
});

test('stopped, it looks no more', async () => {
  const { keeper, clock, commitFails, did } = play({ enough: false });
  await keeper.start();
  await keeper.stop();
  commitFails();
  await clock.advance(60_000);
  assert.equal(did, ['hold', 'no room']);
  assert.is(clock.waiting, 0);
});

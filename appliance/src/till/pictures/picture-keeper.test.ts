// Pictures of the office on a till: all that are wanted and no others, each fetched once, whatever breaks in between; never more than agreed.
import { silent } from '../../../test/journal/open-journal.ts';
import { assert, seeded, suite, type VirtualClock, virtualClock } from '../../../test/kit.ts';
import { Fault } from '../../platform/fault.ts';
import { type KeptPictures, uploadedNameOf } from '../../platform/pictures/kept-pictures.ts';
import { PictureKeeper, type PictureLimits } from './picture-keeper.ts';

const test = suite('picture keeper');
const bytesEach = 1_000;
const picture = (number: number): Uint8Array => Buffer.alloc(bytesEach, `picture ${number} `);
const nameOf = (number: number): string => uploadedNameOf(picture(number));
const wide: PictureLimits = { countMax: 100, bytesMax: 1e9, pictureBytesMax: 2_000, freeBytesMin: 10_000 };

/** A till, its office and the line between, each with its bad days. */
class Scene {
  readonly clock: VirtualClock = virtualClock();
  readonly here = new Map<string, Uint8Array>();
  readonly atOffice = new Map<string, Uint8Array>();
  readonly asked: string[] = [];
  readonly wanted = new Set<string>();
  free = 1e9;
  /** Asks that are answered before the line breaks. */
  answers = Infinity;
  /** What the disk says to whoever writes. */
  writing: () => void = () => undefined;
  atOnce = 0;
  atOnceMost = 0;
  readonly keeper: PictureKeeper;

  constructor(limits: Partial<PictureLimits> = {}) {
    const { clock } = this;
    const randomness = seeded(1);
    this.keeper = new PictureKeeper({
      pictures: this.#pictures(),
      wanted: async () => Promise.resolve(new Set(this.wanted)),
      fetch: async (name) => this.#fetch(name),
      clock,
      randomness,
      log: silent,
      limits: { ...wide, ...limits },
    });
    this.keeper.start();
  }

  want(...numbers: readonly number[]): void {
    for (const number of numbers) {
      this.wanted.add(nameOf(number));
      this.atOffice.set(nameOf(number), picture(number));
    }
    this.keeper.changed();
  }

  /** Seconds, one by one: each lets what was begun come to its end. */
  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds * 10; second += 1) await this.clock.advance(100);
  }

  /** How often each was asked for. */
  times(number: number): number {
    return this.asked.filter((name) => name === nameOf(number)).length;
  }

  async #fetch(name: string): Promise<Uint8Array | undefined> {
    this.asked.push(name);
    this.atOnce += 1;
    this.atOnceMost = Math.max(this.atOnce, this.atOnceMost);
    await new Promise<void>((resolve) => void this.clock.after(50, resolve));
    this.atOnce -= 1;
    if (this.answers <= 0) throw new Fault('link.closed', { reason: 'broken' });
    this.answers -= 1;
    return this.atOffice.get(name);
  }

  #pictures(): KeptPictures {
    const { here } = this;
    const sizes = () => new Map([...here].map(([name, content]) => [name, content.byteLength]));
    return {
      list: async () => Promise.resolve(sizes()),
      read: async (name) => Promise.resolve(here.get(name)),
      freeBytes: async () => Promise.resolve(this.free),
      keep: async (name, content) => {
        this.writing();
        if (uploadedNameOf(content) !== name) return Promise.resolve(false);
        here.set(name, content);
        this.free -= content.byteLength;
        return Promise.resolve(true);
      },
      remove: async (name) => {
        here.delete(name);
        return Promise.resolve();
      },
    };
  }
}

const numbers = (count: number): readonly number[] => [...Array(count).keys()];
let scene: Scene;
test.afterEach(async () => {
  const stopped = scene.keeper.stop();
  await scene.pass(1);
  await stopped;
  assert.is(scene.clock.waiting, 0);
});

test('all that are wanted come, one after the other with rests, each once; what nobody shows any more goes', async () => {
  scene = new Scene();
  scene.want(...numbers(30));
  await scene.pass(10);
  assert.equal([...scene.here.keys()].sort(), [...scene.wanted].sort());
  assert.is(scene.asked.length, 30);
  assert.is(scene.atOnceMost, 1);
  scene.wanted.delete(nameOf(3));
  scene.want(31);
  await scene.pass(5);
  assert.is(scene.here.has(nameOf(3)), false);
  assert.equal([scene.here.size, scene.times(31), scene.asked.length], [30, 1, 31]);
});

test('a rest is as long as the fetch before it: selling has half of the time at least', async () => {
  scene = new Scene();
  scene.want(...numbers(30));
  await scene.pass(4);
  // 50 ms each way of the clock: in two seconds after the swarm was over, not more than 16 of them.
  assert.ok(scene.asked.length > 5 && scene.asked.length <= 17, String(scene.asked.length));
  await scene.pass(10);
});

test('after a line that broke in the middle it goes on with the next, when the office is reached at the latest', async () => {
  scene = new Scene();
  scene.answers = 10;
  scene.want(...numbers(25));
  await scene.pass(6);
  assert.is(scene.here.size, 10);
  await scene.pass(120);
  const tries = scene.asked.length;
  assert.ok(tries < 25, `${tries} tries in two minutes`);
  scene.answers = Infinity;
  scene.keeper.reached();
  await scene.pass(8);
  assert.is(scene.here.size, 25);
  assert.ok(
    [...scene.here.keys()].filter((name) => scene.asked.filter((each) => each === name).length > 1).length <=
      1,
    'what was here was not fetched again',
  );
});

test('a line that stays broken is tried ever more seldom, for ever, and found again without being told', async () => {
  scene = new Scene();
  scene.answers = 0;
  scene.want(1);
  await scene.pass(600);
  assert.ok(scene.asked.length >= 12 && scene.asked.length <= 30, String(scene.asked.length));
  scene.answers = Infinity;
  await scene.pass(70);
  assert.is(scene.here.size, 1);
});

test('on a disk with no room none is fetched; when there is, they come by themselves', async () => {
  scene = new Scene();
  scene.free = 10_000 + 2_000 + 3 * bytesEach;
  scene.want(...numbers(8));
  await scene.pass(30);
  assert.is(scene.here.size, 4);
  assert.ok(scene.free >= 10_000);
  await scene.pass(60);
  assert.equal([scene.here.size, scene.asked.length], [4, 4]);
  scene.free = 1e6;
  await scene.pass(65);
  assert.is(scene.here.size, 8);
});

test('a disk that is full after all is left alone for a minute', async () => {
  scene = new Scene();
  let tried = 0;
  scene.writing = () => {
    tried += 1;
    throw new Fault('storage.full', { system: 'ENOSPC' });
  };
  scene.want(...numbers(8));
  await scene.pass(50);
  assert.is(tried, 1);
  scene.writing = () => undefined;
  await scene.pass(70);
  assert.is(scene.here.size, 8);
});

test('never more pictures than agreed, and never more bytes', async () => {
  scene = new Scene({ countMax: 5 });
  scene.want(...numbers(9));
  await scene.pass(10);
  assert.is(scene.here.size, 5);
  const stopped = scene.keeper.stop();
  await scene.pass(1);
  await stopped;
  scene = new Scene({ bytesMax: 5_500 });
  scene.want(...numbers(9));
  await scene.pass(10);
  assert.is(scene.here.size, 4);
  assert.is(scene.asked.length, 4);
});

test('what the office lacks, or has wrong, is asked for again in an hour and keeps nothing else waiting', async () => {
  scene = new Scene();
  scene.want(1, 2, 3);
  scene.atOffice.delete(nameOf(1));
  scene.atOffice.set(nameOf(2), Buffer.from('another'));
  await scene.pass(600);
  assert.equal([scene.here.size, scene.times(1), scene.times(2)], [1, 1, 1]);
  scene.want(1, 2);
  await scene.pass(5);
  assert.is(scene.here.size, 3);
});

test('while a long fetch goes on, what is wanted by now comes without waiting for all the rest', async () => {
  scene = new Scene({ countMax: 1_000 });
  scene.want(...numbers(300));
  await scene.pass(5);
  scene.wanted.clear();
  scene.want(1_000);
  await scene.pass(25);
  assert.equal([...scene.here.keys()], [nameOf(1_000)]);
  assert.ok(scene.asked.length < 200);
});

test('it stops in the middle of a fetch', async () => {
  scene = new Scene();
  scene.want(...numbers(5));
  await scene.pass(2.1);
  assert.ok(scene.asked.length > 0 && scene.here.size < 5);
  const stopped = scene.keeper.stop();
  await scene.pass(1);
  await stopped;
  const { length } = scene.asked;
  await scene.pass(30);
  assert.is(scene.asked.length, length);
});

// The registers that somebody of the office may stand at, and how each is opened: nobody else's, and nothing that could not be opened.
import { behindDoor } from '../../../test/back-office/behind-door.ts';
import { type WholeOffice, wholeOffice } from '../../../test/back-office/whole-office.ts';
import { sampleBody } from '../../../test/back-office/sample-bodies.ts';
import { assert, suite } from '../../../test/kit.ts';
import type { Body, Kind } from '../../protocol/office/kinds.ts';
import type { Pos } from '../../protocol/office/pos.ts';
import type { BoxNow } from './fleet.ts';
import { posRoutes } from './pos-routes.ts';

const test = suite('pos routes');

/** A box that told nothing but the addresses of its pages. */
function told(register: string, addresses: readonly string[] | undefined, linked: boolean): BoxNow {
  const status = {
    queue: 0,
    devices: [],
    disk: null,
    temperature: null,
    pages: 0,
    startedAt: 0,
    feedNumber: 0,
  };
  const memory = {
    register,
    version: '1',
    roles: ['till'],
    connectedAt: 0,
    heardAt: 0,
    offsetMs: null,
    status: addresses === undefined ? status : { ...status, addresses: [...addresses] },
    toldAt: 0,
    queueEmptyAt: 0,
  };
  return { memory, linked, shiftOpen: false, alarms: [] };
}

async function withPos(
  work: (ground: {
    office: WholeOffice;
    posOf: (user: string | undefined) => Promise<Pos & { status: number }>;
  }) => Promise<void>,
): Promise<void> {
  const office = await wholeOffice();
  const { records } = office;
  const boxes = new Map([
    ['K1', told('K1', ['http://k1.local:8080'], true)],
    ['K2', told('K2', undefined, true)],
    ['K3', told('K3', ['http://k3.local:8080'], false)],
  ]);
  const behind = await behindDoor((door) => [
    posRoutes({
      door,
      fleet: { boxes: async () => Promise.resolve(boxes) },
      records,
      paired: async () => Promise.resolve(new Set(['K1', 'K2', 'K3'])),
      here: 'H1',
      hasPosPassword: async (user) => Promise.resolve(user === 'with'),
    }),
  ]);
  try {
    await work({
      office,
      posOf: async (user) => {
        behind.as(user === undefined ? undefined : { user, rights: {} });
        const { status, body } = await behind.ask('GET', '/api/pos');
        return { ...(body as Pos), status };
      },
    });
  } finally {
    await behind.server.close();
    await office.close();
  }
}

test('one’s own registers, each with the way to it; whoever has no sale point has none', () =>
  withPos(async ({ office, posOf }) => {
    assert.is((await posOf(undefined)).status, 401);
    const { shop, records } = office;
    const put = async (kind: Kind, number: number, more: object): Promise<string> => {
      const body = { ...sampleBody(kind, shop, number), ...more } as Body<Kind>;
      const made = await records.create(kind, body, 'tester');
      assert.accepted(made);
      return made.value.id;
    };
    const elsewhere = await put('sale-point', 7, { name: 'Terrasse' });
    const registers = ['H1', 'K1', 'K2', 'K3', 'N1'].map((name) => ({ name, salePoint: shop.counter }));
    const others = [
      { name: 'E1', salePoint: elsewhere },
      { name: 'X1', salePoint: shop.counter, active: false },
      { name: 'Y1', salePoint: shop.counter, purpose: 'kitchen' },
    ];
    for (const [index, more] of [...registers, ...others].entries()) await put('register', 20 + index, more);
    const salePoints = [{ salePoint: shop.counter, role: shop.role }];
    const user = await put('user', 1, { salePoints });
    const { registers: own, hasPosPassword } = await posOf(user);
    const seen = own.map(({ register, opens, linked, addresses }) => [register, opens, linked, ...addresses]);
    const standing = new Map(seen.map(([register, ...rest]) => [register, rest]));
    assert.equal(
      ['H1', 'K1', 'K2', 'K3', 'N1', 'E1', 'X1', 'Y1'].map((name) => standing.get(name)),
      [
        ['here', false],
        ['elsewhere', true, 'http://k1.local:8080'],
        ['there-only', true],
        ['elsewhere', false, 'http://k3.local:8080'],
        ['unpaired', false],
        undefined,
        undefined,
        undefined,
      ],
    );
    assert.is(hasPosPassword, false);
    assert.is(own[0]?.salePoint, 'Disken');
    assert.equal(await posOf('stranger'), { status: 200, registers: [], hasPosPassword: false });
    assert.is((await posOf('with')).hasPosPassword, true);
  }));

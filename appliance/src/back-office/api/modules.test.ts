// What is switched off is refused, by every route of it and to everybody, and nothing of it is changed; what is on is not touched by that.
import { behindDoor } from '../../../test/back-office/behind-door.ts';
import { withOffice } from '../../../test/back-office/serve.ts';
import { wholeOffice } from '../../../test/back-office/whole-office.ts';
import { assert, suite } from '../../../test/kit.ts';
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import { moduleNames, moduleOfKind, type ModuleName } from '../../protocol/office/modules.ts';
import { stockRoutes } from '../stock/routes.ts';

const test = suite('modules that are off');
const allKinds = Object.keys(kinds) as Kind[];

test(
  'every route of every kind: refused while its module is off, names of what is chosen excepted',
  { timeoutMs: 120_000 },
  async () => {
    let off: ModuleName | undefined;
    const isOn = async (module: ModuleName): Promise<boolean> => Promise.resolve(module !== off);
    await withOffice(
      async ({ routes, ask, letIn, clock, records }) => {
        letIn('none', {});
        const before = await records.lastNumber();
        const refused = new Map<ModuleName, number>();
        for (off of moduleNames) {
          for (const kind of allKinds) {
            const { path } = kinds[kind];
            const own = routes.filter(
              ({ url }) =>
                url === `/api/${path}` || url.startsWith(`/api/${path}/`) || url === `/api/${path}.csv`,
            );
            assert.is(own.length, 11, kind);
            for (const { method, url } of own) {
              const csv = url.endsWith('.csv') && method === 'POST' ? { type: 'text/csv', body: 'x' } : {};
              const body = method === 'POST' || method === 'PUT' ? { body: {}, ...csv } : {};
              const { status, json } = await ask(method, url.replace(':id', 'some'), body);
              const mustRefuse = moduleOfKind[kind] === off && !url.endsWith('/choices');
              const say = `${method} ${url} without ${off}`;
              assert.is(status === 403 && json.error.code === 'module.off', mustRefuse, say);
              if (!mustRefuse) continue;
              assert.is(json.error.data.module, off);
              refused.set(off, (refused.get(off) ?? 0) + 1);
            }
          }
          await clock.advance(60_000);
        }
        const of = (module: ModuleName): number =>
          Object.values(moduleOfKind).filter((each) => each === module).length * 10;
        assert.equal(
          moduleNames.map((module) => refused.get(module) ?? 0),
          moduleNames.map(of),
        );
        assert.is(await records.lastNumber(), before);
        off = 'campaigns';
        assert.is((await ask('GET', '/api/campaigns', { who: 'none' })).json.error.code, 'right.needed');
        assert.is((await ask('GET', '/api/campaigns', { who: 'nobody' })).status, 401);
      },
      { isOn },
    );
  },
);

test('stock is refused whole, and booked nothing', async () => {
  const office = await wholeOffice();
  let off = true;
  const behind = await behindDoor(
    (door) => [stockRoutes({ door, stock: office.stock })],
    async (module) => Promise.resolve(module !== 'stock' || !off),
  );
  try {
    behind.as({ rights: { stock: 'edit' } });
    assert.ok(behind.routes.length >= 4);
    const head = await office.archive.head('OFFICE');
    for (const route of behind.routes) {
      const [method, path] = route.split(' ') as ['GET', string];
      const { status, code } = await behind.ask(method, path.replaceAll(/:\w+/g, 'x'));
      assert.equal([status, code], [403, 'module.off'], route);
    }
    assert.equal(await office.archive.head('OFFICE'), head);
    off = false;
    assert.is((await behind.ask('GET', '/api/stock')).status, 200);
  } finally {
    await behind.server.close();
    await office.close();
  }
});

// The drawer's sensor: an opening by key is journalled, one that stays open is told of, and where the law says so no sale begins meanwhile.
import { assert, suite, virtualClock } from '../../../test/kit.ts';
import { openRegister, sampleProduct, scan } from '../../../test/sample-register.ts';
import type { DeviceEvents } from '../../devices/kinds.ts';
import { minor } from '../../domain/money/money.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import type { DrawerSettings } from '../../domain/shop/settings.ts';
import { DrawerWatch } from './drawer-watch.ts';

const test = suite('drawer watch');
const bySale: RegisterEvent = { type: 'drawer.opened', payload: { reason: 'sale' } };
const byKey: RegisterEvent = { type: 'drawer.opened', payload: { reason: 'key' } };

function watched(settings?: DrawerSettings) {
  const clock = virtualClock();
  const noted: RegisterEvent[] = [];
  let changes = 0;
  let tell: (state: DeviceEvents['drawer'], device?: string) => Promise<void> = () => Promise.resolve();
  const watch = new DrawerWatch({
    devices: {
      on: (_event, listener) => {
        tell = async (state, device = 'receipts') => listener(device, state as never);
        return () => undefined;
      },
    },
    clock,
    settings: () => settings,
    note: async (event) => noted.push(event),
    onChange: () => (changes += 1),
  });
  watch.start();
  return { watch, clock, noted, tell, changes: () => changes };
}

test('an opening that the till asked for is not journalled twice; by key it is, each time', async () => {
  const { watch, noted, tell, clock } = watched();
  await tell('closed');
  watch.noteCommitted([bySale]);
  await clock.advance(3_000);
  await tell('open');
  assert.equal(noted, []);
  await tell('closed');
  await tell('open');
  assert.equal(noted, [byKey], 'one pulse opens once');
  await tell('open');
  assert.is(noted.length, 1, 'said again is not opened again');
  await tell('closed');
  watch.noteCommitted([bySale]);
  await clock.advance(15_001);
  await tell('open');
  assert.equal(noted, [byKey, byKey], 'a pulse of long ago explains nothing');
});

test('open when the box starts is nobody’s opening; what opens unseen while the printer is away is', async () => {
  const { noted, tell } = watched();
  await tell('open');
  assert.equal(noted, []);
  await tell('closed');
  await tell('open', 'bar');
  assert.equal(noted, []);
  await tell('open');
  assert.equal(noted, [byKey]);
});

test('its own entry is not taken for a pulse', async () => {
  const { watch, noted, tell } = watched();
  await tell('closed');
  watch.noteCommitted([byKey]);
  await tell('open');
  assert.equal(noted, [byKey]);
});

test('left open: told after a minute, ended by shutting it; another one goes on', async () => {
  const { watch, tell, clock, changes } = watched();
  const from = clock.now();
  await tell('open');
  await clock.advance(59_999);
  assert.is(watch.leftOpenSince, null);
  const before = changes();
  await clock.advance(1);
  assert.is(watch.leftOpenSince, from);
  assert.is(changes(), before + 1, 'pages are told when the time comes');
  await tell('open', 'bar');
  await tell('closed');
  assert.is(watch.leftOpenSince, null);
  await clock.advance(60_000);
  assert.is(watch.leftOpenSince, from + 60_000);
  await tell('closed', 'bar');
  assert.not.ok(watch.isOpen);
});

test('the time is a setting, and so is never', async () => {
  const quick = watched({ leftOpenMs: 5_000, refusesSale: false });
  await quick.tell('open');
  await quick.clock.advance(5_000);
  assert.ok(quick.watch.leftOpenSince !== null);
  const never = watched({ leftOpenMs: 0, refusesSale: false });
  await never.tell('open');
  await never.clock.advance(10_000_000);
  assert.is(never.watch.leftOpenSince, null);
  assert.is(never.clock.waiting, 0);
});

test('where the law says so no sale begins while it is open; what was begun goes on', async () => {
  const { watch, tell } = watched({ leftOpenMs: 0, refusesSale: true });
  const register = openRegister();
  const bread = scan(sampleProduct({ id: 'Brød', price: minor(3_990) }));
  const refused = (): boolean => watch.refuses(bread, register.state);
  assert.not.ok(refused());
  await tell('open');
  assert.ok(refused());
  assert.ok(watch.refuses({ type: 'open-tab', tabId: 'tab' }, register.state));
  assert.not.ok(watch.refuses({ type: 'open-drawer', reason: '' }, register.state));
  register.run(bread);
  assert.not.ok(refused(), 'the next line of a sale that began before');
  await tell('closed');
  assert.not.ok(watch.refuses({ type: 'open-tab', tabId: 'tab' }, register.state));
  const lax = watched({ leftOpenMs: 0, refusesSale: false });
  await lax.tell('open');
  assert.not.ok(lax.watch.refuses(bread, register.state));
});

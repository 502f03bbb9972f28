// The drawer's sensor through a whole daemon: what the till opens is journalled once, what a key opens is journalled as that.
import { join } from 'node:path';
import { profileNamed } from '../../src/devices/printer/escpos/profiles.ts';
import { PrinterSimulator } from '../../src/devices/printer/escpos/simulator.ts';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import { openSnapshot } from '../../src/platform/database/read-only.ts';
import { databaseName } from '../../src/till/journal/files.ts';
import { Box } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';
import { until } from './two-boxes.ts';

const test = suite('drawer sensor');
const profile = 'epson-tm-t88v';

async function reasons({ folder }: Box): Promise<readonly string[]> {
  const snapshot = await openSnapshot(join(folder, databaseName));
  const rows = await snapshot.all(`SELECT payload FROM entry WHERE type = 'drawer.opened' ORDER BY seq`);
  await snapshot.close();
  return rows.map((row) => (JSON.parse(String(row['payload'])) as { readonly reason: string }).reason);
}

test('asked for: once; by key: as that, and nothing is pulsed for it', { timeoutMs: 120_000 }, async () => {
  const simulator = new PrinterSimulator({
    profile: profileNamed(profile),
    clock: systemClock,
    drawerSensor: 'high-when-open',
  });
  const { port, close } = await simulator.listen(0);
  const options = { profile, drawerOpenLevel: 'high' };
  const address = `tcp://127.0.0.1:${String(port)}`;
  const box = await Box.started({
    devices: [{ name: 'receipts', kind: 'printer', model: 'escpos', address, options }],
    env: { COUNTERTOP_ROLES: 'till' },
  });
  const page = await box.page();
  const sensed = async (open: boolean): Promise<void> =>
    until(
      async () => (page.view.devices['receipts']?.conditions.includes('drawer-open') ?? false) === open,
      open ? 'the drawer is open' : 'the drawer is closed',
    );
  await until(async () => page.view.devices['receipts']?.presence === 'ready', 'the printer');
  const reply = await page.command('drawer-1', 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
  assert.ok(reply.ok);
  await sensed(true);
  simulator.closeDrawer();
  await sensed(false);
  simulator.openDrawer();
  await until(async () => (await reasons(box)).length === 2, 'the opening by key');
  assert.equal(await reasons(box), ['opening', 'key']);
  assert.is(simulator.paper().pulses.length, 1);
  assert.equal(box.troubles, []);
  page.close();
  await box.stop();
  await close();
});

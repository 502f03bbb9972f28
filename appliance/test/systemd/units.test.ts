// The unit and its companions, judged by systemd's own tools: correct, closed to at most 2.0, and still open to what a till needs.
// Each judgement is also shown to fail on a unit that is made worse.
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { assert, lacks, note, suite, tempDir } from '../kit.ts';
import { exposure, layOut, systemdVersion, tool, unitName, unitsFolder, unitText, verify } from './units.ts';

const test = suite('systemd');
const exposureMax = 2;
const stepsVersion = 254;
const version = systemdVersion();
const present = version !== undefined;
if (!present) lacks('systemd-analyze, so the unit was neither verified nor scored (apt-get install systemd)');

const draft = (change: (text: string) => string = (text) => text, dropIns: readonly string[] = []) => ({
  folder: tempDir('unit'),
  text: change(unitText()),
  dropIns,
});

test('systemd-analyze verify has nothing against the unit', () => {
  assert.equal(verify(draft()), []);
});

test('verify would see a misspelt key and a program that is not there', () => {
  if (!present) return;
  assert.match(
    verify(draft((text) => text.replace('WatchdogSec', 'WatchdogSecs'))).join('\n'),
    /WatchdogSecs/,
  );
  assert.match(
    verify(draft((text) => text.replace('/usr/bin/node', '/usr/bin/nod'))).join('\n'),
    /not executable/,
  );
});

test('the drop-ins fit the unit', () => {
  const all = readdirSync(join(unitsFolder, 'drop-ins'));
  const known =
    present && version < stepsVersion ? all.filter((name) => name !== '50-restart-backoff.conf') : all;
  if (known.length < all.length)
    lacks(`systemd ${String(stepsVersion)} or later, so 50-restart-backoff.conf was not verified`);
  assert.ok(known.length >= 2);
  assert.equal(verify(draft(undefined, known)), []);
});

test(`the exposure is at most ${String(exposureMax)}`, () => {
  const level = exposure(draft());
  if (level === undefined) {
    lacks('systemd-analyze security --offline, so the exposure was not scored');
    return;
  }
  note(`systemd exposure of ${unitName}: ${String(level)} (at most ${String(exposureMax)})`);
  assert.ok(level <= exposureMax, `exposure ${String(level)}`);
});

test('a head office far away keeps the exposure in bounds too', () => {
  const level = exposure(draft(undefined, ['50-head-office.conf']));
  if (level !== undefined) assert.ok(level <= exposureMax, `exposure ${String(level)}`);
});

test('a unit with its system calls and capabilities open would fail the score', () => {
  const open = draft((text) => text.replaceAll(/^(SystemCallFilter|CapabilityBoundingSet)=.*\n/gm, ''));
  const level = exposure(open);
  if (level !== undefined) assert.ok(level > exposureMax, `exposure ${String(level)}`);
});

/** The values of a key of the unit, in order. */
const valuesOf = (key: string): string[] =>
  unitText()
    .split('\n')
    .filter((line) => line.startsWith(`${key}=`))
    .map((line) => line.slice(key.length + 1));

test('what a till needs stays allowed, and what would break Node is not set', () => {
  for (const device of ['char-hidraw', 'char-ttyACM', 'char-ttyUSB', 'char-usb_device', 'char-usb']) {
    assert.ok(valuesOf('DeviceAllow').includes(`${device} rw`), device);
  }
  for (const family of ['AF_UNIX', 'AF_INET', 'AF_INET6', 'AF_NETLINK']) {
    assert.ok(valuesOf('RestrictAddressFamilies').join(' ').split(' ').includes(family), family);
  }
  assert.equal(valuesOf('Type'), ['notify']);
  assert.ok(Number(valuesOf('WatchdogSec')[0]) >= 10);
  for (const key of [
    'MemoryDenyWriteExecute',
    'PrivateDevices',
    'PrivateNetwork',
    'PrivateUsers',
    'ProcSubset',
  ]) {
    assert.equal(valuesOf(key), [], key);
  }
});

test('a till waits for no network and no clock', () => {
  assert.not.match(unitText(), /network-online|time-sync/);
});

test('every module of the device classes is loaded before the allow list is compiled', () => {
  const modules = readFileSync(join(unitsFolder, 'modules-load.d/countertop.conf'), 'utf8').split('\n');
  for (const module of ['cdc_acm', 'usbserial', 'usblp', 'usbhid'])
    assert.ok(modules.includes(module), module);
  assert.match(unitText(), /^After=.*systemd-modules-load\.service/m);
});

test('sysusers makes the user and its groups, tmpfiles the folders with their modes', () => {
  const root = tempDir('root');
  mkdirSync(join(root, 'etc'));
  const users = tool('systemd-sysusers', [`--root=${root}`, join(unitsFolder, 'sysusers.d/countertop.conf')]);
  if (users === undefined) {
    lacks('systemd-sysusers and systemd-tmpfiles, so users and folders were not made');
    return;
  }
  assert.is(users.code, 0, users.text);
  assert.match(
    readFileSync(join(root, 'etc/passwd'), 'utf8'),
    /^countertop:x:\d+:\d+:.*:\/usr\/sbin\/nologin$/m,
  );
  const groups = readFileSync(join(root, 'etc/group'), 'utf8');
  for (const group of valuesOf('SupplementaryGroups').join(' ').split(' '))
    assert.match(groups, new RegExp(`^${group}:`, 'm'));

  const folders = tool('systemd-tmpfiles', [
    '--create',
    `--root=${root}`,
    join(unitsFolder, 'tmpfiles.d/countertop.conf'),
  ]);
  if (folders !== undefined && process.getuid?.() !== 0) {
    // Only root may give a folder away; everything but that must have gone well.
    const other = folders.text.split('\n').filter((line) => !/Operation not permitted/.test(line));
    assert.equal(other.join('\n'), '');
    lacks('root rights, so the owners of the data folders were not checked');
    return;
  }
  assert.is(folders?.code, 0, folders?.text);
  assert.is(statSync(join(root, 'var/lib/countertop')).mode & 0o777, 0o700);
  assert.is(statSync(join(root, 'etc/countertop')).mode & 0o777, 0o750);
});

test('the preset switches the till on', () => {
  const root = tempDir('root');
  layOut({ folder: join(root, 'usr/lib/systemd/system') });
  const presets = join(root, 'usr/lib/systemd/system-preset');
  cpSync(join(unitsFolder, 'system-preset'), presets, { recursive: true });
  const said = tool('systemctl', [`--root=${root}`, 'preset', unitName]);
  if (said === undefined) {
    lacks('systemctl, so the preset was not applied');
    return;
  }
  assert.ok(lstatSync(join(root, 'etc/systemd/system/multi-user.target.wants', unitName)).isSymbolicLink());
});

test('udev gives HID devices and USB printers to a group the daemon is in', () => {
  const rules = readFileSync(join(unitsFolder, 'udev/70-countertop.rules'), 'utf8');
  const groups = [...rules.matchAll(/GROUP="([^"]+)"/g)].map((match) => match[1] ?? '');
  assert.is(groups.length, 2);
  const daemon = valuesOf('SupplementaryGroups').join(' ').split(' ');
  for (const group of groups) assert.ok(daemon.includes(group), group);
});

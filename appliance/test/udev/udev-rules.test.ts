// The udev rules for scanners: well-formed, of one mind about the makers, and never taking a real keyboard from anybody.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, lacks, repositoryRoot, suite } from '../kit.ts';

const path = join(repositoryRoot, 'firmware-config/udev/71-countertop-scanners.rules');
const lines = readFileSync(path, 'utf8').split('\n');
const rules = lines.filter((line) => line !== '' && !line.startsWith('#'));

const token =
  /^(ACTION|KERNEL|SUBSYSTEMS?|ATTRS?\{[a-zA-Z/]+\}|ENV\{[A-Z_]+\}|IMPORT\{builtin\}|TEST|GROUP|MODE|SYMLINK|TAG|GOTO|LABEL)(==|!=|\+=|-=|=)"([^"]*)"$/;

interface Token {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

function tokens(rule: string): Token[] {
  return rule.split(', ').map((part) => {
    const [, key = '', operator = '', value = ''] = token.exec(part) ?? [];
    assert.ok(key !== '', `not understood: ${part}`);
    return { key, operator, value };
  });
}

const matches = (rule: string, key: string): string | undefined =>
  tokens(rule).find((one) => one.key === key && one.operator === '==')?.value;
const assigns = (key: string): string[] =>
  rules.filter((rule) => tokens(rule).some((one) => one.key === key && one.operator !== '=='));

const udev = suite('udev rules for scanners');

udev('are well-formed', () => {
  assert.ok(rules.length >= 9);
  for (const rule of rules) tokens(rule);
  assert.is(matches(rules[0]!, 'ACTION'), 'remove');
});

udev('keep keys only of keyboards, and only of makers of scanners', () => {
  const inhibiting = assigns('ATTR{inhibited}');
  assert.is(inhibiting.length, 1);
  for (const rule of [...inhibiting, ...assigns('ENV{LIBINPUT_IGNORE_DEVICE}')]) {
    assert.is(matches(rule, 'ENV{ID_INPUT_KEYBOARD}'), '1');
    assert.ok(matches(rule, 'ATTR{id/vendor}') ?? matches(rule, 'ATTRS{id/vendor}'));
  }
});

udev('are of one mind about the makers', () => {
  const makers = (keys: readonly string[]): Set<string> =>
    new Set(rules.flatMap((rule) => keys.flatMap((key) => matches(rule, key) ?? [])));
  const scanners = makers(['ATTR{id/vendor}', 'ATTRS{id/vendor}']);
  const all = makers(['ATTR{idVendor}', 'ATTRS{idVendor}']);
  assert.is(scanners.size, 1);
  assert.is(all.size, 1);
  const [ofScanners] = [...scanners];
  const [ofAll] = [...all];
  assert.ok(ofAll!.startsWith(`${ofScanners!}|`));
  for (const id of ofAll!.split('|')) assert.match(id, /^[0-9a-f]{4}$/);
});

udev('are understood by udev itself', () => {
  const verdict = spawnSync('udevadm', ['verify', path], { encoding: 'utf8' });
  if (verdict.status === null || /unknown command|invalid option|Unknown command/i.test(verdict.stderr)) {
    lacks('udevadm verify (systemd 254): udev itself did not read the rules for scanners');
    return;
  }
  assert.is(verdict.status, 0, verdict.stdout + verdict.stderr);
});

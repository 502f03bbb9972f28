// What the stripe says of devices: the worst of each, urgent ones first, and nothing that needs nobody.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { troubles } from './device-trouble.ts';

const test = suite('device trouble');
type Devices = Parameters<typeof troubles>[0];

test('nothing to say of devices that work', () => {
  const devices: Devices = {
    printer: { kind: 'printer', presence: 'ready', conditions: ['drawer-open'] },
    scale: { kind: 'scale', presence: 'ready', conditions: ['motion'] },
    scanner: { kind: 'scanner', presence: 'starting', conditions: [] },
  };
  assert.equal(troubles(devices), []);
});

test('the worst of each device, urgent ones first', () => {
  const devices: Devices = {
    a: { kind: 'scale', presence: 'gone', conditions: [] },
    b: { kind: 'printer', presence: 'faulty', conditions: ['paper-low', 'paper-out', 'cover-open'] },
    c: { kind: 'printer', presence: 'ready', conditions: ['paper-low'] },
  };
  assert.equal(
    troubles(devices).map(({ device, condition, urgent }) => [device, condition, urgent]),
    [
      ['b', 'cover-open', true],
      ['a', 'gone', false],
      ['c', 'paper-low', false],
    ],
  );
});

test('an unplugged device is gone, whatever it said last', () => {
  assert.is(
    troubles({ p: { kind: 'printer', presence: 'gone', conditions: ['paper-low'] } })[0]?.condition,
    'gone',
  );
});

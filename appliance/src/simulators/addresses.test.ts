// The configuration of a shop with simulated devices is one that the device room accepts.
import { assert, suite } from '../../test/kit.ts';
import { checkSettings } from '../devices/check-settings.ts';
import { defaultBasePort, portsFrom, simulatedDevices } from './addresses.ts';

const addresses = suite('addresses of the simulators');

addresses('seven ports from a base, or any free ones', () => {
  assert.equal(portsFrom(defaultBasePort), {
    control: 9210,
    hidPos: 9211,
    serial: 9212,
    wedge: 9213,
    scale: 9214,
    printer: 9215,
    terminal: 9216,
  });
  assert.equal(new Set(Object.values(portsFrom(0))), new Set([0]));
});

addresses('every device has its own, of each kind at least one', () => {
  const devices = simulatedDevices(portsFrom(9_500));
  checkSettings(devices);
  assert.equal(
    new Set(devices.map(({ kind }) => kind)),
    new Set(['scanner', 'scale', 'printer', 'terminal']),
  );
  assert.equal(
    devices.map(({ address }) => address),
    [
      'hid-tcp://127.0.0.1:9501',
      'tcp://127.0.0.1:9502',
      'hid-tcp://127.0.0.1:9503',
      'hid-tcp://127.0.0.1:9504',
      'tcp://127.0.0.1:9505',
      'tcp://127.0.0.1:9506',
    ],
  );
});

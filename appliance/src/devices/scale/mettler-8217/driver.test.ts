// The mettler-8217 driver against its simulator: the contracts of all scales and of serial ones.
import { serialScaleContract } from '../../../../test/devices/serial-scale-contract.ts';
import { manifest } from './manifest.ts';
import { simulate8217 } from './simulator.ts';

serialScaleContract({
  manifest,
  can: { zero: true, tare: true, price: false },
  simulate: (parts) => simulate8217(parts),
});

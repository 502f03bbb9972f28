// The nci driver against its simulator: the contracts of all scales and of serial ones.
import { serialScaleContract } from '../../../../test/devices/serial-scale-contract.ts';
import { manifest } from './manifest.ts';
import { simulateNci } from './simulator.ts';

serialScaleContract({
  manifest,
  can: { zero: true, tare: false, price: false },
  simulate: (parts) => simulateNci(parts),
});

// The sics driver against its simulator: the contracts of all scales and of serial ones.
import { serialScaleContract } from '../../../../test/devices/serial-scale-contract.ts';
import { manifest } from './manifest.ts';
import { simulateSics } from './simulator.ts';

serialScaleContract({
  manifest,
  can: { zero: true, tare: true, price: false },
  // `S I`: not now.
  says: { 'needs-zero': 'motion' },
  simulate: (parts) => simulateSics(parts),
});

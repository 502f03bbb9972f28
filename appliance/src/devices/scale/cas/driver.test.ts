// The cas driver against its simulator: the contracts of all scales and of serial ones.
import { serialScaleContract } from '../../../../test/devices/serial-scale-contract.ts';
import { manifest } from './manifest.ts';
import { simulateCas } from './simulator.ts';

serialScaleContract({
  manifest,
  can: { zero: false, tare: false, price: false },
  // It says only that there is nothing to fetch.
  says: { fault: 'motion', 'needs-zero': 'motion' },
  simulate: (parts) => simulateCas(parts),
});

// The ZVT terminal keeps the contract of its kind over every wire.
import { streamWires } from '../../../../test/devices/terminal-wires.ts';
import { terminalContract } from '../contract.ts';
import { manifest } from './manifest.ts';
import { ZvtSimulator } from './simulator.ts';

terminalContract({
  manifest,
  limitMs: 181_000,
  options: { password: '000000', currency: 'NOK', partialApproval: true, tips: true },
  simulate: (parts) => new ZvtSimulator(parts),
  wires: streamWires,
});

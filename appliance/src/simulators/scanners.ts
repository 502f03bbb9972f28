// The three simulated scanners, each on its own wire, behind one face for the bench.
import {
  descriptor as hidPosDescriptor,
  HidPosSimulator,
  reportsOf,
} from '../devices/scanner/hid-pos/simulator.ts';
import {
  descriptor as wedgeDescriptor,
  WedgeSimulator,
} from '../devices/scanner/keyboard-wedge/simulator.ts';
import { SerialSimulator } from '../devices/scanner/serial/simulator.ts';
import type { Clock } from '../platform/ports/clock.ts';
import { HidServer } from './hid-server.ts';
import { SocketServer } from './socket-server.ts';

export interface SimulatorParts {
  readonly port: number;
  readonly clock: Clock;
  readonly noise: (count: number) => Uint8Array;
  readonly onChange: () => void;
}

export interface SimulatedScanner {
  readonly socket: SocketServer;
  scan(text: string, aim?: string): void;
  halfScan(text: string): void;
  garbage(): void;
  /** Part of a report or line, and the plug is out. */
  unplugMidReport(): Promise<void>;
  silent: boolean;
}

const someCode = '7038010009457';

export function simulateHidPos({ port, noise, onChange }: SimulatorParts): SimulatedScanner {
  const server = new HidServer({ port, descriptor: hidPosDescriptor, onChange });
  const scanner = new HidPosSimulator({ send: (report) => server.send(report), noise });
  const first = reportsOf(someCode)[0] ?? new Uint8Array(64);
  return Object.assign(scanner, {
    socket: server.socket,
    unplugMidReport: () => server.sendPartAndUnplug(first, 20),
  });
}

export function simulateWedge({ port, onChange }: SimulatorParts): SimulatedScanner {
  const server = new HidServer({ port, descriptor: wedgeDescriptor, onChange });
  const scanner = new WedgeSimulator({ send: (report) => server.send(report) });
  return Object.assign(scanner, {
    socket: server.socket,
    unplugMidReport: () => {
      scanner.halfScan(someCode);
      return server.sendPartAndUnplug(new Uint8Array(8), 5);
    },
  });
}

export function simulateSerial({ port, clock, noise, onChange }: SimulatorParts): SimulatedScanner {
  const socket = new SocketServer({ port, onConnection: () => () => undefined, onChange });
  const scanner = new SerialSimulator({ send: (bytes) => socket.send(bytes), clock, noise });
  return Object.assign(scanner, {
    socket,
    unplugMidReport: () => socket.sendAndUnplug(scanner.bytesOf(someCode, '').subarray(0, 6)),
  });
}

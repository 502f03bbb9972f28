// The bench as its page sees it: the simulated devices and what can be done with them. Made by the page, found through its context.
import type { SimulatedDeviceView, SimulatorCommand } from '@countertop/appliance/protocol';
import { createContext } from 'svelte';
import { browserClock } from '../../link/page-clock.ts';
import type { Socket } from '../../link/wire.ts';
import { fetchSamples, type SampleCode } from './sample-codes.ts';
import { SimulatorLink, type BenchState, type BenchStatus } from './simulator-link.ts';
import { writeCode, type TypedCode } from './typed-code.ts';

export interface SentScan extends TypedCode {
  readonly device: string;
}

/** Scans that can be repeated with one touch. */
const recentMax = 6;

export class Bench {
  status = $state<BenchStatus>('connecting');
  state = $state.raw<BenchState | undefined>();
  /** What could not be done, until something else is. */
  refused = $state<string | undefined>();
  recent = $state.raw<readonly SentScan[]>([]);
  samples = $state.raw<readonly SampleCode[]>([]);
  readonly #link: SimulatorLink;

  constructor() {
    this.#link = new SimulatorLink(
      { open: openSocket, clock: browserClock, chance: Math.random },
      {
        status: (status) => {
          this.status = status;
          if (status === 'absent') this.state = undefined;
        },
        state: (state) => {
          this.state = state;
        },
        refused: (problem) => {
          this.refused = problem;
        },
      },
    );
  }

  /** Connects; the returned function ends it. */
  start(): () => void {
    this.#link.start();
    void fetchSamples().then((samples) => {
      this.samples = samples;
    });
    return () => {
      this.#link.stop();
    };
  }

  devices(kind: SimulatedDeviceView['kind']): readonly SimulatedDeviceView[] {
    return this.state?.devices.filter((device) => device.kind === kind) ?? [];
  }

  send(command: SimulatorCommand): void {
    this.refused = undefined;
    this.#link.send(command);
  }

  scan(scan: SentScan): void {
    this.send({ t: 'scan', ...scan });
    const others = this.recent.filter((one) => writeCode(one) !== writeCode(scan));
    this.recent = [scan, ...others].slice(0, recentMax);
  }
}

export const [getBench, setBench] = createContext<Bench>();

function openSocket(): Socket {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  // The browser's handlers take an event more than the link asks for.
  return new WebSocket(`${scheme}//${location.host}/setup/simulators/link`) as unknown as Socket;
}

// The bench's own socket to the simulated devices, for ever: opens it, notices when nothing is at its other end, tries again. The daemon
// merely passes it on, so what comes back is the simulators' word: the state of all of them, whole, after each change.
import type { SimulatorCommand, SimulatorPush } from '@countertop/appliance/protocol';
import type { PageClock } from '../../link/page-clock.ts';
import { delayBefore, openTimeoutMs, type Socket } from '../../link/wire.ts';

export type BenchState = Extract<SimulatorPush, { readonly t: 'state' }>;

/** `connecting`: not known yet; `absent`: nothing answers there, which is normal on a box with real devices. */
export type BenchStatus = 'connecting' | 'live' | 'absent';

export interface SimulatorLinkPorts {
  readonly open: () => Socket;
  readonly clock: PageClock;
  /** 0 ≤ x < 1. */
  readonly chance: () => number;
}

export interface SimulatorLinkListener {
  readonly status: (status: BenchStatus) => void;
  readonly state: (state: BenchState) => void;
  /** Something that was asked could not be done; in the words of the simulators, for whoever tries things out. */
  readonly refused: (problem: string) => void;
}

export class SimulatorLink {
  readonly #ports: SimulatorLinkPorts;
  readonly #listener: SimulatorLinkListener;
  #socket: Socket | undefined;
  #live = false;
  #attempt = 0;
  #cancelTimer: () => void = () => undefined;

  constructor(ports: SimulatorLinkPorts, listener: SimulatorLinkListener) {
    this.#ports = ports;
    this.#listener = listener;
  }

  start(): void {
    this.#connect();
  }

  stop(): void {
    this.#hangUp();
  }

  /** False when nobody is there to hear it; it is then not kept: a scan that comes a minute late is worse than none. */
  send(command: SimulatorCommand): boolean {
    if (!this.#live || this.#socket === undefined) return false;
    this.#socket.send(JSON.stringify(command));
    return true;
  }

  #connect(): void {
    const socket = this.#ports.open();
    this.#socket = socket;
    // Open is not enough: the daemon takes the socket before it knows whether anybody is behind it. The first state says so.
    this.#cancelTimer = this.#ports.clock.after(openTimeoutMs, () => {
      this.#lost();
    });
    socket.onmessage = ({ data }) => {
      const push = parse(data);
      if (push?.t === 'state') this.#take(push);
      else if (push?.t === 'refused') this.#listener.refused(push.problem);
    };
    socket.onclose = () => {
      this.#lost();
    };
  }

  #take(state: BenchState): void {
    this.#listener.state(state);
    if (this.#live) return;
    this.#live = true;
    this.#attempt = 0;
    this.#cancelTimer();
    this.#listener.status('live');
  }

  #lost(): void {
    this.#hangUp();
    this.#listener.status('absent');
    const delayMs = delayBefore(this.#attempt, this.#ports.chance());
    this.#attempt += 1;
    this.#cancelTimer = this.#ports.clock.after(delayMs, () => {
      this.#connect();
    });
  }

  #hangUp(): void {
    const socket = this.#socket;
    this.#cancelTimer();
    this.#socket = undefined;
    this.#live = false;
    if (socket === undefined) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}

function parse(data: unknown): SimulatorPush | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const push: unknown = JSON.parse(data);
    return typeof push === 'object' && push !== null && 't' in push ? (push as SimulatorPush) : undefined;
  } catch {
    return undefined;
  }
}

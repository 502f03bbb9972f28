// One socket at a time, for ever: opens it, keeps it awake, notices its silence, opens the next. Knows frames, not what they mean.
import type { DaemonFrame, PageFrame } from '@countertop/appliance/protocol';
import type { PageClock } from './page-clock.ts';

/** The part of a WebSocket that is used. */
export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

export interface WirePorts {
  readonly open: () => Socket;
  readonly clock: PageClock;
  /** 0 ≤ x < 1. */
  readonly chance: () => number;
}

export interface WireListener {
  readonly opened: () => void;
  readonly frame: (frame: DaemonFrame) => void;
  readonly lost: () => void;
}

export const pingEveryMs = 5_000;
/** Ten seconds of silence mean death (frames.ts). Looked at with each ping, so it must not need the one after. */
export const silenceMaxMs = 9_000;
export const openTimeoutMs = 5_000;
const firstDelayMs = 250;
const delayMaxMs = 5_000;

/** Doubling, up to 5 s, half of it by chance: a shop's screens must not all knock in the same moment. */
export function delayBefore(attempt: number, chance: number): number {
  const full = Math.min(delayMaxMs, firstDelayMs * 2 ** Math.min(attempt, 10));
  return full / 2 + (full / 2) * chance;
}

export class Wire {
  readonly #ports: WirePorts;
  readonly #listener: WireListener;
  #socket: Socket | undefined;
  #open = false;
  #stopped = true;
  #attempt = 0;
  #heardAt = 0;
  #cancelTimer: () => void = () => undefined;

  constructor(ports: WirePorts, listener: WireListener) {
    this.#ports = ports;
    this.#listener = listener;
  }

  start(): void {
    this.#stopped = false;
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#drop(false);
  }

  /** Says that the other side answers as it should: the next loss starts with the short delay again. */
  settled(): void {
    this.#attempt = 0;
  }

  /** Tries at once instead of at the end of the delay, e.g. when the page is looked at again. */
  hurry(): void {
    if (this.#stopped || this.#socket !== undefined) return;
    this.#cancelTimer();
    this.#connect();
  }

  /** False when there is no open socket; the frame is then not kept. */
  send(frame: PageFrame): boolean {
    if (!this.#open || this.#socket === undefined) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #connect(): void {
    const socket = this.#ports.open();
    this.#socket = socket;
    this.#cancelTimer = this.#ports.clock.after(openTimeoutMs, () => {
      this.#drop(true);
    });
    socket.onopen = () => {
      this.#open = true;
      this.#heardAt = this.#ports.clock.monotonic();
      this.#cancelTimer();
      this.#beat();
      this.#listener.opened();
    };
    socket.onmessage = ({ data }) => {
      this.#heardAt = this.#ports.clock.monotonic();
      const frame = parse(data);
      if (frame !== undefined) this.#listener.frame(frame);
    };
    socket.onclose = () => {
      this.#drop(true);
    };
  }

  #beat(): void {
    this.#cancelTimer = this.#ports.clock.after(pingEveryMs, () => {
      if (this.#ports.clock.monotonic() - this.#heardAt >= silenceMaxMs) {
        this.#drop(true);
        return;
      }
      this.send({ t: 'ping' });
      this.#beat();
    });
  }

  #drop(retry: boolean): void {
    const socket = this.#socket;
    this.#cancelTimer();
    this.#socket = undefined;
    const wasOpen = this.#open;
    this.#open = false;
    if (socket !== undefined) {
      socket.onopen = null;
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
    if (wasOpen) this.#listener.lost();
    if (!retry || this.#stopped) return;
    const delayMs = delayBefore(this.#attempt, this.#ports.chance());
    this.#attempt += 1;
    this.#cancelTimer = this.#ports.clock.after(delayMs, () => {
      this.#connect();
    });
  }
}

/** The daemon speaks JSON objects; anything else is not for this page. */
function parse(data: unknown): DaemonFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const frame: unknown = JSON.parse(data);
    return typeof frame === 'object' && frame !== null && 't' in frame ? (frame as DaemonFrame) : undefined;
  } catch {
    return undefined;
  }
}

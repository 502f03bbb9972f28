// The other half of a receipt printer's wire: takes bytes, makes paper, answers status requests, and has bad days on demand.
// It runs in its own process or inside a test, and is reached over TCP like a network printer, or over any line a test brings.
import type { Clock } from '../../../platform/ports/clock.ts';
import type { PaperBlock, PaperView } from '../paper.ts';
import type { PrinterProfile } from './profiles.ts';
import { mayBecomeRealTime, realTimeCommand, takeCommand } from './simulator/commands.ts';
import type { RealTimeCommand } from './simulator/commands.ts';
import type { SimulatorEnd, SimulatorLine } from './simulator/line.ts';
import { Interpreter } from './simulator/interpreter.ts';
import { Machine } from './simulator/machine.ts';
import type { DrawerSensor } from './simulator/machine.ts';
import { listenOn } from './simulator/tcp-server.ts';
import type { Listening } from './simulator/tcp-server.ts';

export interface BadDay {
  /** Prints, and answers nothing. */
  readonly silent?: boolean;
  /** Answers that late. */
  readonly answerDelayMs?: number;
  /** Answers bytes that mean nothing. */
  readonly garbage?: boolean;
  /** Takes no more bytes from the line. */
  readonly deaf?: boolean;
  /** Takes that long for a line of paper. */
  readonly lineMs?: number;
  /** The cable is pulled after that many more bytes. */
  readonly unplugAfterBytes?: number;
  /** Power fails after that many more bytes: what was not printed is lost. */
  readonly powerCutAfterBytes?: number;
  /** Falls silent after that many more bytes. */
  readonly silentAfterBytes?: number;
  /** The paper ends after that many more lines. */
  readonly paperOutAfterLines?: number;
}

export interface SimulatorOptions {
  readonly profile: PrinterProfile;
  readonly clock: Clock;
  readonly drawerSensor?: DrawerSensor;
  /** Size of the receive buffer. */
  readonly bufferBytes?: number;
}

const badTurns = ['unplugAfterBytes', 'powerCutAfterBytes', 'silentAfterBytes'] as const;
const commandBytesMax = 128 * 1024;
const garbage = Uint8Array.of(0xff, 0x93, 0x81, 0x11);

export class PrinterSimulator {
  readonly #clock: Clock;
  readonly #bufferBytes: number;
  readonly #machine: Machine;
  readonly #interpreter: Interpreter;
  readonly #paperListeners = new Set<(view: PaperView) => void>();
  #line: SimulatorLine | undefined;
  #plugged = true;
  #paused = false;
  #buffer: Uint8Array = new Uint8Array();
  #realTimeTail: number[] = [];
  #automaticMask = 0;
  #lastAutomatic = '';
  #badDay: BadDay = {};
  #printing = false;
  #telling = false;

  constructor({ profile, clock, drawerSensor = 'none', bufferBytes = 4_096 }: SimulatorOptions) {
    this.#clock = clock;
    this.#bufferBytes = bufferBytes;
    this.#machine = new Machine({
      profile,
      clock,
      sensor: drawerSensor,
      changed: () => {
        this.#changed();
      },
    });
    this.#interpreter = new Interpreter(profile, {
      print: (block) => this.#machine.print(block),
      answer: (bytes) => this.#answer(bytes),
      pulse: (pin, onMs, offMs) => this.#machine.pulse({ pin, onMs, offMs, realTime: false }),
      automaticStatus: (mask) => {
        this.#automaticMask = mask;
        this.#lastAutomatic = '';
        this.#pushStatus();
      },
      bufferedStatus: (n) => this.#machine.bufferedStatus(n),
    });
  }

  // What people do to a printer.

  /** Takes the paper away and returns what was on it. */
  tear(): readonly PaperBlock[] {
    return this.#machine.tear();
  }

  openCover(): void {
    this.#machine.setCover(true);
  }

  closeCover(): void {
    this.#machine.setCover(false);
  }

  paperOut(): void {
    this.#machine.setPaper('out');
  }

  paperLow(): void {
    this.#machine.setPaper('low');
  }

  refill(): void {
    this.#machine.setPaper('ok');
  }

  /** The cutter jams, the head is too hot. */
  fail(): void {
    this.#machine.setError(true);
  }

  mend(): void {
    this.#machine.setError(false);
  }

  closeDrawer(): void {
    this.#machine.setDrawer(false);
  }

  /** With the key. */
  openDrawer(): void {
    this.#machine.setDrawer(true);
  }

  unplug(): void {
    this.#plugged = false;
    this.#hangUp();
  }

  plug(): void {
    this.#plugged = true;
    this.#changed();
  }

  /** Off and on again: what was not printed is lost, and so is the connection. */
  powerCycle(): void {
    this.#buffer = new Uint8Array();
    this.#automaticMask = 0;
    this.#interpreter.reset();
    this.#hangUp();
  }

  /** Replaces the day before; `{}` is a good day. */
  haveBadDay(day: BadDay): void {
    this.#badDay = day;
    if (day.paperOutAfterLines !== undefined) this.#machine.paperOutAfter(day.paperOutAfterLines);
    this.#flow();
    this.#process();
  }

  paper(): PaperView {
    return this.#machine.view({
      plugged: this.#plugged,
      connected: this.#line !== undefined,
      bufferedBytes: this.#buffer.length,
    });
  }

  /** Told after changes, once for many that come together. Returns the way to stop. */
  onPaper(listener: (view: PaperView) => void): () => void {
    this.#paperListeners.add(listener);
    return () => this.#paperListeners.delete(listener);
  }

  /** Serves the printer as a network printer is served: raw bytes, one client at a time. Port 0 picks a free one. */
  listen(port: number, host = '127.0.0.1'): Promise<Listening> {
    return listenOn(this, port, host);
  }

  /** A client's line; undefined while the printer is unplugged or has a client already. */
  attach(line: SimulatorLine): SimulatorEnd | undefined {
    if (!this.#plugged || this.#line !== undefined) return undefined;
    this.#line = line;
    this.#paused = false;
    this.#realTimeTail = [];
    this.#flow();
    this.#changed();
    return {
      receive: (bytes) => {
        if (this.#line === line) this.#receive(bytes);
      },
      closed: () => {
        if (this.#line !== line) return;
        this.#line = undefined;
        this.#changed();
      },
    };
  }

  #receive(bytes: Uint8Array): void {
    const turn = this.#badTurn();
    const taken = turn === undefined ? bytes : bytes.subarray(0, turn.afterBytes);
    this.#take(taken);
    if (turn === undefined) return;
    const { [turn.kind]: afterBytes = 0, ...day } = this.#badDay;
    this.#badDay = afterBytes > taken.length ? { ...day, [turn.kind]: afterBytes - taken.length } : day;
    if (afterBytes > taken.length) return;
    if (turn.kind === 'unplugAfterBytes') this.unplug();
    else if (turn.kind === 'powerCutAfterBytes') this.powerCycle();
    else {
      this.#badDay = { ...day, silent: true };
      this.#take(bytes.subarray(taken.length));
    }
  }

  /** What is to happen in the middle of the bytes to come. */
  #badTurn(): { readonly kind: (typeof badTurns)[number]; readonly afterBytes: number } | undefined {
    for (const kind of badTurns) {
      const afterBytes = this.#badDay[kind];
      if (afterBytes !== undefined) return { kind, afterBytes };
    }
    return undefined;
  }

  #take(bytes: Uint8Array): void {
    let fresh: number[] = [];
    for (const byte of bytes) {
      fresh.push(byte);
      if (this.#obeyAtOnce(byte) !== 'clear') continue;
      fresh = [];
      this.#buffer = new Uint8Array();
    }
    this.#buffer = Buffer.concat([this.#buffer, Uint8Array.from(fresh)]);
    this.#process();
  }

  /** Real-time commands are carried out as they arrive, past everything that waits in the buffer. */
  #obeyAtOnce(byte: number): 'clear' | undefined {
    if (this.#realTimeTail.length === 0 && byte !== 0x10) return undefined;
    this.#realTimeTail.push(byte);
    while (this.#realTimeTail.length > 0) {
      const tail = Uint8Array.from(this.#realTimeTail);
      const command = realTimeCommand(tail);
      if (command === undefined && mayBecomeRealTime(tail)) return undefined;
      const next = command === undefined ? this.#realTimeTail.indexOf(0x10, 1) : command.length;
      this.#realTimeTail = next === -1 ? [] : this.#realTimeTail.slice(next);
      if (command !== undefined) return this.#obey(command);
    }
    return undefined;
  }

  #obey({ name, data: [first = 0, second = 0] }: RealTimeCommand): 'clear' | undefined {
    if (name === 'status') this.#answer(Uint8Array.of(this.#machine.realTimeStatus(first)));
    else if (!this.#machine.profile.realTimeCommands) return undefined;
    else if (name === 'pulse')
      this.#machine.pulse({
        pin: first === 0 ? 0 : 1,
        onMs: second * 100,
        offMs: second * 100,
        realTime: true,
      });
    else {
      this.#interpreter.reset();
      return 'clear';
    }
    return undefined;
  }

  #process(): void {
    while (!this.#printing && !this.#machine.stopped) {
      const taken = takeCommand(this.#buffer);
      if (taken === undefined) break;
      this.#buffer = this.#buffer.subarray(taken.length);
      const before = this.#machine.revision;
      this.#interpreter.run(taken.command);
      if (this.#machine.revision !== before) this.#takeTime();
    }
    if (this.#buffer.length > commandBytesMax && !this.#machine.stopped) {
      this.#machine.print({ kind: 'fault', what: 'a command without end' });
      this.#buffer = new Uint8Array();
    }
    this.#flow();
  }

  /** A slow printer prints the next line only after this one. */
  #takeTime(): void {
    const { lineMs } = this.#badDay;
    if (lineMs === undefined) return;
    this.#printing = true;
    this.#clock.after(lineMs, () => {
      this.#printing = false;
      this.#process();
    });
  }

  /** Stops the line while the buffer is full, and starts it again. */
  #flow(): void {
    const waiting = this.#printing || this.#machine.stopped;
    const full = this.#badDay.deaf === true || (waiting && this.#buffer.length >= this.#bufferBytes);
    if (full === this.#paused) return;
    this.#paused = full;
    if (full) this.#line?.pause();
    else this.#line?.resume();
  }

  #answer(bytes: Uint8Array): void {
    const { silent, answerDelayMs, garbage: talksRubbish } = this.#badDay;
    if (silent === true) return;
    const said = talksRubbish === true ? garbage : bytes;
    const line = this.#line;
    if (answerDelayMs === undefined) line?.send(said);
    else
      this.#clock.after(answerDelayMs, () => {
        if (this.#line === line) line?.send(said);
      });
  }

  #hangUp(): void {
    const line = this.#line;
    this.#line = undefined;
    line?.cut();
    this.#changed();
  }

  #changed(): void {
    this.#pushStatus();
    if (!this.#telling) {
      this.#telling = true;
      queueMicrotask(() => {
        this.#telling = false;
        this.#process();
        const view = this.paper();
        for (const listener of [...this.#paperListeners]) listener(view);
      });
    }
  }

  /** Automatic status: on every change of what the mask asks for; once when switched on. */
  #pushStatus(): void {
    if (this.#automaticMask === 0) return;
    const status = this.#machine.automaticStatus();
    const now = Buffer.from(status).toString('hex');
    if (now === this.#lastAutomatic) return;
    this.#lastAutomatic = now;
    this.#answer(status);
  }
}

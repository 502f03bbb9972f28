// All simulated devices of one shop: what the control socket commands, and what state they are in.
import { descriptor as scaleDescriptor, ScaleSimulator } from '../devices/scale/hid/simulator.ts';
import { TerminalSimulator } from '../devices/terminal/bench/simulator.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { Randomness } from '../platform/ports/randomness.ts';
import type { SimulatedDeviceView, SimulatorCommand, SimulatorPush } from '../protocol/simulators.ts';
import { simulatedDevices, simulatedNames } from './addresses.ts';
import type { SimulatorPorts } from './addresses.ts';
import { HidServer } from './hid-server.ts';
import { SimulatedPrinter } from './printer.ts';
import { simulateHidPos, simulateSerial, simulateWedge } from './scanners.ts';
import type { SimulatedScanner } from './scanners.ts';
import { SocketServer } from './socket-server.ts';

export interface BenchParts {
  readonly ports: SimulatorPorts;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly onChange: () => void;
}

type State = Extract<SimulatorPush, { t: 'state' }>;
type Of<T extends SimulatorCommand['t']> = Extract<SimulatorCommand, { t: T }>;

/** More bytes than the questions a printer is asked between receipts, fewer than any receipt has. */
const partOfAReceipt = 500;
const rebootMs = 3_000;
/** Of what a terminal charged. */
const ledgerShown = 8;

export class Bench {
  readonly #parts: BenchParts;
  readonly #scanners: ReadonlyMap<string, SimulatedScanner>;
  readonly #scaleServer: HidServer;
  readonly #scale: ScaleSimulator;
  readonly #printer: SimulatedPrinter;
  readonly #terminalSocket: SocketServer;
  readonly #terminal: TerminalSimulator;

  constructor(parts: BenchParts) {
    this.#parts = parts;
    const { ports, clock, randomness, onChange } = parts;
    const noise = (count: number): Uint8Array => randomness.bytes(count);
    const shared = { clock, noise, onChange };
    this.#scanners = new Map([
      [simulatedNames.hidPos, simulateHidPos({ ...shared, port: ports.hidPos })],
      [simulatedNames.serial, simulateSerial({ ...shared, port: ports.serial })],
      [simulatedNames.wedge, simulateWedge({ ...shared, port: ports.wedge })],
    ]);
    this.#scaleServer = new HidServer({
      port: ports.scale,
      descriptor: scaleDescriptor,
      // A scale says what it weighs as soon as somebody listens.
      onConnection: () => this.#scale.tell(),
      onReport: (report) => {
        this.#scale.receive(report);
        onChange();
      },
      onChange,
    });
    this.#scale = new ScaleSimulator({
      // Whatever the scale tells the till is what its display shows now, also when the pan comes to rest by itself.
      send: (report) => {
        onChange();
        return this.#scaleServer.send(report);
      },
      clock,
      noise,
    });
    this.#printer = new SimulatedPrinter({ port: ports.printer, clock, onChange });
    this.#terminalSocket = new SocketServer({
      port: ports.terminal,
      onConnection: () => {
        this.#terminal.connected();
        return (bytes) => this.#terminal.receive(bytes);
      },
      onChange,
    });
    this.#terminal = new TerminalSimulator({
      send: (bytes) => this.#terminalSocket.send(bytes),
      unplug: () => void this.#reboot(),
      clock,
      onChange,
    });
  }

  /** Plugs everything in. Returns the ports taken; `control` is left as it was asked for. */
  async start(): Promise<SimulatorPorts> {
    for (const socket of this.#sockets()) await socket.plug();
    await this.#printer.plug();
    const portOf = (name: string): number => this.#scanners.get(name)?.socket.port ?? 0;
    return {
      control: this.#parts.ports.control,
      hidPos: portOf(simulatedNames.hidPos),
      serial: portOf(simulatedNames.serial),
      wedge: portOf(simulatedNames.wedge),
      scale: this.#scaleServer.socket.port,
      printer: this.#printer.port,
      terminal: this.#terminalSocket.port,
    };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#sockets().map((socket) => socket.unplug()), this.#printer.unplug()]);
  }

  state(): State {
    const paper = this.#printer.paper();
    const views = simulatedDevices(this.#parts.ports).map(({ name, kind, model }): SimulatedDeviceView => {
      const { plugged, connected } = this.#socket(name) ?? paper;
      const weighs = kind === 'scale' ? { weighs: this.#scale.shows } : {};
      const { mood, ledger } = this.#terminal;
      const charges =
        kind === 'terminal' ? { charges: { mood, ledger: ledger.toReversed().slice(0, ledgerShown) } } : {};
      return { name, kind, model, plugged, connected, ...weighs, ...charges };
    });
    return { t: 'state', devices: views, paper, drawer: paper.drawer };
  }

  /** Undefined when done, else the problem. */
  async obey(command: SimulatorCommand): Promise<string | undefined> {
    const problem = await this.#carryOut(command);
    this.#parts.onChange();
    return problem;
  }

  async #carryOut(command: SimulatorCommand): Promise<string | undefined> {
    switch (command.t) {
      case 'scan':
        return this.#scan(command);
      case 'weigh':
        return this.#weigh(command);
      case 'printer':
        return this.#printerAction(command.action);
      case 'terminal':
        this.#terminalAction(command.action);
        return undefined;
      case 'plug':
      case 'unplug':
        return this.#cable(command);
      case 'misbehave':
        return this.#misbehave(command);
    }
  }

  #scan({ device, code, aim }: Of<'scan'>): string | undefined {
    const scanner = this.#scanners.get(device);
    if (scanner === undefined) return `no scanner is named ${device}`;
    scanner.scan(code, aim);
    return undefined;
  }

  #weigh({ device, grams, state }: Of<'weigh'>): string | undefined {
    if (device !== undefined && device !== simulatedNames.scale) return `no scale is named ${device}`;
    if (state === 'unsteady') this.#scale.putUnsteadily(grams);
    else this.#scale.put(grams, state);
    return undefined;
  }

  async #printerAction(action: Of<'printer'>['action']): Promise<undefined> {
    const { machine } = this.#printer;
    const actions: Readonly<Record<typeof action, () => unknown>> = {
      tear: () => machine.tear(),
      'open-cover': () => machine.openCover(),
      'close-cover': () => machine.closeCover(),
      'paper-out': () => machine.paperOut(),
      'paper-low': () => machine.paperLow(),
      refill: () => machine.refill(),
      'close-drawer': () => machine.closeDrawer(),
      'open-drawer': () => machine.openDrawer(),
      unplug: () => this.#printer.unplug(),
      plug: () => this.#printer.plug(),
    };
    await actions[action]();
  }

  #terminalAction(action: Of<'terminal'>['action']): void {
    if (action === 'present') this.#terminal.present();
    else this.#terminal.mood = action;
  }

  /** The ledger is the bank's; what was under way is gone. */
  async #reboot(): Promise<void> {
    await this.#terminalSocket.unplug();
    this.#terminal.rebooted();
    this.#parts.clock.after(rebootMs, () => void this.#terminalSocket.plug());
  }

  async #cable({ t, device }: Of<'plug'> | Of<'unplug'>): Promise<string | undefined> {
    const socket = device === simulatedNames.printer ? this.#printer : this.#socket(device);
    if (socket === undefined) return `no device is named ${device}`;
    await (t === 'plug' ? socket.plug() : socket.unplug());
    return undefined;
  }

  async #misbehave({ device, how }: Of<'misbehave'>): Promise<string | undefined> {
    const scanner = this.#scanners.get(device);
    const scale = device === simulatedNames.scale ? this.#scale : undefined;
    const simulator = scanner ?? scale;
    if (device === simulatedNames.printer && how === 'unplug-mid-report') {
      this.#printer.machine.haveBadDay({ unplugAfterBytes: partOfAReceipt });
      return undefined;
    }
    if (simulator === undefined) return `no scanner or scale is named ${device}`;
    switch (how) {
      case 'garbage':
        simulator.garbage();
        return undefined;
      case 'fall-silent':
        simulator.silent = true;
        return undefined;
      case 'speak-again':
        simulator.silent = false;
        return undefined;
      case 'half-code':
        scanner?.halfScan('703801000');
        return scanner === undefined ? 'only scanners send codes' : undefined;
      case 'unplug-mid-report':
        await (scanner === undefined
          ? this.#scaleServer.sendPartAndUnplug(this.#scale.report(), 4)
          : scanner.unplugMidReport());
        return undefined;
    }
  }

  #socket(name: string): SocketServer | undefined {
    if (name === simulatedNames.terminal) return this.#terminalSocket;
    return name === simulatedNames.scale ? this.#scaleServer.socket : this.#scanners.get(name)?.socket;
  }

  #sockets(): SocketServer[] {
    const scanners = [...this.#scanners.values()].map((scanner) => scanner.socket);
    return [...scanners, this.#scaleServer.socket, this.#terminalSocket];
  }
}

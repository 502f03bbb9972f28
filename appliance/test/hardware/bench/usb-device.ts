// A USB device as the kernel sees it, in general: it answers what every device is asked, and leaves its class's requests and the bytes of
// its endpoints to what it plays (a scanner, a printer, a serial line).
/** The kernel's request for a transfer. */
export interface Transfer {
  readonly sequence: number;
  /** With 0x80 for what goes to the kernel, as in a descriptor. */
  readonly endpoint: number;
  readonly setup: Buffer;
  /** What the kernel sends; empty for a transfer in. */
  readonly data: Buffer;
  /** How much it takes, for a transfer in. */
  readonly length: number;
}

/** What a device plays. */
export interface UsbFunction {
  /** The interfaces with their endpoints, as they follow the configuration's header. */
  readonly interfaces: Uint8Array;
  readonly interfaceCount: number;
  /** Its own requests on endpoint 0; undefined: it knows no such request. `data` is what the kernel sends with it. */
  control(setup: Setup, data: Uint8Array): Uint8Array | undefined;
  /** Bytes for an endpoint. */
  receive(bytes: Uint8Array): void;
  /** The device is plugged in and may speak; what is returned ends it when it is gone. */
  start(wire: UsbWire): () => void;
}

/** The function's way to the kernel. */
export interface UsbWire {
  /** Once for each transfer the kernel has asked for, in pieces no longer than those. */
  send(endpoint: number, bytes: Uint8Array): void;
  /** Takes no more bytes; they wait with the kernel. */
  pause(): void;
  resume(): void;
  /** Pulls the plug. */
  pull(): void;
}

export interface Setup {
  readonly requestType: number;
  readonly request: number;
  readonly value: number;
  readonly index: number;
  readonly length: number;
}

export interface UsbIdentity {
  readonly vendorId: number;
  readonly productId: number;
  readonly maker: string;
  readonly product: string;
  /** Empty: it has none, as many do. */
  readonly serial: string;
  /** Device class; 0 where each interface says its own. */
  readonly deviceClass?: number;
}

interface Kernel {
  complete(transfer: Transfer, status: number, data: Uint8Array): void;
  pull(): void;
}

/** Of errno: the endpoint is stalled, which is how a device says that it does not know a request. */
const stalled = -32;
const nothing = new Uint8Array();
const standard = { getStatus: 0, getDescriptor: 6, getConfiguration: 8 } as const;

export class UsbDevice {
  readonly #identity: UsbIdentity;
  readonly #plays: UsbFunction;
  /** By endpoint: what the kernel waits for, and what nobody has fetched yet. */
  readonly #asked = new Map<number, Transfer[]>();
  readonly #ready = new Map<number, Uint8Array[]>();
  #held: Transfer[] = [];
  #paused = false;
  #kernel: Kernel | undefined;
  #end: () => void = () => undefined;

  constructor(identity: UsbIdentity, plays: UsbFunction) {
    this.#identity = identity;
    this.#plays = plays;
  }

  attach(kernel: Kernel): void {
    this.#asked.clear();
    this.#ready.clear();
    this.#held = [];
    this.#paused = false;
    this.#kernel = kernel;
    this.#end = this.#plays.start({
      send: (endpoint, bytes) => this.#send(endpoint, bytes),
      pause: () => {
        this.#paused = true;
      },
      resume: () => {
        this.#paused = false;
        for (const transfer of this.#held.splice(0)) this.#receive(transfer);
      },
      pull: () => kernel.pull(),
    });
  }

  detach(): void {
    this.#kernel = undefined;
    this.#end();
  }

  submit(transfer: Transfer): void {
    const { endpoint } = transfer;
    if ((endpoint & 0x7f) === 0) this.#control(transfer);
    else if (endpoint < 0x80) this.#receive(transfer);
    else {
      this.#asked.set(endpoint, [...(this.#asked.get(endpoint) ?? []), transfer]);
      this.#deliver(endpoint);
    }
  }

  /** The kernel does not want it any more. False: it was done already. */
  takeBack(sequence: number): boolean {
    for (const queue of [...this.#asked.values(), this.#held]) {
      const at = queue.findIndex((each) => each.sequence === sequence);
      if (at === -1) continue;
      queue.splice(at, 1);
      return true;
    }
    return false;
  }

  #receive(transfer: Transfer): void {
    if (this.#paused) {
      this.#held.push(transfer);
      return;
    }
    // Confirmed only when it was taken: what makes the device go away in the middle of it has not been taken.
    this.#plays.receive(transfer.data);
    this.#kernel?.complete(transfer, 0, Buffer.alloc(transfer.length));
  }

  #send(endpoint: number, bytes: Uint8Array): void {
    this.#ready.set(endpoint, [...(this.#ready.get(endpoint) ?? []), bytes]);
    this.#deliver(endpoint);
  }

  #deliver(endpoint: number): void {
    const asked = this.#asked.get(endpoint) ?? [];
    const ready = this.#ready.get(endpoint) ?? [];
    while (asked[0] !== undefined && ready[0] !== undefined) {
      const [transfer] = asked.splice(0, 1);
      const [bytes = nothing] = ready.splice(0, 1);
      if (transfer === undefined) return;
      if (bytes.length > transfer.length) ready.unshift(bytes.subarray(transfer.length));
      this.#kernel?.complete(transfer, 0, bytes.subarray(0, transfer.length));
    }
  }

  #control(transfer: Transfer): void {
    const { setup: raw } = transfer;
    const setup: Setup = {
      requestType: raw.readUInt8(0),
      request: raw.readUInt8(1),
      value: raw.readUInt16LE(2),
      index: raw.readUInt16LE(4),
      length: raw.readUInt16LE(6),
    };
    const answer = this.#plays.control(setup, transfer.data) ?? this.#standard(setup);
    const isIn = setup.requestType >= 0x80;
    if (answer === undefined) this.#kernel?.complete(transfer, stalled, nothing);
    else this.#kernel?.complete(transfer, 0, isIn ? answer.subarray(0, setup.length) : transfer.data);
  }

  #standard({ requestType, request, value }: Setup): Uint8Array | undefined {
    // Everything a device is only told (address, configuration, interface, feature) is fine.
    if ((requestType & 0x60) === 0 && requestType < 0x80) return nothing;
    if ((requestType & 0x60) !== 0) return undefined;
    if (request === standard.getStatus) return Uint8Array.of(0, 0);
    if (request === standard.getConfiguration) return Uint8Array.of(1);
    return request === standard.getDescriptor ? this.#descriptor(value >> 8, value & 0xff) : undefined;
  }

  #descriptor(type: number, index: number): Uint8Array | undefined {
    const { vendorId, productId, maker, product, serial, deviceClass = 0 } = this.#identity;
    if (type === 1)
      return Uint8Array.of(
        ...[18, 1, 0x00, 0x02, deviceClass, 0, 0, 64, ...word(vendorId), ...word(productId), 0x00, 0x01],
        ...[1, 2, serial === '' ? 0 : 3, 1],
      );
    if (type === 2) {
      const { interfaces, interfaceCount } = this.#plays;
      // Bus-powered, 100 mA.
      return Uint8Array.of(
        9,
        2,
        ...word(9 + interfaces.length),
        interfaceCount,
        1,
        0,
        0x80,
        50,
        ...interfaces,
      );
    }
    if (type !== 3) return undefined;
    if (index === 0) return Uint8Array.of(4, 3, 0x09, 0x04);
    const text = [maker, product, serial][index - 1];
    if (text === undefined) return undefined;
    const letters = Buffer.from(text, 'utf16le');
    return Uint8Array.of(letters.length + 2, 3, ...letters);
  }
}

/** Sixteen bits, the low byte first. */
export function word(value: number): readonly [number, number] {
  return [value & 0xff, value >> 8];
}

// A socket of the machine's virtual USB hub (vhci_hcd): what is plugged in here is a USB device to the kernel, with everything that
// follows from it. The kernel speaks USB/IP (Documentation/usb/usbip_protocol.rst) over a connection that it is handed as a file number.
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { UsbDevice } from './usb-device.ts';

const controller = '/sys/devices/platform/vhci_hcd.0';
const headerBytes = 48;
const command = { submit: 1, unlink: 2, submitted: 3, unlinked: 4 } as const;
/** Of errno: the transfer was taken back. */
const connectionReset = -104;
const fullSpeed = 2;

export class UsbPort {
  readonly #number: number;
  #socket: Socket | undefined;

  constructor(portNumber: number) {
    this.#number = portNumber;
  }

  /** Resolves when the kernel has been told; its drivers take their time. */
  async plug(device: UsbDevice): Promise<void> {
    const server = createServer({ pauseOnConnect: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const ours = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
    const [kernels] = (await once(server, 'connection')) as [
      Socket & { readonly _handle: { readonly fd: number } },
    ];
    server.close();
    ours.setNoDelay(true);
    // Port, file number, device id, speed.
    const fileNumber = kernels._handle.fd;
    writeFileSync(
      `${controller}/attach`,
      `${this.#number} ${fileNumber} ${0x10000 + this.#number + 2} ${fullSpeed}`,
    );
    // The kernel holds it now.
    kernels.destroy();
    this.#socket = ours;
    this.#serve(ours, device);
  }

  /** The plug is pulled, whatever is under way. */
  unplug(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  get plugged(): boolean {
    return this.#socket !== undefined;
  }

  #serve(socket: Socket, device: UsbDevice): void {
    let waiting = Buffer.alloc(0);
    // The kernel ends the connection its own way.
    socket.on('error', () => undefined);
    device.attach({
      complete: ({ sequence, endpoint }, status, data) => {
        socket.write(submitted(sequence, { status, data, isIn: endpoint >= 0x80 }));
      },
      pull: () => {
        if (this.#socket === socket) this.unplug();
      },
    });
    socket.on('close', () => {
      device.detach();
    });
    socket.on('data', (bytes: Buffer) => {
      waiting = Buffer.concat([waiting, bytes]);
      for (let taken = take(waiting, socket, device); taken > 0; taken = take(waiting, socket, device))
        waiting = waiting.subarray(taken);
    });
  }
}

/** Carries out the first request that is there whole. Returns its length; 0 where more is to come. */
function take(bytes: Buffer, socket: Socket, device: UsbDevice): number {
  if (bytes.length < headerBytes) return 0;
  const sequence = bytes.readUInt32BE(4);
  if (bytes.readUInt32BE(0) === command.unlink) {
    const wasWaiting = device.takeBack(bytes.readUInt32BE(20));
    const reply = Buffer.alloc(headerBytes);
    reply.writeUInt32BE(command.unlinked, 0);
    reply.writeUInt32BE(sequence, 4);
    reply.writeInt32BE(wasWaiting ? connectionReset : 0, 20);
    socket.write(reply);
    return headerBytes;
  }
  const isIn = bytes.readUInt32BE(12) === 1;
  const length = bytes.readInt32BE(24);
  const total = headerBytes + (isIn ? 0 : length);
  if (bytes.length < total) return 0;
  const endpoint = bytes.readUInt32BE(16) | (isIn ? 0x80 : 0);
  const setup = Buffer.from(bytes.subarray(40, 48));
  device.submit({ sequence, endpoint, setup, data: Buffer.from(bytes.subarray(headerBytes, total)), length });
  return total;
}

function submitted(
  sequence: number,
  { status, data, isIn }: { readonly status: number; readonly data: Uint8Array; readonly isIn: boolean },
): Buffer {
  const reply = Buffer.alloc(headerBytes);
  reply.writeUInt32BE(command.submitted, 0);
  reply.writeUInt32BE(sequence, 4);
  reply.writeInt32BE(status, 20);
  reply.writeInt32BE(data.length, 24);
  return isIn ? Buffer.concat([reply, data]) : reply;
}

// The wire under a driver: bytes (serial, TCP, usblp) or whole reports (HID), opened from an address of the configuration.
// A simulated device is just another address. Drivers never import a transport; `open-pipe.ts` does.

/** `tcp://127.0.0.1:9100`, `serial:///dev/ttyACM0?baud=9600&parity=even&dataBits=7`, `usblp:///dev/usb/lp0`, `usb://04b8:0e28/serial`,
 *  `hid://05e0:1300/serial`, `hid-tcp://127.0.0.1:9201` (reports over a socket: 2-byte big-endian length, then the report). */
export type DeviceAddress = string;

/** One open connection. Closing is final; the driver's supervisor opens a new one. */
export interface Pipe {
  /** Resolves when the bytes left this process (not when the device acted on them). Throws Fault `device.gone` | `device.timeout`. */
  write(bytes: Uint8Array): Promise<void>;
  /** Each chunk (stream) or each report (HID), in order. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once, whether closed by us or unplugged. */
  onClose(listener: (reason: 'closed' | 'unplugged') => void): void;
  close(): Promise<void>;
}

export interface PipeOpener {
  /** Throws Fault `device.gone` when nothing is there now, `device.busy` when something else holds it, `config.invalid` for a bad address. */
  open(address: DeviceAddress, signal: AbortSignal): Promise<Pipe>;
}

// A simulated HID device on a port: reports in frames, its descriptor first.
import {
  createFrameReader,
  encodeDescriptor,
  encodeFrame,
} from '../devices/transport/hid-tcp/report-frames.ts';
import type { HidDescriptor } from '../devices/transport/hid-tcp/report-frames.ts';
import { SocketServer } from './socket-server.ts';

export interface HidServerParts {
  readonly port: number;
  readonly descriptor: HidDescriptor;
  readonly onConnection?: () => void;
  /** A report from the daemon, such as "set zero". */
  readonly onReport?: (report: Uint8Array) => void;
  readonly onChange?: () => void;
}

export class HidServer {
  readonly socket: SocketServer;

  constructor({ port, descriptor, onConnection, onReport, onChange }: HidServerParts) {
    this.socket = new SocketServer({
      port,
      greeting: () => encodeDescriptor(descriptor),
      onConnection: () => {
        const reader = createFrameReader();
        onConnection?.();
        return (bytes) => {
          for (const report of reader.read(bytes).reports) onReport?.(report);
        };
      },
      ...(onChange === undefined ? {} : { onChange }),
    });
  }

  send(report: Uint8Array): void {
    this.socket.send(encodeFrame(report));
  }

  /** The first bytes of a report, and then nothing: unplugged while it was sending. */
  sendPartAndUnplug(report: Uint8Array, byteCount: number): Promise<void> {
    return this.socket.sendAndUnplug(encodeFrame(report).subarray(0, byteCount));
  }
}

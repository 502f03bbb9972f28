// Joins a simulated printer to the driver's Pipe without a socket: the same bytes, on a virtual clock, in one process.
import { Fault } from '../../../../platform/fault.ts';
import type { Pipe } from '../../../transport/pipe.ts';
import type { Attachable } from './line.ts';

/** Throws Fault `device.gone` while the printer is unplugged or has a client. A write to a printer that takes no bytes waits for ever. */
export function memoryPipe(printer: Attachable): Pipe {
  const dataListeners: ((bytes: Uint8Array) => void)[] = [];
  const closeListeners: ((reason: 'closed' | 'unplugged') => void)[] = [];
  const waiting: (() => void)[] = [];
  const line = { paused: false, ended: false };

  const wake = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const end = (reason: 'closed' | 'unplugged'): void => {
    if (line.ended) return;
    line.ended = true;
    wake();
    for (const listener of closeListeners) listener(reason);
  };
  const assertOpen = (): void => {
    if (line.ended) throw new Fault('device.gone');
  };
  const simulator = printer.attach({
    send: (bytes) => {
      const copy = Uint8Array.from(bytes);
      queueMicrotask(() => {
        if (!line.ended) for (const listener of dataListeners) listener(copy);
      });
    },
    cut: () => {
      end('unplugged');
    },
    pause: () => {
      line.paused = true;
    },
    resume: () => {
      line.paused = false;
      wake();
    },
  });
  if (simulator === undefined) throw new Fault('device.gone');
  return {
    async write(bytes) {
      while (line.paused && !line.ended) await new Promise<void>((resolve) => waiting.push(resolve));
      assertOpen();
      simulator.receive(Uint8Array.from(bytes));
      assertOpen();
      await Promise.resolve();
    },
    onData: (listener) => {
      dataListeners.push(listener);
    },
    onClose: (listener) => {
      closeListeners.push(listener);
    },
    close: async () => {
      if (!line.ended) simulator.closed();
      end('closed');
      await Promise.resolve();
    },
  };
}

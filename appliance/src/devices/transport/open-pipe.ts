// From an address of the configuration to an open pipe. Each transport is loaded when its first address is opened, so that a box
// without serial devices never loads the native add-on of serial ports.
import type { Clock } from '../../platform/ports/clock.ts';
import { parseAddress } from './address.ts';
import type { HidLibrary } from './hid/hid-pipe.ts';
import type { Pipe, PipeOpener } from './pipe.ts';

export interface PipeOpenerPorts {
  readonly clock: Clock;
  /** node-hid, unless a test brings its own. */
  readonly hidLibrary?: HidLibrary;
}

export function createPipeOpener({ clock, hidLibrary }: PipeOpenerPorts): PipeOpener {
  return {
    async open(address, signal): Promise<Pipe> {
      const parsed = parseAddress(address);
      const options = { clock, signal };
      switch (parsed.scheme) {
        case 'tcp':
          return (await import('./tcp/tcp-pipe.ts')).openTcpPipe(parsed, options);
        case 'hid-tcp':
          return (await import('./hid-tcp/hid-tcp-pipe.ts')).openHidTcpPipe(parsed, options);
        case 'http':
        case 'https':
          return (await import('./http/http-pipe.ts')).openHttpPipe(parsed, options);
        case 'serial':
          return (await import('./serial/serial-pipe.ts')).openSerialPipe(parsed, options);
        case 'hid': {
          const { loadHidLibrary, openHidPipe } = await import('./hid/hid-pipe.ts');
          return openHidPipe(parsed, { ...options, library: hidLibrary ?? (await loadHidLibrary()) });
        }
        case 'usblp':
          return (await import('./usblp-pipe.ts')).openUsblpPipe(parsed, options);
        case 'usb':
          return (await import('./usb-printer-pipe.ts')).openUsbPrinterPipe(parsed, options);
      }
    },
  };
}

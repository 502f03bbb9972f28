// The kinds of devices, one entry each: where its models are, and what of its port's talk goes to those who listen. A new kind is a word in
// `domain/shop/device-kind.ts`, its port here, and an entry of the table; the device room does the rest.
import type { DeviceKind } from '../domain/shop/device-kind.ts';
import type { Models } from './device.ts';
import type { Report } from './device-supervisor.ts';
import type { MailboxOptions } from './mailbox.ts';
import type { LabelPrinter } from './label-printer/port.ts';
import type { PoleDisplay } from './pole-display/port.ts';
import type { Printer, PrinterCondition } from './printer/port.ts';
import type { Scale, ScaleReading } from './scale/port.ts';
import type { Scan, Scanner } from './scanner/port.ts';
import type { CardAnswer, Terminal } from './terminal/port.ts';

export interface PortOfKind {
  readonly scanner: Scanner;
  readonly scale: Scale;
  readonly printer: Printer;
  readonly terminal: Terminal;
  readonly 'label-printer': LabelPrinter;
  readonly 'pole-display': PoleDisplay;
}

/** What devices say by themselves. */
export interface DeviceEvents {
  readonly scan: Scan;
  /** What a scanner sent and could not be read, for technicians. */
  readonly garbage: string;
  /** Each change; also `fault` when a scale goes away, so that no weight outlives its scale. */
  readonly reading: ScaleReading;
  /** What the sensor of a printer's drawer says: when the printer comes, and on each change. Never where there is no sensor. */
  readonly drawer: 'open' | 'closed';
  /** What a terminal says of a payment that nobody waits for any more. */
  readonly lateAnswer: { readonly payment: string; readonly answer: CardAnswer };
}

/** What is cut off when nobody takes them: of events the earliest are kept, of states the latest. */
export const whenFull: Readonly<Record<keyof DeviceEvents, MailboxOptions['whenFull']>> = {
  scan: 'drop-newest',
  garbage: 'drop-newest',
  reading: 'drop-oldest',
  drawer: 'drop-oldest',
  lateAnswer: 'drop-newest',
};

export type Tell = <E extends keyof DeviceEvents>(event: E, value: DeviceEvents[E]) => void;

export interface Kind<Device> {
  /** Loaded when the first device of the kind is configured. */
  models(): Promise<Models<Device>>;
  /** A device has come. Both are deaf when it has gone. */
  listen(device: Device, tell: Tell, report: Report): void;
  /** It has gone: what must not be believed any longer. */
  gone?(tell: Tell): void;
}

/** Conditions under which nothing is printed. */
const printerStops: ReadonlySet<PrinterCondition> = new Set(['paper-out', 'cover-open', 'offline', 'error']);

export const kindTable: { readonly [K in DeviceKind]: Kind<PortOfKind[K]> } = {
  scanner: {
    models: async () => (await import('./scanner/index.ts')).scannerModels,
    listen: (scanner, tell) => {
      scanner.onScan((scan) => tell('scan', scan));
      scanner.onGarbage((reason) => tell('garbage', reason));
    },
  },
  scale: {
    models: async () => (await import('./scale/index.ts')).scaleModels,
    listen: (scale, tell, report) => {
      scale.onReading((reading) => {
        tell('reading', reading);
        const { state } = reading;
        report(state === 'stable' ? [] : [state], state === 'fault' || state === 'overload');
      });
    },
    gone: (tell) => tell('reading', { state: 'fault' }),
  },
  printer: {
    models: async () => (await import('./printer/index.ts')).printerModels,
    listen: (printer, tell, report) => {
      let drawer: 'open' | 'closed' | undefined;
      printer.onConditions((conditions) => {
        const now = conditions.includes('drawer-open') ? 'open' : 'closed';
        // A printer that does not answer says nothing of its drawer.
        if (now !== drawer && (now === 'open' || !conditions.includes('offline'))) tell('drawer', now);
        if (!conditions.includes('offline') || now === 'open') drawer = now;
        report(
          conditions,
          conditions.some((condition) => printerStops.has(condition)),
        );
      });
    },
  },
  'pole-display': {
    models: async () => (await import('./pole-display/index.ts')).poleDisplayModels,
    listen: () => undefined,
  },
  terminal: {
    models: async () => (await import('./terminal/index.ts')).terminalModels,
    listen: (terminal, tell) => {
      terminal.onLateAnswer((payment, answer) => tell('lateAnswer', { payment, answer }));
    },
  },
  'label-printer': {
    models: async () => (await import('./label-printer/index.ts')).labelPrinterModels,
    listen: (printer, _tell, report) => {
      printer.onConditions((conditions) => report(conditions, conditions.length > 0));
    },
  },
};

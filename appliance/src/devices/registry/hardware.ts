// What is plugged into the box, as its kernel shows it. A port: Linux is one side of it, a test's list another.

/** One thing a driver can open: a HID interface, a serial port, or a printer's interface. */
export interface FoundEnd {
  readonly bus: 'hid' | 'serial' | 'printer';
  /** Of the kernel, or of the interface where a printer has no node: changes when it is plugged in again. */
  readonly node: string;
  /** Names that udev keeps for it over a replug: below /dev/serial/by-id, /dev/serial/by-path and /dev/countertop. Sorted. */
  readonly links: readonly string[];
  /** Top-level collections of the report descriptor. */
  readonly usages: readonly Usage[];
}

export interface Usage {
  readonly usagePage: number;
  readonly usage: number;
}

export interface FoundDevice {
  /** The socket it is plugged into (`usb 1-1.4`), or its node where it is on no USB. */
  readonly place: string;
  /** What it calls itself: maker and product. May be empty. */
  readonly label: string;
  readonly vendorId?: number;
  readonly productId?: number;
  readonly serial?: string;
  /** None: the kernel has no driver for it. */
  readonly ends: readonly FoundEnd[];
}

export interface Hardware {
  /** Without hubs. Sorted by place. Never throws: what cannot be read is not there. */
  list(): Promise<readonly FoundDevice[]>;
  /** Calls when something was plugged in or pulled out, perhaps more often. Returns what ends it. */
  watch(changed: () => void): () => void;
}

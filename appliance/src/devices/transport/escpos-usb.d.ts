// Types of `escpos-usb` 3.0.0-alpha.4, as far as `usb-printer-pipe.ts` uses it; the package has none of its own.
declare module 'escpos-usb' {
  class EscposUsb {
    /** The OUT endpoint, once open. */
    endpoint?: { timeout: number };
    constructor(device: object);
    open(done: (error: Error | null) => void): this;
    write(bytes: Uint8Array, done: (error?: Error) => void): this;
    close(done: (error: Error | null) => void): this;
  }
  export = EscposUsb;
}

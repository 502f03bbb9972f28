// A stranger at the keyboard: whoever else reads the machine's keys (a console, a compositor, a page). What it hears of a scanner is a leak.
import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs';

/** struct input_event of a 64-bit kernel: time 16, type 2, code 2, value 4. */
const eventBytes = 24;
const keyType = 1;

/** Every key pressed on any input device since it was asked last. */
export class KeyReader {
  readonly #open = new Map<string, number>();

  /** Opens devices that have come. */
  watch(): readonly string[] {
    for (const name of readdirSync('/dev/input').filter((each) => each.startsWith('event')))
      if (!this.#open.has(name))
        this.#open.set(name, openSync(`/dev/input/${name}`, constants.O_RDONLY | constants.O_NONBLOCK));
    return [...this.#open.keys()];
  }

  pressed(): number {
    let count = 0;
    for (const [name, file] of this.#open) {
      const events = this.#read(name, file);
      for (let at = 0; at + eventBytes <= events.length; at += eventBytes)
        if (events.readUInt16LE(at + 16) === keyType && events.readInt32LE(at + 20) === 1) count += 1;
    }
    return count;
  }

  #read(name: string, file: number): Buffer {
    const buffer = Buffer.alloc(eventBytes * 1024);
    try {
      return buffer.subarray(0, readSync(file, buffer));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return Buffer.alloc(0);
      // ENODEV: it was unplugged.
      closeSync(file);
      this.#open.delete(name);
      return Buffer.alloc(0);
    }
  }
}

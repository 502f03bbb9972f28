// Numbers as ZVT writes them: packed decimal, two digits a byte, most significant first.

/** A wrong digit makes the whole of it unreadable: undefined. */
export function readBcd(bytes: Uint8Array): number | undefined {
  let value = 0;
  for (const byte of bytes) {
    const [high, low] = [byte >> 4, byte & 0x0f];
    if (high > 9 || low > 9) return undefined;
    value = value * 100 + high * 10 + low;
  }
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Throws RangeError where it does not fit. */
export function writeBcd(value: number, bytes: number): Uint8Array {
  const digits = String(value).padStart(bytes * 2, '0');
  if (!/^\d+$/.test(digits) || digits.length > bytes * 2) throw new RangeError(`${digits} in ${bytes} bytes`);
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

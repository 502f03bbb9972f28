// How large barcodes and QR codes come out, known before they are sent: a symbol wider than the paper is not printed at all.

/** Bytes that QR versions 1–40 hold at level M (ISO/IEC 18004 table 7). */
const qrBytesM = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779,
  857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
] as const;

/** Modules on a side, without the quiet zone. Throws a RangeError for more bytes than any version holds. */
export function qrModules(byteCount: number): number {
  const version = qrBytesM.findIndex((capacity) => byteCount <= capacity) + 1;
  if (version === 0 || byteCount === 0) throw new RangeError(`no QR code holds ${String(byteCount)} bytes`);
  return 17 + 4 * version;
}

/** The QR code fits the paper with modules of at least 3 dots, which phones and scanners read. */
export function qrFits(byteCount: number, widthDots: number): boolean {
  return byteCount > 0 && byteCount <= 2331 && (qrModules(byteCount) + 8) * 3 <= widthDots;
}

/** What GS k 73 takes: code set B, a brace doubled. */
export function code128Units(data: string): number[] {
  return [...Buffer.from(`{B${data.replaceAll('{', '{{')}`, 'latin1')];
}

/** The widest module that fits, or undefined where the data has no Code 128 B or even narrow modules do not fit. */
export function code128ModuleDots(data: string, widthDots: number): 2 | 3 | undefined {
  if (!/^[ -~]{1,120}$/.test(data)) return undefined;
  // Start, check and stop symbols are 35 modules together; ten quiet modules on each side.
  const modules = 11 * data.length + 35 + 20;
  if (modules * 3 <= widthDots) return 3;
  return modules * 2 <= widthDots ? 2 : undefined;
}

/** 13 digits, the last of them the check digit of the others. */
export function isEan13(data: string): boolean {
  if (!/^\d{13}$/.test(data)) return false;
  const sum = [...data].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

// A QR code as one path of an SVG: a square per dark module, runs in a row joined.

/** @param size modules on a side; @param dark whether a module is, by column and row; @param quiet modules of white around it */
export function qrPath(size: number, dark: (column: number, row: number) => boolean, quiet: number): string {
  const runs: string[] = [];
  for (let row = 0; row < size; row += 1) {
    let start: number | undefined;
    for (let column = 0; column <= size; column += 1) {
      const is = column < size && dark(column, row);
      if (is && start === undefined) start = column;
      if (!is && start !== undefined) {
        runs.push(`M${start + quiet} ${row + quiet}h${column - start}v1h-${column - start}z`);
        start = undefined;
      }
    }
  }
  return runs.join('');
}

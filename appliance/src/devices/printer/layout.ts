// Lines of a fixed number of characters: wrapping of text, and two columns of which the right one stays whole.

const noBreakSpace = '\u00A0';

/** Breaks at spaces, and inside a word only where the word is longer than a line. Leading spaces indent what is wrapped, too. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const indent = ' '.repeat(Math.min(line.search(/[^ ]|$/), Math.floor(width / 2)));
  const room = width - indent.length;
  const lines: string[] = [];
  let current: string[] = [];
  for (const word of line.replace(/^ +| +$/g, '').split(/ +/)) {
    let rest = [...word];
    if (current.length > 0 && current.length + 1 + rest.length > room) {
      lines.push(indent + current.join(''));
      current = [];
    }
    if (current.length > 0) current.push(' ');
    for (; rest.length > room; rest = rest.slice(room)) lines.push(indent + rest.slice(0, room).join(''));
    current.push(...rest);
  }
  lines.push(indent + current.join(''));
  return lines;
}

/** The left text wraps beside the right one, which stands at the end of the last line; a right text too long for that gets lines of its own. */
export function columns(left: string, right: string, width: number): string[] {
  const rightLength = [...right].length;
  const leftWidth = width - rightLength - 1;
  if (rightLength === 0) return wrap(left, width);
  if (leftWidth < width / 3)
    return [
      ...(left.trim() === '' ? [] : wrap(left, width)),
      ...wrap(right, width).map((line) => padStart(line, width)),
    ];
  const lines = wrap(left, leftWidth);
  return lines.map((line, index) =>
    index < lines.length - 1 ? line : line + padStart(right, width - [...line].length),
  );
}

function padStart(line: string, width: number): string {
  return ' '.repeat(Math.max(0, width - [...line].length)) + line;
}

export function rule(width: number): string {
  return '-'.repeat(width);
}

/** Without the spaces that end a line, which paper does not show. */
export function withoutTrail(line: string): string {
  return line.replace(new RegExp(`[ ${noBreakSpace}]+$`, 'u'), '');
}

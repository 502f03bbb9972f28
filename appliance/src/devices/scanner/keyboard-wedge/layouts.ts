// Keyboard layouts: which character a key makes. The scanner plays a keyboard of one country and sends key positions; which country
// it plays is set in the scanner, and must be set here alike. Rows are written as they lie on the keyboard.

export type Level = 'plain' | 'shift' | 'altGr';

export interface Key {
  readonly character: string;
  /** A dead key waits for the next character: `^` and `e` make `ê`, `^` and a space make `^`. */
  readonly dead: boolean;
}

/** By level, then by usage id of the key (HID usage page 7). */
export type Layout = Readonly<Record<Level, ReadonlyMap<number, Key>>>;

export const layoutNames = ['us', 'de', 'fr', 'no'] as const;
export type LayoutName = (typeof layoutNames)[number];

/** Usage ids of the keys that make characters, row by row from the top left. */
const rows = [
  [0x35, 0x1e, 0x1f, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2d, 0x2e],
  [0x14, 0x1a, 0x08, 0x15, 0x17, 0x1c, 0x18, 0x0c, 0x12, 0x13, 0x2f, 0x30],
  [0x04, 0x16, 0x07, 0x09, 0x0a, 0x0b, 0x0d, 0x0e, 0x0f, 0x33, 0x34, 0x32],
  [0x64, 0x1d, 0x1b, 0x06, 0x19, 0x05, 0x11, 0x10, 0x36, 0x37, 0x38],
] as const;
/** The key left of a tall Enter (0x32) and the one above a flat Enter (0x31) are the same key to every layout. */
const tallEnterKey = 0x32;
const flatEnterKey = 0x31;

interface Drawing {
  readonly plain: readonly string[];
  readonly shift: readonly string[];
  /** Only the keys that have a third character. */
  readonly altGr: Readonly<Record<number, string>>;
  readonly dead: Readonly<Record<Level, readonly number[]>>;
}

const drawings: Readonly<Record<LayoutName, Drawing>> = {
  us: {
    plain: ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'\\", '\\zxcvbnm,./'],
    shift: ['~!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"|', '|ZXCVBNM<>?'],
    altGr: {},
    dead: { plain: [], shift: [], altGr: [] },
  },
  de: {
    plain: ['^1234567890ß´', 'qwertzuiopü+', 'asdfghjklöä#', '<yxcvbnm,.-'],
    shift: ['°!"§$%&/()=?`', 'QWERTZUIOPÜ*', "ASDFGHJKLÖÄ'", '>YXCVBNM;:_'],
    altGr: {
      ...{ 0x1f: '²', 0x20: '³', 0x24: '{', 0x25: '[', 0x26: ']', 0x27: '}', 0x2d: '\\' },
      ...{ 0x14: '@', 0x08: '€', 0x30: '~', 0x64: '|', 0x10: 'µ' },
    },
    dead: { plain: [0x35, 0x2e], shift: [0x2e], altGr: [] },
  },
  fr: {
    plain: ['²&é"\'(-è_çà)=', 'azertyuiop^$', 'qsdfghjklmù*', '<wxcvbn,;:!'],
    shift: ['²1234567890°+', 'AZERTYUIOP¨£', 'QSDFGHJKLM%µ', '>WXCVBN?./§'],
    altGr: {
      ...{ 0x1f: '~', 0x20: '#', 0x21: '{', 0x22: '[', 0x23: '|', 0x24: '`', 0x25: '\\', 0x26: '^' },
      ...{ 0x27: '@', 0x2d: ']', 0x2e: '}', 0x08: '€', 0x30: '¤' },
    },
    dead: { plain: [0x2f], shift: [0x2f], altGr: [0x1f, 0x24] },
  },
  no: {
    plain: ['|1234567890+\\', 'qwertyuiopå¨', "asdfghjkløæ'", '<zxcvbnm,.-'],
    shift: ['§!"#¤%&/()=?`', 'QWERTYUIOPÅ^', 'ASDFGHJKLØÆ*', '>ZXCVBNM;:_'],
    altGr: {
      ...{ 0x1f: '@', 0x20: '£', 0x21: '$', 0x24: '{', 0x25: '[', 0x26: ']', 0x27: '}', 0x2e: '´' },
      ...{ 0x08: '€', 0x30: '~', 0x10: 'µ' },
    },
    dead: { plain: [0x30], shift: [0x2e, 0x30], altGr: [0x2e, 0x30] },
  },
};

export function layoutNamed(name: LayoutName): Layout {
  const { plain, shift, altGr, dead } = drawings[name];
  const thirds = Object.entries(altGr).map(([usage, character]): [number, string] => [
    Number(usage),
    character,
  ]);
  return {
    plain: level(fromRows(plain), dead.plain),
    shift: level(fromRows(shift), dead.shift),
    altGr: level(thirds, dead.altGr),
  };
}

function fromRows(drawn: readonly string[]): [number, string][] {
  const keys = rows.flatMap((usages, row) => {
    const characters = [...(drawn[row] ?? '')];
    return usages.map((usage, column): [number, string] => [usage, characters[column] ?? '']);
  });
  const twin = keys.find(([usage]) => usage === tallEnterKey);
  return [...keys, [flatEnterKey, twin?.[1] ?? ''], [0x2c, ' ']];
}

function level(
  keys: readonly (readonly [number, string])[],
  dead: readonly number[],
): ReadonlyMap<number, Key> {
  return new Map(keys.map(([usage, character]) => [usage, { character, dead: dead.includes(usage) }]));
}

/** What dead keys put on letters, by the character they make alone. */
const combining: Readonly<Record<string, string>> = {
  '`': '\u0300',
  '´': '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '¨': '\u0308',
};

/** A dead key's character and what followed it. */
export function compose(dead: string, next: string): string {
  if (next === ' ') return dead;
  const mark = combining[dead] ?? '';
  const whole = (next + mark).normalize('NFC');
  return mark !== '' && [...whole].length === 1 ? whole : dead + next;
}

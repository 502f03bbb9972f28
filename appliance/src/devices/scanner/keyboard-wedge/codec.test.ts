// Boot keyboard reports to codes: modifiers, keypad, Alt codes, dead keys, lost keys, each layout there and back, noise.
import fc from 'fast-check';
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, seed, suite } from '../../../../test/kit.ts';
import { codeLengthMax } from '../read-code.ts';
import type { ScanEvent } from '../read-code.ts';
import { WedgeDecoder } from './codec.ts';
import type { WedgeOptions } from './codec.ts';
import { layoutNames } from './layouts.ts';
import { WedgeSimulator } from './simulator.ts';

const bare: WedgeOptions = {
  prefix: '',
  suffix: '',
  aimPrefix: true,
  layout: 'us',
  terminator: 'either',
  reportId: 0,
};
const up = [0, 0, 0, 0, 0, 0, 0, 0];
/** A report of modifiers and keys. */
const keys = (modifiers: number, ...down: number[]): number[] => [modifiers, 0, ...down, ...up].slice(0, 8);
const enter = keys(0, 0x28);
const [ctrl, shift, alt, altGr] = [0x01, 0x02, 0x04, 0x40];

const told = (events: readonly ScanEvent[]): string[] =>
  events.map((event) => (event.kind === 'scan' ? event.scan.text : `(${event.reason})`));

/** What a decoder makes of reports, `up` after each unless told. */
function read(
  reports: readonly number[][],
  options: Partial<WedgeOptions> = {},
  lengthMax?: number,
): string[] {
  const decoder = new WedgeDecoder({ ...bare, ...options }, lengthMax);
  return told(
    reports.flatMap((report) => [
      ...decoder.read(Uint8Array.from(report)),
      ...decoder.read(Uint8Array.from(up)),
    ]),
  );
}

const typing = suite('codes typed by a scanner');

typing('a key counts when it goes down, not while it is held', () => {
  const decoder = new WedgeDecoder(bare);
  const sequence = [
    keys(0, 0x1e),
    keys(0, 0x1e, 0x1f),
    keys(0, 0x1f),
    keys(0, 0x1f, 0x1e),
    up,
    keys(0, 0x1e),
    up,
    enter,
  ];
  assert.equal(told(sequence.flatMap((report) => [...decoder.read(Uint8Array.from(report))])), ['1211']);
});

typing('letters, shift and caps lock', () => {
  assert.equal(read([keys(0, 0x04), keys(shift, 0x04), keys(0x20, 0x05), keys(shift, 0x1e), enter]), [
    'aAB!',
  ]);
  const caps = keys(0, 0x39);
  assert.equal(
    read([
      caps,
      keys(0, 0x04),
      keys(shift, 0x04),
      keys(0, 0x1e),
      keys(shift, 0x1e),
      caps,
      keys(0, 0x04),
      enter,
    ]),
    ['Aa1!a'],
  );
  // Caps lock leaves AltGr and keys whose two characters are no pair alone.
  assert.equal(read([caps, keys(altGr, 0x08), keys(0, 0x2d), enter], { layout: 'de' }), ['€ß']);
});

typing('the keypad makes digits', () => {
  const keypad = [0x59, 0x61, 0x62, 0x63, 0x54, 0x55, 0x56, 0x57].map((key) => keys(0, key));
  assert.equal(read([...keypad, keys(0, 0x58)]), ['190./*-+']);
});

typing('control characters: GS is the American bracket key in every layout', () => {
  for (const layout of layoutNames)
    assert.equal(
      read([keys(0, 0x22), keys(ctrl, 0x30), keys(0x10, 0x30), enter], { layout })[0]?.slice(1),
      '\x1d\x1d',
    );
  assert.equal(read([keys(0, 0x1e), keys(ctrl, 0x05), keys(ctrl, 0x31), keys(ctrl, 0x2f), enter]), [
    '1\x02\x1c\x1b',
  ]);
  assert.equal(read([keys(0, 0x1e), keys(ctrl, 0x10)]), ['1'], 'Ctrl+M is Enter');
  assert.equal(read([keys(0, 0x1e), keys(ctrl, 0x0d)]), ['1'], 'Ctrl+J is Enter');
  assert.equal(read([keys(0, 0x1e), keys(ctrl, 0x0c)]), ['1'], 'Ctrl+I is Tab');
  assert.equal(read([keys(0, 0x1e), keys(ctrl, 0x1e), keys(ctrl, 0x3a), enter]), ['(key-without-character)']);
});

typing('AltGr, also as Ctrl and Alt', () => {
  assert.equal(read([keys(altGr, 0x14), keys(ctrl | alt, 0x14), enter], { layout: 'de' }), ['@@']);
  assert.equal(read([keys(altGr, 0x04), enter, keys(0, 0x04), enter]), ['(key-without-character)', 'a']);
});

typing('Alt and a number on the keypad', () => {
  const altCode = (digits: string, modifiers = alt): number[][] => [
    ...[...digits].flatMap((digit) => [
      keys(modifiers, digit === '0' ? 0x62 : 0x58 + Number(digit)),
      keys(modifiers),
    ]),
    up,
  ];
  const typed = (...reports: number[][][]): string[] => {
    const decoder = new WedgeDecoder(bare);
    return told([...reports.flat(), enter].flatMap((report) => [...decoder.read(Uint8Array.from(report))]));
  };
  assert.equal(typed(altCode('065'), altCode('66'), altCode('0029'), altCode('67', altGr)), ['AB\x1dC']);
  assert.equal(
    typed(altCode('0229'), altCode('134')),
    ['åå'],
    "Windows' code page with a zero, DOS' without",
  );
  assert.equal(typed(altCode('256')), ['(alt-code)']);
  assert.equal(typed(altCode('00065')), ['(alt-code)']);
});

typing('dead keys', () => {
  const caret = keys(0, 0x2f);
  assert.equal(read([caret, keys(0, 0x08), caret, keys(0, 0x2c), caret, caret, enter], { layout: 'fr' }), [
    'ê^^^',
  ]);
  assert.equal(read([keys(0, 0x08), caret, enter], { layout: 'fr' }), ['e^'], 'nothing followed');
});

typing('which key ends a code', () => {
  const [one, tab] = [keys(0, 0x1e), keys(0, 0x2b)];
  assert.equal(read([one, enter, one, tab, enter, enter]), ['1', '1']);
  assert.equal(read([one, tab, one, enter], { terminator: 'enter' }), ['1\t1']);
  assert.equal(read([one, enter, one, tab], { terminator: 'tab' }), ['1\r1']);
  assert.equal(read([one, enter, one, tab], { terminator: 'silence' }), ['1', '1']);
});

typing('keys without a character are passed over, lost keys spoil the code', () => {
  const [one, f5, scrollLock] = [keys(0, 0x1e), keys(0, 0x3e), keys(0, 0x47)];
  assert.equal(read([f5, one, scrollLock, enter]), ['1']);
  for (const [broken, reason] of [
    [[0, 0, 1, 1, 1, 1, 1, 1], '(keys-lost)'],
    [[0, 0, 3, 0, 0, 0, 0, 0], '(keys-lost)'],
    [[0, 0, 0x1e], '(report-length)'],
    [[], '(report-length)'],
  ] as const)
    assert.equal(read([one, [...broken], one, [...broken], enter, one, enter]), [reason, '1']);
});

typing('numbered reports of composite devices', () => {
  const numbered = (report: number[]): number[] => [7, ...report];
  const decoder = new WedgeDecoder({ ...bare, reportId: 7 });
  const reports = [numbered(keys(0, 0x1e)), [1, 2, 3], numbered(up), numbered(enter)];
  assert.equal(told(reports.flatMap((report) => [...decoder.read(Uint8Array.from(report))])), ['1']);
});

typing('too long is said once, and passed over to its end', () => {
  const [one, two] = [keys(0, 0x1e), keys(0, 0x1f)];
  assert.equal(read([one, two, one, enter, one, two, one, two, one, enter, one, enter], {}, 3), [
    '121',
    '(too-long)',
    '1',
  ]);
});

const time = suite('time inside a typed code');

time('drops what was begun, or ends it where silence is the end', () => {
  const typed = (terminator: WedgeOptions['terminator'], ...reports: number[][]): WedgeDecoder => {
    const decoder = new WedgeDecoder({ ...bare, layout: 'fr', terminator });
    for (const report of reports) decoder.read(Uint8Array.from(report));
    return decoder;
  };
  const begun = typed('either', keys(0, 0x04));
  assert.ok(begun.unfinished);
  assert.equal(told(begun.timeOut()), ['(code-unfinished)']);
  assert.equal(told(begun.timeOut()), []);
  for (const other of [typed('either', keys(0, 0x2f)), typed('either', keys(alt, 0x59))]) {
    assert.ok(other.unfinished);
    assert.equal(told(other.timeOut()), ['(code-unfinished)']);
  }
  const spoiled = typed('either', [0, 0, 1]);
  assert.ok(spoiled.unfinished);
  assert.equal(told(spoiled.timeOut()), [], 'said already');
  const silent = typed('silence', keys(0, 0x04), up, keys(shift, 0x1e), up);
  assert.equal(told(silent.timeOut()), ['q1']);
  assert.equal(told(silent.timeOut()), []);
});

const trip = suite('from a scanner and back');

trip('every layout carries every character it can type, and the rest by number', () => {
  const characters = Array.from(
    '0123456789abcxyzABCXYZ -./:;,<>?!"#$%&\'()*+=@[]\\^_`{|}~åæøÅÆØäöüßéè€§\x1d',
  );
  const codes = fc
    .array(fc.constantFrom(...characters), { minLength: 1, maxLength: 60 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...layoutNames), codes, (layout, code) => {
      const scanner = new WedgeSimulator({ send: () => undefined, layout });
      const decoder = new WedgeDecoder({ ...bare, aimPrefix: false, layout });
      const events = scanner.reportsOf(code).flatMap((report) => [...decoder.read(report)]);
      assert.equal(told(events), [code], layout);
    }),
  );
});

trip('a layout set differently gives another code, never an error', () => {
  const scanner = new WedgeSimulator({ send: () => undefined, layout: 'us' });
  const decoder = new WedgeDecoder({ ...bare, layout: 'fr' });
  const events = scanner.reportsOf('7038').flatMap((report) => [...decoder.read(report)]);
  assert.equal(told(events), ['èà"_']);
});

const noise = suite('typed noise');

noise('never throws, never grows, and time always clears it', () => {
  const report = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc
      .tuple(fc.constantFrom(0, ctrl, shift, alt, altGr, 5), fc.nat(0x65))
      .map(([modifiers, key]) => Uint8Array.from(keys(modifiers, key))),
  );
  fc.assert(
    fc.property(
      fc.array(report, { maxLength: 400 }),
      fc.constantFrom(...layoutNames),
      fc.constantFrom<WedgeOptions['terminator']>('enter', 'tab', 'either', 'silence'),
      (reports, layout, terminator) => {
        const decoder = new WedgeDecoder({ ...bare, layout, terminator }, 40);
        for (const one of reports)
          for (const event of decoder.read(one))
            if (event.kind === 'scan') assert.ok(event.scan.text.length <= 41);
        decoder.timeOut();
        assert.not.ok(decoder.unfinished);
      },
    ),
  );
});

noise('a million bytes of reports and noise', { timeoutMs: 600_000 }, () => {
  const frames = new WedgeSimulator({ send: () => undefined }).reportsOf('703801 Ab$');
  fuzzCodec({ seed, make: () => new WedgeDecoder(bare), frames, heldMax: codeLengthMax + 8, packets: true });
});

// The pole display driver against its simulator, in both dialects: bytes, the contract, noise into the glass.
import { fuzzCodec } from '../../../../test/devices/fuzz.ts';
import { assert, seed, suite } from '../../../../test/kit.ts';
import { poleContract } from '../contract.ts';
import { lineBytes, spread } from '../pole-text.ts';
import { beginning, dialects, encodeLines } from './codec.ts';
import { manifest } from './manifest.ts';
import { PoleSimulator } from './simulator.ts';

for (const dialect of dialects)
  poleContract({
    manifest,
    simulate: () => new PoleSimulator(),
    options: { dialect },
    againMs: 30_000,
  });

const codec = suite('pole display codec');
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

codec('the bytes of each dialect', () => {
  const lines = { upper: 'A', lower: 'B' };
  const [a, b] = ['A'.padEnd(20), 'B'.padEnd(20)];
  const cd = { dialect: 'cd5220', codePage: 'cp850' } as const;
  const epson = { dialect: 'esc-pos', codePage: 'cp858' } as const;
  assert.is(text(encodeLines(lines, cd)), `\x1bQA${a}\r\x1bQB${b}\r`);
  assert.is(text(encodeLines(lines, epson)), `\x1f$\x01\x01${a}\x1f$\x01\x02${b}`);
  assert.is(text(beginning(epson)), '\x1b@\x0c\x1bt\x13\x1fC\0');
});

codec('letters of the page, else without their marks', () => {
  assert.equal([...lineBytes('æøå', 'cp850')].slice(0, 3), [0x91, 0x9b, 0x86]);
  assert.is(text(lineBytes('Žluťoučký', 'ascii')).trim(), 'Zlutoucky');
  assert.is(lineBytes('Ž', 'cp852')[0], 0xa6);
});

codec('an amount is never cut', () => {
  assert.is(spread('Totalt', '1 234,50'), 'Totalt      1 234,50');
  assert.is(spread('Bananer økologiske', '14,95'), 'Bananer økolog 14,95');
  assert.is(spread('x', '9'.repeat(25)), '9'.repeat(20));
});

codec('noise', { timeoutMs: 600_000 }, () => {
  const frames = dialects.map((dialect) =>
    encodeLines({ upper: 'Kaffe', lower: '12,50' }, { dialect, codePage: 'cp850' }),
  );
  const make = () => {
    const pole = new PoleSimulator();
    return {
      read: (bytes: Uint8Array) => pole.receive(bytes),
      get held() {
        return pole.held;
      },
    };
  };
  fuzzCodec({ seed, make, frames, heldMax: 24 });
});

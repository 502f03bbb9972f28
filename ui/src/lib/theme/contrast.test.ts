// Contrast is computed, not hoped for: every pair of tokens that carries words or amounts, in light and in dark, for every accent hue.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, suite } from '../../../../appliance/test/kit.ts';
import { contrast, type Oklch } from './contrast.ts';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const value =
  /--([a-z0-9-]+):\s*light-dark\(\s*oklch\(([^()]*(?:\([^()]*\))?[^()]*)\),\s*oklch\(([^()]*(?:\([^()]*\))?[^()]*)\)\)/g;

function oklch(text: string, accentHue: number): Oklch {
  const [l, c, h] = text
    .replace(/var\(--accent-hue\)/, String(accentHue))
    .split(/[ /]+/)
    .map(Number);
  return { l: l ?? NaN, c: c ?? NaN, h: h ?? NaN };
}

function tokens(accentHue: number): Record<'light' | 'dark', Record<string, Oklch>> {
  const light: Record<string, Oklch> = {};
  const dark: Record<string, Oklch> = {};
  for (const [, name, first, second] of css.matchAll(value)) {
    light[name!] = oklch(first!, accentHue);
    dark[name!] = oklch(second!, accentHue);
  }
  return { light, dark };
}

const surfaces = ['surface-0', 'surface-1', 'surface-2'];
const meanings = ['good', 'attention', 'danger', 'information'];
const pairs: readonly (readonly [ink: string, ground: string, least: number])[] = [
  ...surfaces.map((ground) => ['ink', ground, 7] as const),
  ['ink', 'surface-3', 7],
  ...surfaces.map((ground) => ['ink-2', ground, 4.5] as const),
  ...['accent', ...meanings].flatMap((name) => [
    [`on-${name}`, name, 7] as const,
    [`${name}-ink`, `${name}-tint`, 4.5] as const,
    [`${name}-ink`, 'surface-1', 4.5] as const,
    [`${name}-ink`, 'surface-0', 4.5] as const,
    ['ink', `${name}-tint`, 7] as const,
    ['ink-2', `${name}-tint`, 4.5] as const,
  ]),
  ...['accent', 'good', 'danger'].map((name) => [`on-${name}`, `${name}-press`, 7] as const),
  // Borders of fields and the ring of focus: WCAG 1.4.11.
  ...surfaces.map((ground) => ['line-strong', ground, 3] as const),
  ...surfaces.map((ground) => ['focus', ground, 3] as const),
];

const test = suite('contrast of the tokens');

test('the formula agrees with WCAG on black, white and mid grey', () => {
  assert.is(contrast({ l: 1, c: 0, h: 0 }, { l: 0, c: 0, h: 0 }).toFixed(2), '21.00');
  assert.is(contrast({ l: 0.5999, c: 0, h: 0 }, { l: 1, c: 0, h: 0 }).toFixed(1), '3.9');
});

test('all tokens of a meaning are there', () => {
  const { light } = tokens(266);
  for (const [ink, ground] of pairs) {
    assert.ok(light[ink], `--${ink} is missing`);
    assert.ok(light[ground], `--${ground} is missing`);
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`${theme}: amounts 7:1, words 4.5:1, edges 3:1, whatever the shop's accent`, () => {
    const tooLow: string[] = [];
    for (let hue = 0; hue < 360; hue += 6) {
      const named = tokens(hue)[theme];
      for (const [ink, ground, least] of pairs) {
        const ratio = contrast(named[ink]!, named[ground]!);
        if (!(ratio >= least))
          tooLow.push(`--${ink} on --${ground}: ${ratio.toFixed(2)} < ${least} at hue ${hue}`);
      }
    }
    assert.equal(tooLow.slice(0, 40), []);
  });
}

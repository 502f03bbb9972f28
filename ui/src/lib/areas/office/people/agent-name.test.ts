// Browsers say many names; the one it is comes first.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { agentName } from './agent-name.ts';

const test = suite('agent name');

const cases: readonly (readonly [string, string, string])[] = [
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox', 'Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'Safari',
    'macOS',
  ],
];

test('knows the usual browsers on the usual machines', () => {
  for (const [agent, browser, machine] of cases) {
    const named = agentName(agent);
    assert.equal([named.browser, named.machine], [browser, machine], agent);
  }
  assert.equal(
    cases.map(([agent]) => agentName(agent).handheld),
    [false, false, true, true, false],
  );
});

test('what is not known is told in its own words, cut', () => {
  const named = agentName(`curl/8.5.0 ${'x'.repeat(200)}`);
  assert.is(named.browser, undefined);
  assert.is(named.machine, undefined);
  assert.is(named.plain.length, 60);
});

// Which browser on which machine a session is, from what the browser says of itself: enough to know one's own phone from a stranger's.

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const machines: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];
const longest = 60;

export interface AgentName {
  readonly browser: string | undefined;
  readonly machine: string | undefined;
  /** Where neither is known: its own words, cut. */
  readonly plain: string;
  readonly handheld: boolean;
}

export function agentName(agent: string): AgentName {
  const find = (among: readonly (readonly [RegExp, string])[]) =>
    among.find(([sign]) => sign.test(agent))?.[1];
  const machine = find(machines);
  return {
    browser: find(browsers),
    machine,
    plain: agent.slice(0, longest),
    handheld: machine === 'iPhone' || machine === 'iPad' || machine === 'Android',
  };
}

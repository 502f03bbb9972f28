// What udev makes of a device by given rules: matching and assigning as udev(7) says, for the keys our rules use. The real udev judges
// the same rules in the virtual machine (test/hardware); this one does it in a moment, for every device there is a description of.

/** A device as `udevadm info --attribute-walk` shows it: itself first, then its parents up to the USB device. */
export interface Described {
  readonly action?: 'add' | 'remove' | 'change';
  /** What other rules and the builtins (input_id, usb_id, path_id) have found out before. */
  readonly env?: Readonly<Record<string, string>>;
  readonly chain: readonly [DescribedNode, ...DescribedNode[]];
}

export interface DescribedNode {
  readonly kernel: string;
  readonly subsystem: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface Treated {
  readonly group: string | undefined;
  readonly mode: string | undefined;
  readonly links: readonly string[];
  /** Attributes and properties that were set. */
  readonly set: Readonly<Record<string, string>>;
}

interface Token {
  readonly key: string;
  /** What is in the braces. */
  readonly of: string;
  readonly operator: string;
  readonly value: string;
}

const token = /^([A-Z]+)(?:\{([^}]+)\})?(==|!=|\+=|-=|=)"([^"]*)"$/;

export function rulesOf(text: string): readonly (readonly Token[])[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) =>
      line.split(', ').map((part) => {
        const [, key = '', of = '', operator = '', value = ''] = token.exec(part) ?? [];
        if (key === '') throw new SyntaxError(`not understood: ${part}`);
        return { key, of, operator, value };
      }),
    );
}

/** @param books the texts of rules files, in the order of their names */
export function treat(device: Described, books: readonly string[]): Treated {
  const state: State = { env: { ...device.env }, group: undefined, mode: undefined, links: [], set: {} };
  for (const book of books) {
    let goal: string | undefined;
    for (const rule of rulesOf(book)) {
      if (goal !== undefined && !rule.some(({ key, value }) => key === 'LABEL' && value === goal)) continue;
      goal = holds(rule, device, state.env) ? carriedOut(rule, state) : undefined;
    }
  }
  const { group, mode, links, set } = state;
  return { group, mode, links, set };
}

interface State {
  readonly env: Record<string, string>;
  group: string | undefined;
  mode: string | undefined;
  readonly links: string[];
  readonly set: Record<string, string>;
}

/** Returns the label where to go on, if the rule names one. */
function carriedOut(rule: readonly Token[], state: State): string | undefined {
  let goal: string | undefined;
  for (const { key, of, operator, value: raw } of rule) {
    if (operator === '==' || operator === '!=') continue;
    const value = raw.replaceAll(/\$env\{(\w+)\}/g, (_, name: string) => state.env[name] ?? '');
    if (key === 'GROUP') state.group = value;
    else if (key === 'MODE') state.mode = value;
    else if (key === 'SYMLINK') state.links.push(value);
    else if (key === 'GOTO') goal = value;
    else if (key === 'ENV' || key === 'ATTR') state.set[of] = value;
    if (key === 'ENV') state.env[of] = value;
  }
  return goal;
}

function holds(rule: readonly Token[], device: Described, env: Readonly<Record<string, string>>): boolean {
  const [self] = device.chain;
  const own = (matching: Token): boolean => {
    switch (matching.key) {
      case 'ACTION':
        return fits(matching, device.action ?? 'add');
      case 'KERNEL':
        return fits(matching, self.kernel);
      case 'SUBSYSTEM':
        return fits(matching, self.subsystem);
      case 'ENV':
        return fits(matching, env[matching.of] ?? '');
      case 'ATTR':
        return (
          self.attributes?.[matching.of] !== undefined && fits(matching, self.attributes[matching.of] ?? '')
        );
      case 'TEST':
        return self.attributes?.[matching.value] !== undefined;
      default:
        throw new SyntaxError(`a rule matches by ${matching.key}`);
    }
  };
  const matches = rule.filter(({ operator }) => operator === '==' || operator === '!=');
  const upwards = matches.filter(({ key }) => key === 'SUBSYSTEMS' || key === 'ATTRS');
  return (
    matches.filter((each) => !upwards.includes(each)).every(own) &&
    // All of them of one and the same device in the chain.
    (upwards.length === 0 || device.chain.some((node) => upwards.every((each) => fitsNode(each, node))))
  );
}

function fitsNode(matching: Token, { subsystem, attributes }: DescribedNode): boolean {
  if (matching.key === 'SUBSYSTEMS') return fits(matching, subsystem);
  const value = attributes?.[matching.of];
  return value !== undefined && fits(matching, value);
}

/** Shell patterns, several between bars. */
function fits({ operator, value: pattern }: Token, value: string): boolean {
  const one = pattern.split('|').some((each) => {
    const source = each
      .replaceAll(/[.+^${}()\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${source}$`).test(value);
  });
  return one === (operator === '==');
}

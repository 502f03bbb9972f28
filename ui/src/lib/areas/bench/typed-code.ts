// A code as somebody types it on the bench: what a keyboard has no key for is written in words.

export interface TypedCode {
  /** With GS as 0x1D. */
  readonly code: string;
  /** AIM identifier such as `]E0`, where one was typed in front. */
  readonly aim?: string;
}

const groupSeparator = '\u001d';

/** `<GS>` stands for the separator of GS1 codes; a leading `]E0` is the identifier that some scanners send. Undefined where nothing is left to scan. */
export function readTypedCode(text: string): TypedCode | undefined {
  const [, aim, rest = ''] = /^(\][A-Za-z][0-9A-Za-z])?([\s\S]*)$/.exec(text.trim()) ?? [];
  const code = rest.replace(/<GS>/gi, groupSeparator);
  if (code === '') return undefined;
  return aim === undefined ? { code } : { code, aim };
}

/** The other way round, for showing what was scanned. */
export function writeCode({ code, aim = '' }: TypedCode): string {
  return `${aim}${code.replaceAll(groupSeparator, '<GS>')}`;
}

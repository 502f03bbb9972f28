// The command line: `countertop <command>`. Each command is a file of its own, loaded only when asked for.
import { isFault } from '../platform/fault.ts';
import type { CommandEntry } from './command.ts';
import { practice } from './practice.ts';

const commands: Readonly<Record<string, CommandEntry>> = {
  journal: {
    words: 'journal verify | export   check the chain of a box, or write it out for others to check',
    load: async () => (await import('./journal.ts')).journal,
  },
  person: {
    words: 'person show | set | erase what is kept of a customer; the journal holds ids only',
    load: async () => (await import('./person.ts')).person,
  },
  office: {
    words: 'office first-user <e-mail>  the link that sets up the first user, or lets one in again',
    load: async () => (await import('./office.ts')).office,
  },
  import: {
    words: 'import products <csv>     take products into the catalogue; bad rows are told by line',
    load: async () => (await import('./import.ts')).importProducts,
  },
  doctor: {
    words: 'doctor [--json]           what is plugged in, what claims it, and whether it works',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  pair: {
    words: 'pair <address> <code>     give this box its office',
    load: async () => (await import('./pair.ts')).pair,
  },
  ...practice,
};

async function writeLine(stream: NodeJS.WriteStream, line: string): Promise<void> {
  if (stream.write(`${line}\n`)) return;
  await new Promise<void>((resolve) => {
    stream.once('drain', resolve);
  });
}

async function main(): Promise<number> {
  const [name = '', ...args] = process.argv.slice(2);
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    const lines = [
      'usage: countertop <command>',
      ...Object.values(commands).map(({ words }) => `  ${words}`),
    ];
    process.stderr.write(`${lines.join('\n')}\n`);
    return name === '' || name === '--help' ? 0 : 64;
  }
  const command = await entry.load();
  return command(args, {
    stdout: async (line) => writeLine(process.stdout, line),
    stderr: (line) => {
      process.stderr.write(`${line}\n`);
    },
    env: process.env,
    cwd: process.cwd(),
  });
}

function wordsOf(error: unknown): string {
  if (isFault(error)) return `${error.code} ${JSON.stringify(error.data)}`;
  return error instanceof Error ? error.message : String(error);
}

/** 64: misunderstood, 2: a file or the box cannot be used, 70: a defect of ours. */
function codeOf(error: unknown): number {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('ERR_PARSE_ARGS')) return 64;
  return isFault(error) || /^E[A-Z]+$/.test(code) ? 2 : 70;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`countertop: ${wordsOf(error)}\n`);
    process.exitCode = codeOf(error);
  },
);

// `countertop office pairing-code`: what the office's page of boxes shows, for a machine without a screen (docs/pairing.md).
import type { CommandIo } from './command.ts';
import { askDaemon } from './local-daemon.ts';

/** Exit codes: done; refused; not understood or nobody to ask. */
const exit = { done: 0, refused: 1, failed: 2 } as const;

export const pairingCodeUsage = `countertop office pairing-code <register>
  A one-time code to pair a box with, valid for ten minutes. Asks the daemon that runs here.`;

const words: Readonly<Record<string, string>> = {
  'no-office': 'this box has no office: its roles lack back-office',
  'register-name': 'a register is called by one to eight capital letters and digits',
  'too-many-codes': 'too many codes are open: use one, or wait until one ends',
};

export async function pairingCode(args: readonly string[], io: CommandIo): Promise<number> {
  const [register, ...rest] = args;
  if (register === undefined || rest.length > 0) {
    io.stderr(pairingCodeUsage);
    return exit.failed;
  }
  const answer = await askDaemon(io, { path: '/setup/office/pairing-codes', body: { register } });
  if (answer.outcome === 'none') {
    io.stderr(answer.why);
    return exit.failed;
  }
  const { code, expiresAt, address, link, error } = answer.body;
  if (answer.status !== 200) {
    io.stderr(words[String(error)] ?? String(error));
    return exit.refused;
  }
  await io.stdout(
    `code ${String(code)} for register ${register}, until ${new Date(Number(expiresAt)).toISOString()}`,
  );
  if (typeof link === 'string') {
    await io.stdout(`at the box: countertop pair ${String(address)} ${String(code)}`);
    await io.stdout(`for a QR code: ${link}`);
  } else io.stderr('nobody outside this machine can reach this office: set COUNTERTOP_OFFICE_ADDRESS');
  return exit.done;
}

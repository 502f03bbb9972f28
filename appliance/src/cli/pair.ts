// `countertop pair`: gives the box of this machine its office, as /setup does (docs/pairing.md).
import type { CommandIo } from './command.ts';
import { askDaemon } from './local-daemon.ts';

/** Exit codes: paired; refused by one of the two; not understood or nobody to ask. */
export const pairExit = { paired: 0, refused: 1, failed: 2 } as const;

export const pairUsage = `countertop pair <address> <code>        address of the office, host or host:port; code as it shows it
countertop pair <text of the QR code>`;

const words: Readonly<Record<string, string>> = {
  'not-allowed': 'the daemon does not take this from here',
  'own-office':
    'this box is its own office: give it the role till alone (COUNTERTOP_ROLES) to pair it with another',
  'address-malformed': 'that is no address: host or host:port',
  'code-malformed': 'that is no pairing code: eight letters and digits, no 0, O, 1, I, L or U',
  malformed: 'the two do not understand each other',
  version: 'the office has another version: update the older of the two',
  unreachable: 'no office answers there',
  busy: 'the office is busy with pairings: try again in a minute',
  'code-wrong': 'the office knows no such code, or not any more',
  'register-has-history': 'this register was sold at on another box: make a new register in the office',
  'fingerprint-wrong': 'another key answers there than the QR code names: somebody may stand between',
  'office-unproved': 'who answers there does not know the code: somebody may stand between',
  'somebody-between': 'what this box says reaches the office by way of somebody else',
};

export async function pair(args: readonly string[], io: CommandIo): Promise<number> {
  const [first = '', code, ...rest] = args;
  const isLink = /^countertop:/i.test(first);
  if (first === '' || rest.length > 0 || (code === undefined) !== isLink) {
    io.stderr(pairUsage);
    return pairExit.failed;
  }
  const wish = code === undefined ? { link: first } : { address: first, code };
  const answer = await askDaemon(io, { path: '/setup/pairing', body: wish });
  if (answer.outcome === 'none') {
    io.stderr(answer.why);
    return pairExit.failed;
  }
  const { register, address, error } = answer.body;
  if (answer.status === 200) {
    await io.stdout(`paired: register ${String(register)} of the office at ${String(address)}`);
    return pairExit.paired;
  }
  io.stderr(`not paired: ${words[String(error)] ?? String(error)}`);
  return pairExit.refused;
}

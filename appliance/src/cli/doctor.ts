// `countertop doctor`: what the technician's page of devices shows, in a terminal and for scripts. It asks the daemon of this machine and changes
// nothing.
import { parseArgs } from 'node:util';
import type { DeviceSetUpView, FoundDeviceView, SetUpDeviceView } from '../protocol/device-set-up.ts';
import type { Command } from './command.ts';
import { askDaemon } from './local-daemon.ts';

/** Exit codes: all well; something wrong; nobody to ask. */
const exit = { well: 0, wrong: 1, cannotAsk: 2 } as const;

const answerMs = 10_000;

export const doctor: Command = async (args, io) => {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
  const answer = await askDaemon(io, { path: '/setup/devices/view.json', waitMs: answerMs });
  if (answer.outcome === 'none') {
    io.stderr(answer.why);
    return exit.cannotAsk;
  }
  if (answer.status !== 200) {
    const lacksShop = answer.body['error'] === 'no-shop';
    if (values.json) await io.stdout(JSON.stringify({ well: false, error: answer.body['error'] ?? null }));
    io.stderr(
      lacksShop ? 'this box has no shop yet, and works with no device' : `the daemon said ${answer.status}`,
    );
    return lacksShop ? exit.wrong : exit.cannotAsk;
  }
  const { devices, found } = answer.body as unknown as DeviceSetUpView;
  const well = devices.every(isWell);
  if (values.json) await io.stdout(JSON.stringify({ well, devices, found }));
  else for (const line of linesOf({ devices, found })) await io.stdout(line);
  return well ? exit.well : exit.wrong;
};

function isWell({ presence, rival }: SetUpDeviceView): boolean {
  return presence === 'ready' && rival === null;
}

function linesOf({ devices, found }: Pick<DeviceSetUpView, 'devices' | 'found'>): readonly string[] {
  return [
    devices.length === 0 ? 'No device is set up.' : 'Set up:',
    ...devices.map(deviceLine),
    found.length === 0 ? 'Nothing is plugged in that the kernel shows.' : 'Plugged in:',
    ...found.map(foundLine),
  ];
}

function deviceLine(device: SetUpDeviceView): string {
  const { name, kind, model, presence, conditions, rival, address } = device;
  const trouble = [...conditions, ...(rival === null ? [] : [`same hardware as ${rival}`])].join(', ');
  const state = `${presence}${trouble === '' ? '' : ` (${trouble})`}`;
  return `  ${isWell(device) ? 'ok   ' : 'WRONG'} ${name.padEnd(20)} ${`${kind}/${model}`.padEnd(24)} ${state.padEnd(28)} ${address}`;
}

function foundLine({ place, label, ids, ends }: FoundDeviceView): string {
  const holders = ends.flatMap((end) => end.holders);
  const models = ends.flatMap((end) => end.fits.map(({ kind, model }) => `${kind}/${model}`));
  const claim =
    holders.length > 0
      ? `held by ${holders.join(', ')}`
      : models.length > 0
        ? `free, fits ${[...new Set(models)].join(', ')}`
        : 'claimed by nobody';
  return `  ${place.padEnd(14)} ${(ids ?? '').padEnd(10)} ${label.padEnd(28)} ${claim}`;
}

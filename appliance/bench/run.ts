// `make bench`: every figure of this machine in one run, each beside a floor or twin measured in the same run. Machines are noisy: read the
// ratios, not the milliseconds.
import { cpus, loadavg, release, totalmem } from 'node:os';
import { benchDraining } from './draining.ts';
import { benchFeeding } from './feeding.ts';
import { benchFigures } from './figures.ts';
import { benchPages } from './pages.ts';
import { type Line, printed, ratioMet } from './sample.ts';
import { benchSelling } from './selling.ts';
import { benchStarting } from './starting.ts';
import { benchStuckDevices } from './stuck-devices.ts';
import { benchFolder } from './till.ts';

const quick = process.argv.includes('--quick');

async function measured(
  name: string,
  work: (folder: string) => Promise<readonly Line[]>,
): Promise<readonly Line[]> {
  const { folder, remove } = benchFolder();
  try {
    process.stdout.write(`\n${name}\n`);
    const lines = await work(folder);
    for (const line of lines) process.stdout.write(`  ${printed(line)}\n`);
    return lines;
  } finally {
    remove();
  }
}

async function main(): Promise<void> {
  const [cpu] = cpus();
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, load ${loadavg()[0]?.toFixed(1) ?? '?'}\n`,
  );
  const lines = [
    ...(await measured('Selling (on disk, synchronous=FULL)', async (folder) =>
      benchSelling(folder, quick ? 50 : 400),
    )),
    ...(await measured('Devices that hang beside a scanner', async (folder) =>
      benchStuckDevices(folder, quick ? 200 : 1_000),
    )),
    ...(await measured('A queue going up to the office (same process, same disk)', async (folder) =>
      benchDraining(folder, quick ? 10_000 : 100_000),
    )),
    ...(await measured('A catalogue coming down from the office', async (folder) =>
      benchFeeding(folder, quick ? 10_000 : 100_000),
    )),
    ...(await measured('Starting', async (folder) => benchStarting(folder, quick ? 3 : 9))),
    ...(await measured('Figures of the office (a year of sales)', async (folder) =>
      benchFigures(folder, quick ? 50_000 : 1_000_000),
    )),
    ...(await measured('Pages (headless Chromium)', async (folder) => benchPages(folder, quick ? 40 : 200))),
  ];
  const ratios = lines.flatMap(({ ratio }) => (ratio === undefined ? [] : [ratio]));
  process.stdout.write(`\n${ratios.filter(ratioMet).length} of ${ratios.length} targets met\n`);
}

void main();

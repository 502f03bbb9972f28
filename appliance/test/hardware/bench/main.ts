// The bench's program inside the virtual machine: plugs devices into its kernel, plays them, and takes commands from the test outside.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { BenchAnswer, BenchCommand, ScannerName } from './commands.ts';
import { bumpBar, keyboard, plugs, printers, scales, scanner, serialScanner, wedge } from './devices.ts';
import { KeyReader } from './keys.ts';

const port = 9000;
const keys = new KeyReader();
const scanners = {
  'counter-scanner': scanner,
  'wedge-scanner': wedge,
  'hand-scanner': serialScanner,
  keyboard,
  'bump-bar': bumpBar,
} as const satisfies Record<ScannerName, unknown>;

async function plug(name: string): Promise<void> {
  const found = plugs[name];
  if (found === undefined) throw new Error(`no device ${name}`);
  if (!found.port.plugged) await found.port.plug(found.device);
}

async function obey(command: BenchCommand): Promise<BenchAnswer<BenchCommand['t']>> {
  switch (command.t) {
    case 'plug':
      await plug(command.device);
      return {};
    case 'unplug':
      plugs[command.device]?.port.unplug();
      return {};
    case 'scan':
      scanners[command.device].scan(command.text, command.aim);
      return {};
    case 'half-scan':
      scanners[command.device].halfScan(command.text);
      plugs[command.device]?.port.unplug();
      return {};
    case 'weigh':
      scales[command.device].put(command.grams, command.mood);
      return {};
    case 'paper':
      return printers[command.device].paper();
    case 'tear':
      printers[command.device].tear();
      return {};
    case 'close-drawer':
      printers[command.device].closeDrawer();
      return {};
    case 'paper-out':
      printers[command.device].paperOut();
      return {};
    case 'refill':
      printers[command.device].refill();
      return {};
    case 'bad-day':
      printers[command.device].haveBadDay(command.day);
      return {};
    case 'keys': {
      const pressed = keys.pressed();
      return { pressed, devices: keys.watch() };
    }
    case 'run': {
      const ran = spawnSync('/bin/sh', ['-c', command.command], { encoding: 'utf8', timeout: 30_000 });
      return { code: ran.status ?? 1, output: `${ran.stdout}${ran.stderr}` };
    }
  }
}

createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    // Only the test outside speaks to it, in the shape of commands.ts.
    const command = JSON.parse(Buffer.concat(parts).toString('utf8')) as BenchCommand;
    obey(command).then(
      (body) => {
        answer(200, body);
      },
      (error: unknown) => {
        answer(500, { problem: String(error) });
      },
    );
  });
}).listen(port, '0.0.0.0');

// The simulator program: a shop's worth of devices on ports of this machine, and a socket to play with them. The daemon does not know
// it; it merely finds devices at these addresses. Says where it is with one line of JSON when everything is plugged in.
import { systemClock } from '../platform/clock/system-clock.ts';
import { systemRandomness } from '../platform/randomness/system-randomness.ts';
import { defaultBasePort, portsFrom, simulatedDevices } from './addresses.ts';
import { Bench } from './bench.ts';
import { ControlServer } from './control-server.ts';

const portVariable = 'COUNTERTOP_SIMULATOR_PORTS';

const base = Number(process.env[portVariable] ?? defaultBasePort);
if (!Number.isInteger(base) || base < 0 || base > 65_500) {
  process.stderr.write(`${portVariable} must be the first of seven ports, or 0 for any free ones\n`);
  process.exit(2);
}

const asked = portsFrom(base);
const bench = new Bench({
  ports: asked,
  clock: systemClock,
  randomness: systemRandomness,
  onChange: () => control.changed(),
});
const control = new ControlServer({
  port: asked.control,
  clock: systemClock,
  state: () => bench.state(),
  obey: (command) => bench.obey(command),
});

async function start(): Promise<void> {
  const taken = { ...(await bench.start()), control: await control.start() };
  process.stdout.write(
    `${JSON.stringify({ ready: true, ports: taken, devices: simulatedDevices(taken) })}\n`,
  );
}

start().catch((error: unknown) => {
  process.stderr.write(`simulators: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void Promise.all([control.stop(), bench.stop()]).then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

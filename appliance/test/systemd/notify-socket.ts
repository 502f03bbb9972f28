// Plays systemd's side of the notify socket. Node knows no datagram sockets in the file system, so a few lines of Python hold it and
// tell what arrives, one line of JSON for each message.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { join } from 'node:path';

const player = `
import json, socket, sys
player = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
player.bind(sys.argv[1])
print(json.dumps('listening'), flush=True)
while True:
    print(json.dumps(player.recv(65536).decode()), flush=True)
`;

export class NotifySocket {
  readonly path: string;
  /** Assignments in the order they came, such as `READY=1`. */
  readonly said: string[] = [];
  readonly #process: ChildProcess;
  readonly #waiting = new Set<() => void>();

  private constructor(path: string, process: ChildProcess) {
    this.path = path;
    this.#process = process;
  }

  /** Undefined where this machine has no Python to play it with. */
  static async open(folder: string): Promise<NotifySocket | undefined> {
    const path = join(folder, 'notify');
    const child = spawn('python3', ['-c', player, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    const failed = once(child, 'error');
    const socket = new NotifySocket(path, child);
    const lines = createInterface({ input: child.stdout });
    const listening = once(lines, 'line');
    if ((await Promise.race([failed.then(() => 'none'), listening])) === 'none') return undefined;
    lines.on('line', (line) => {
      socket.said.push(...(JSON.parse(line) as string).split('\n').filter((each) => each !== ''));
      for (const look of socket.#waiting) look();
    });
    return socket;
  }

  /** Waits until this assignment has come `times` times; the test's own limit ends the waiting. */
  async heard(assignment: string, times = 1): Promise<void> {
    const enough = (): boolean => this.said.filter((each) => each === assignment).length >= times;
    if (enough()) return;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!enough()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  async close(): Promise<void> {
    const closed = once(this.#process, 'close');
    this.#process.kill('SIGKILL');
    await closed;
  }
}

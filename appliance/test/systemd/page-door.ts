// A page without a browser: one link to a running daemon, commands answered as promises. Only as much as the tests of the process need.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { protocolVersion } from '../../src/protocol/version.ts';

interface Reply {
  readonly t: string;
  readonly id?: string;
  readonly ok?: boolean;
  readonly value?: unknown;
  readonly failure?: { readonly code: string };
}

export interface PageDoor {
  /** The value of the answer; throws with the failure's code when refused. */
  command(name: string, body: object): Promise<unknown>;
  /** The first whole view of a topic. */
  view(topic: string): Promise<unknown>;
  close(): void;
}

export async function openPageDoor(port: number): Promise<PageDoor> {
  const origin = `http://127.0.0.1:${String(port)}`;
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/link`, { origin });
  const waiting = new Map<string, (frame: Reply & { view?: unknown; topic?: string }) => void>();
  let count = 0;
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString('utf8')) as Reply & { topic?: string; view?: unknown };
    waiting.get(frame.t === 'view' ? `view ${frame.topic ?? ''}` : (frame.id ?? frame.t))?.(frame);
  });
  const answerTo = async (key: string, frame: object): Promise<Reply & { view?: unknown }> =>
    new Promise((resolve) => {
      waiting.set(key, resolve);
      socket.send(JSON.stringify(frame));
    });
  await once(socket, 'open');
  await answerTo('hello', { t: 'hello', protocol: protocolVersion, page: 'test' });
  return {
    async command(name, body) {
      count += 1;
      const id = `page-door-${String(process.pid)}-${String(count)}`;
      const reply = await answerTo(id, { t: 'command', id, name, body });
      if (reply.ok !== true)
        throw new Error(`${name} was refused: ${reply.failure?.code ?? 'without a code'}`);
      return reply.value;
    },
    view: async (topic) => (await answerTo(`view ${topic}`, { t: 'subscribe', topic })).view,
    close: () => {
      socket.terminate();
    },
  };
}

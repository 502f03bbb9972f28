// A mail server for tests, with its bad days: refusing now or for good at each stage, falling silent, hanging up.
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** Answers by stage: a reply, or what it does instead of one. */
type Answer = string;
export const silence = 'silence';
export const hangUp = 'hang-up';
export interface Script {
  greeting?: Answer;
  auth?: Answer;
  from?: Answer;
  to?: Answer;
  data?: Answer;
}

export interface FakeSmtp {
  readonly port: number;
  /** Taken up at each connection. */
  script: Script;
  readonly received: string[];
  connections: number;
  close(): Promise<void>;
}

const usualAnswers = {
  greeting: '220 fake',
  auth: '235 in',
  from: '250 ok',
  to: '250 ok',
  data: '250 taken',
};

export async function fakeSmtp(tls?: { readonly key: string; readonly cert: string }): Promise<FakeSmtp> {
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    fake.connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    converse(socket, { ...usualAnswers, ...fake.script }, fake.received);
  };
  const server: Server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const fake: FakeSmtp = {
    port: (server.address() as AddressInfo).port,
    script: {},
    received: [],
    connections: 0,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return fake;
}

function converse(socket: Socket, script: Required<Script>, received: string[]): void {
  let rest = '';
  let body: string | undefined;
  const answer = (reply: Answer): void => {
    if (reply === hangUp) socket.destroy();
    else if (reply !== silence) socket.write(`${reply}\r\n`);
  };
  const line = (text: string): void => {
    if (body !== undefined) {
      if (text !== '.') body += `${text}\n`;
      else {
        // A server that hangs up now has the mail all the same: the sender cannot know.
        if (script.data.startsWith('2') || script.data === hangUp) received.push(body);
        body = undefined;
        answer(script.data);
      }
      return;
    }
    const verb = (/^[A-Z]+/i.exec(text)?.[0] ?? '').toUpperCase();
    if (verb === 'EHLO') answer('250-fake\r\n250-AUTH PLAIN\r\n250 SIZE 10000000');
    else if (verb === 'AUTH') answer(script.auth);
    else if (verb === 'MAIL') answer(script.from);
    else if (verb === 'RCPT') answer(script.to);
    else if (verb === 'DATA') {
      body = '';
      answer('354 go on');
    } else if (verb === 'QUIT') socket.end('221 bye\r\n');
    else answer('500 what');
  };
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    lines.forEach(line);
  });
  answer(script.greeting);
}

// The nexo terminal keeps the contract of its kind, in memory and over real HTTP and HTTPS; who is not who it says it is gets no message.
import { nexoOptions, nexoSimulator } from '../../../../test/devices/simulated-terminals.ts';
import { overHttp, testCertificate, terminalName } from '../../../../test/devices/nexo-wires.ts';
import { inMemory } from '../../../../test/devices/terminal-wires.ts';
import { assert, suite, virtualClock } from '../../../../test/kit.ts';
import { isFault } from '../../../platform/fault.ts';
import { createPipeOpener } from '../../transport/open-pipe.ts';
import { terminalContract } from '../contract.ts';
import { NexoServer } from './simulator/http-server.ts';
import { manifest } from './manifest.ts';

const certificate = await testCertificate();

terminalContract({
  manifest,
  limitMs: 151_000,
  options: nexoOptions,
  simulate: nexoSimulator,
  wires: {
    memory: inMemory,
    http: overHttp({}),
    'http, one byte at a time': overHttp({ slow: true }),
    https: overHttp({ certificate }),
  },
  answersOnlyOnce: ['http', 'http, one byte at a time', 'https'],
});

const test = suite('who a nexo terminal is');

test('another certificate, another name or no listener: not opened', async () => {
  const stranger = await testCertificate();
  const server = new NexoServer({ port: 0, tls: stranger.tls, onMessage: () => undefined });
  await server.plug();
  const { port } = server;
  const opens = async (query: string): Promise<unknown> =>
    createPipeOpener({ clock: virtualClock() }).open(
      `https://127.0.0.1:${String(port)}/nexo?${query}`,
      new AbortController().signal,
    );
  const gone = (query: string): Promise<unknown> =>
    assert.rejects(opens(query), (error) => isFault(error, 'device.gone'));
  await gone(`ca=${certificate.ca}&name=${terminalName}`);
  await gone(`ca=${stranger.ca}&name=other.terminal.test`);
  await assert.rejects(opens('ca=/nowhere.pem'), (error) => isFault(error, 'config.invalid'));
  await server.unplug();
  await gone(`ca=${stranger.ca}&name=${terminalName}`);
});

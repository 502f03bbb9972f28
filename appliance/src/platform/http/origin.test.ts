// Names and origins that may talk to the daemon; the rest of the world in link-server.test.ts and server.test.ts.
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { assert, suite } from '../../../test/kit.ts';
import { allowedHosts, hostAllowed, originAllowed } from './origin.ts';

const test = suite('origin');
const hosts = allowedHosts(['Till.Example']);

test('names are compared without case and port', () => {
  for (const host of [
    'localhost',
    'LOCALHOST:8080',
    '127.0.0.1:1',
    '[::1]',
    '[::1]:8080',
    'till.example',
    'TILL.EXAMPLE:443',
  ])
    assert.ok(hostAllowed(hosts, host), host);
  for (const host of [
    undefined,
    '',
    ':8080',
    'localhost.',
    '0.0.0.0',
    '::1',
    'till.example.org',
    'a.till.example',
    'localhost:80:80',
  ])
    assert.not.ok(hostAllowed(hosts, host), String(host));
});

test('no origin but the very host is let in, whatever it looks like', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.webUrl(), fc.domain(), fc.string(), fc.constant('http://localhost')),
      (origin) => {
        const request = new IncomingMessage(new Socket());
        request.headers = { host: 'localhost:8080', origin };
        assert.is(
          originAllowed(hosts, request),
          origin === 'http://localhost:8080' || origin === 'https://localhost:8080',
        );
      },
    ),
  );
});

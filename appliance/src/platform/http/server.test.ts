// The HTTP side on a real socket, as a stranger finds it: foreign names, odd methods, big bodies, paths that climb, headers without end.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { assert, suite, tempDir } from '../../../test/kit.ts';
import { allowedHosts } from './origin.ts';
import { servePages } from './pages.ts';
import { connectionsMax, createServer } from './server.ts';

const test = suite('http');
const script = 'window.started = true;';
let server: FastifyInstance;
let port: number;

test.before(async () => {
  const folder = tempDir('pages');
  mkdirSync(join(folder, 'pages/_app/immutable'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(
    join(folder, 'pages/index.html'),
    `<!doctype html><script>${script}</script><script src="/a.js"></script>`,
  );
  writeFileSync(join(folder, 'pages/_app/immutable/a.js'), 'export {};');
  writeFileSync(join(folder, 'pages/icon.svg'), '<svg/>');
  server = await createServer(allowedHosts(['till.example']));
  server.get('/broken', async () => {
    throw new Error('/etc/passwd could not be read');
  });
  server.post('/echo', async (request) => ({ got: request.body }));
  await servePages(server, { folder: join(folder, 'pages'), home: '/till' });
  await server.listen({ host: '127.0.0.1', port: 0 });
  port = (server.server.address() as AddressInfo).port;
});

test.after(async () => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends exactly these bytes and reads until the server is done. */
async function send(bytes: string): Promise<Answer> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(bytes);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  const [head = '', ...body] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  return { status: Number(first.split(' ')[1]), headers, body: body.join('\r\n\r\n') };
}

async function ask(
  path: string,
  more: { method?: string; host?: string; headers?: readonly string[]; body?: string } = {},
): Promise<Answer> {
  const { method = 'GET', host = `127.0.0.1:${port}`, headers = [], body = '' } = more;
  return send(
    [`${method} ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers, '', body].join('\r\n'),
  );
}

const html = { headers: ['Accept: text/html'] };

test('pages and assets, with headers that let nothing in from elsewhere', async () => {
  assert.is((await ask('/')).headers['location'], '/till');
  const page = await ask('/till', html);
  assert.is(page.status, 200);
  assert.is(page.headers['cache-control'], 'no-cache');
  const policy = page.headers['content-security-policy'] ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.ok(policy.includes(`'sha256-${createHash('sha256').update(script).digest('base64')}'`), policy);
  assert.not.match(policy, /script-src[^;]*unsafe-inline/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.is(page.headers['x-content-type-options'], 'nosniff');
  const asset = await ask('/_app/immutable/a.js');
  assert.match(asset.headers['cache-control'] ?? '', /immutable/);
  assert.is((await ask('/icon.svg')).headers['cache-control'], 'no-cache');
});

test('what is not there is not found, for machines as JSON', async () => {
  const missing = await ask('/_app/nothing.js');
  assert.is(missing.status, 404);
  assert.equal(JSON.parse(missing.body), { error: 'not found' });
});

test('other names than those of this box are misdirected, on every path', async () => {
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1.evil.example',
    'till.example.evil',
    '[::2]',
    '"',
    '127.0.0.1:80:80',
  ]) {
    for (const path of ['/till', '/icon.svg', '/nothing', '/echo'])
      assert.is((await ask(path, { host, ...html })).status, 421, `${host} ${path}`);
  }
  for (const host of ['localhost', 'LocalHost:1', `[::1]:${port}`, 'till.example'])
    assert.is((await ask('/icon.svg', { host })).status, 200, host);
  assert.is((await send('GET /icon.svg HTTP/1.0\r\n\r\n')).status, 421);
  assert.is((await send('GET /icon.svg HTTP/1.1\r\nConnection: close\r\n\r\n')).status, 400);
});

test('no path leaves the folder of the pages', async () => {
  const climbs = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/_app/../../secret.txt',
    '/..\\secret.txt',
    '/.%00./secret.txt',
    '/%252e%252e/secret.txt',
    '//secret.txt',
    '/_app/%5c..%5c..%5csecret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/%',
  ];
  for (const path of climbs) {
    const answer = await ask(path);
    assert.ok(answer.status >= 400 && answer.status < 500, `${path} ${answer.status}`);
    assert.not.match(answer.body, /secret$/);
  }
});

test('odd methods, big bodies and headers, and nonsense are refused', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])
    assert.is((await ask('/till', { method, ...html })).status, 404, method);
  const json = ['Content-Type: application/json'];
  const big = JSON.stringify('x'.repeat(70_000));
  assert.is(
    (await ask('/echo', { method: 'POST', headers: [...json, `Content-Length: ${big.length}`], body: big }))
      .status,
    413,
  );
  assert.is(
    (await ask('/echo', { method: 'POST', headers: [...json, 'Content-Length: 1'], body: '{' })).status,
    400,
  );
  assert.is(
    (
      await ask('/echo', {
        method: 'POST',
        headers: ['Content-Type: text/x-odd', 'Content-Length: 1'],
        body: '{',
      })
    ).status,
    415,
  );
  const polluted = '{"__proto__":{"polluted":true}}';
  assert.is(
    (
      await ask('/echo', {
        method: 'POST',
        headers: [...json, `Content-Length: ${polluted.length}`],
        body: polluted,
      })
    ).status,
    400,
  );
  assert.is((await ask('/till', { headers: [`X-Long: ${'x'.repeat(20_000)}`] })).status, 431);
  assert.is((await send('nonsense\r\n\r\n')).status, 400);
  const long = await ask(`/${'x'.repeat(10_000)}`);
  assert.ok(long.status >= 400 && long.status < 500, String(long.status));
});

test('a fault tells the stranger nothing', async () => {
  const answer = await ask('/broken');
  assert.is(answer.status, 500);
  assert.equal(JSON.parse(answer.body), { error: 'fault' });
});

test('connections are counted out', async () => {
  const open: Socket[] = [];
  let refused = 0;
  for (let index = 0; index < connectionsMax + 20; index += 1) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.on('close', () => (refused += 1));
    open.push(socket);
  }
  const until = Date.now() + 5_000;
  while (refused < 20 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(refused >= 20, `${refused} refused`);
  for (const socket of open) socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.is((await ask('/icon.svg')).status, 200);
});

test('a box without built pages says so with 404 and stays up', async () => {
  const bare = await createServer(allowedHosts([]));
  await servePages(bare, { folder: join(tempDir('none'), 'missing'), home: '/office' });
  const answer = await bare.inject({ url: '/till', headers: { host: 'localhost', accept: 'text/html' } });
  assert.is(answer.statusCode, 404);
  await bare.close();
});

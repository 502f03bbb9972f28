// What the cashier sees: bytes of a scan into the daemon until the line is painted, beside the least it could take (one durable commit,
// one WebSocket message, one painted element in the same page); the size of the till page, and how soon it shows something useful.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page as BrowserPage } from 'playwright-core';
import { type WebSocket, WebSocketServer } from 'ws';
import { demoItems } from '../src/demo/products.ts';
import { demoUsers } from '../src/demo/people.ts';
import { systemClock } from '../src/platform/clock/system-clock.ts';
import { Page } from '../src/replay/page.ts';
import { findBrowser } from '../test/browser.ts';
import { simulateHidPos } from '../src/simulators/scanners.ts';
import { type Floor, openFloor } from './floor.ts';
import { end, memory, pages, type Started, startDaemon } from './process.ts';
import { type Line, ms, Samples } from './sample.ts';

const chromiumPath = findBrowser() ?? '';
const linesPerTab = 20;

/** Answers `painted` once what the last change drew is on the screen: the frame after it, then a task of its own. */
const pageScript = (port: number): string => `
(() => {
  const socket = new WebSocket('ws://127.0.0.1:${port}');
  const painted = () => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => socket.send('painted'); port2.postMessage(0); });
  const box = document.createElement('div');
  box.style.cssText = 'position:fixed;left:0;bottom:0;pointer-events:none;font-size:10px';
  document.body.append(box);
  socket.onmessage = ({ data }) => { const row = document.createElement('div'); row.textContent = data; box.replaceChildren(row); painted(); };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element && (node.matches('[data-line]') || node.querySelector('[data-line]'))) { painted(); return; }
  }).observe(document.body, { childList: true, subtree: true });
})();`;

class PaintedSignal {
  #resolve: (() => void) | undefined;

  painted(): void {
    this.#resolve?.();
    this.#resolve = undefined;
  }

  async next(what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`${what} was not painted within 5 s`));
      }, 5_000);
      this.#resolve = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

interface Stage {
  readonly daemon: Started;
  readonly scanner: ReturnType<typeof simulateHidPos>;
  readonly cashier: Page;
  readonly browserPage: BrowserPage;
  readonly echo: WebSocket;
  readonly signal: PaintedSignal;
  readonly floor: Floor;
}

const codes = demoItems
  .filter(
    ({ product, codes: [code] }) =>
      code?.kind === 'gtin' &&
      product.unit === 'piece' &&
      product.price !== undefined &&
      product.deposit === undefined &&
      product.ageLimit === undefined,
  )
  .map(({ codes: [code] }) => (code?.code ?? '').slice(1));

async function timed(signal: PaintedSignal, what: string, go: () => Promise<void> | void): Promise<number> {
  const from = performance.now();
  const painted = signal.next(what);
  await go();
  await painted;
  return performance.now() - from;
}

async function oneTab(
  { scanner, echo, signal, floor, cashier }: Stage,
  samples: { readonly scans: Samples; readonly floors: Samples },
  tab: number,
): Promise<void> {
  for (let line = 0; line < linesPerTab; line += 1) {
    samples.floors.add(
      await timed(signal, 'the floor', async () => {
        await floor.commit();
        echo.send(`line ${line}`);
      }),
    );
    const code = codes[(line * 7 + tab) % codes.length] ?? '';
    samples.scans.add(
      await timed(signal, `scan ${code}`, () => {
        scanner.scan(code, ']E0');
      }),
    );
  }
  const paid = await cashier.command(`bench-page-${tab}`, 'take-payment', {
    tender: 'cash',
    tendered: 10_000_000,
  });
  if (!paid.ok) throw new Error(`not paid: ${paid.failure.code}`);
}

/** Script of the till page as the browser loads it: everything index.html and the chunks it names bring, gzipped one by one. */
function scriptBytes(loaded: readonly string[]): number {
  return loaded.reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(pages, path)), { level: 9 }).length,
    0,
  );
}

async function firstPaint(
  browser: Browser,
  origin: string,
  rounds: number,
): Promise<{ readonly useful: Samples; readonly blank: Samples; readonly scripts: readonly string[] }> {
  const useful = new Samples();
  const blank = new Samples();
  const scripts = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname);
    });
    let from = performance.now();
    await page.goto(`${origin}/healthz`);
    blank.add(performance.now() - from);
    from = performance.now();
    await page.goto(`${origin}/till`, { waitUntil: 'commit' });
    await page
      .getByText(demoUsers[0]?.name ?? '')
      .first()
      .waitFor();
    useful.add(performance.now() - from);
    await context.close();
  }
  return { useful, blank, scripts: [...scripts] };
}

async function openStage(
  folder: string,
  browser: Browser,
): Promise<{ readonly stage: Stage; readonly close: () => Promise<void> }> {
  const scanner = simulateHidPos({
    port: 0,
    clock: systemClock,
    noise: (count) => new Uint8Array(count),
    onChange: () => undefined,
  });
  await scanner.socket.plug();
  const scannerPort = scanner.socket.port;
  const config = join(folder, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      devices: [
        {
          name: 'scanner',
          kind: 'scanner',
          model: 'hid-pos',
          address: `hid-tcp://127.0.0.1:${scannerPort}`,
          options: {},
        },
      ],
    }),
  );
  const daemon = await startDaemon(folder, { COUNTERTOP_CONFIG: config });
  const origin = `http://127.0.0.1:${daemon.port}`;
  const user = demoUsers[3];
  const cashier = new Page({
    origin,
    clock: systemClock,
    patienceMs: 5_000,
    user: user?.id ?? '',
    pin: user?.pin ?? '',
  });
  await cashier.open();
  await cashier.command('bench-page-open', 'open-shift', { opening: [{ currency: 'NOK', amount: 100_000 }] });
  await cashier.command('bench-page-tab', 'open-tab', {});

  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const signal = new PaintedSignal();
  const echo = new Promise<WebSocket>((resolve) => {
    server.once('connection', (socket) => {
      socket.on('message', () => {
        signal.painted();
      });
      resolve(socket);
    });
  });
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1366, height: 768 } });
  await context.addInitScript(
    `sessionStorage.setItem('countertop.session', ${JSON.stringify(cashier.token)})`,
  );
  const browserPage = await context.newPage();
  await browserPage.goto(`${origin}/till/sell`);
  await browserPage.locator('main').first().waitFor();
  await browserPage.evaluate(pageScript((server.address() as AddressInfo).port));
  const floor = await openFloor(folder);
  const stage = { daemon, scanner, cashier, browserPage, echo: await echo, signal, floor };
  return {
    stage,
    close: async () => {
      cashier.close();
      await context.close();
      server.close();
      await floor.close();
      await end(daemon);
      await scanner.socket.unplug();
    },
  };
}

function bytesOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const status = statSync(join(folder, name));
    return sum + (status.isFile() ? status.size : 0);
  }, 0);
}

export async function benchPages(folder: string, scans: number): Promise<readonly Line[]> {
  if (!existsSync(chromiumPath) || !existsSync(join(pages, 'index.html'))) {
    return [
      {
        what: 'pages',
        value: 'NOT MEASURED',
        beside: existsSync(chromiumPath) ? 'the pages are not built' : 'no Chromium on this machine',
      },
    ];
  }
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const { stage, close } = await openStage(folder, browser);
  try {
    const samples = { scans: new Samples(), floors: new Samples() };
    await oneTab(stage, { scans: new Samples(), floors: new Samples() }, 0);
    for (let tab = 1; tab * linesPerTab <= scans; tab += 1) await oneTab(stage, samples, tab);
    const { residentMb, peakMb } = memory(stage.daemon);
    const { useful, blank, scripts } = await firstPaint(browser, `http://127.0.0.1:${stage.daemon.port}`, 5);
    const bytes = scriptBytes(scripts);
    return [
      {
        what: 'scan bytes → line painted, p50',
        value: ms(samples.scans.p50),
        beside: `commit + WebSocket → paint, same page ${ms(samples.floors.p50)}`,
        ratio: { value: samples.scans.p50 / samples.floors.p50, target: 1.5, atMost: true },
      },
      {
        what: 'scan bytes → line painted, p99',
        value: ms(samples.scans.p99),
        beside: `commit + WebSocket → paint, same page ${ms(samples.floors.p99)}`,
        ratio: { value: samples.scans.p99 / samples.floors.p99, target: 3, atMost: true },
      },
      {
        what: 'script of the till page, gzip',
        value: `${(bytes / 1000).toFixed(1)} kB in ${scripts.length} files`,
        beside: `target 150 kB; all pages on disk ${(bytesOf(pages) / 1e6).toFixed(1)} MB`,
        ratio: { value: bytes / 150_000, target: 1, atMost: true },
      },
      {
        what: 'till page: first useful paint (who can log in)',
        value: `p50 ${ms(useful.p50)}`,
        beside: `an empty answer of the same daemon ${ms(blank.p50)}`,
      },
      {
        what: 'memory of the daemon after selling, log-ins, pages',
        value: `${residentMb.toFixed(0)} MB (peak ${peakMb.toFixed(0)} MB)`,
        beside: 'target 90 MB, peak 130 MB',
        ratio: { value: peakMb / 130, target: 1, atMost: true },
      },
    ];
  } finally {
    await close();
    await browser.close();
  }
}

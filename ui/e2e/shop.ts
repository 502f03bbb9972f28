// A whole shop for browser tests: simulators, daemon and Chromium, each a process of its own, wired as the demo shop is.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { findBrowser } from '../../appliance/test/browser.ts';
import { Box, startProgram } from '../../appliance/test/daemon-process.ts';
import { assert, lacks, type Suite, suite } from '../../appliance/test/kit.ts';
import type { DeviceSetting } from '../../appliance/src/devices/device.ts';
import type { PaperView, SimulatorCommand, SimulatorPush } from '../../appliance/src/protocol/simulators.ts';

const browserPath = findBrowser();

/** A suite that needs a browser. Where there is none its tests are left out, and what nobody tried then is said. */
export function browserSuite(name: string, untried: string): Suite {
  const test = suite(name);
  if (browserPath !== undefined) return test;
  lacks(`Chromium: ${untried}`);
  test('needs a browser', () => {
    assert.is(browserPath, undefined);
  });
  const leftOut = (): void => undefined;
  const hooks = { before: leftOut, after: leftOut, beforeEach: leftOut, afterEach: leftOut };
  return Object.assign(leftOut, hooks);
}

/** Some machines are slow; nothing here is a measurement. */
const patienceMs = 20_000;

interface SimulatorsReady {
  readonly ready: true;
  readonly ports: { readonly control: number };
  readonly devices: readonly DeviceSetting[];
}

/** The bench of simulated devices, played by the test instead of a person. */
export class Bench {
  readonly #socket: WebSocket;
  #state: Extract<SimulatorPush, { t: 'state' }> | undefined;
  readonly refused: string[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const push = JSON.parse(data.toString('utf8')) as SimulatorPush;
      if (push.t === 'state') this.#state = push;
      else this.refused.push(push.problem);
    });
  }

  static async open(port: number): Promise<Bench> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    const bench = new Bench(socket);
    await once(socket, 'open');
    return bench;
  }

  play(command: SimulatorCommand): void {
    this.#socket.send(JSON.stringify(command));
  }

  scan(code: string, aim = ']E0'): void {
    this.play({ t: 'scan', device: 'counter-scanner', code, aim });
  }

  get paper(): PaperView {
    if (this.#state === undefined) throw new Error('the bench has said nothing yet');
    return this.#state.paper;
  }

  /** Paper as plain text, a line a line; cuts as `----`, codes as `[qr …]`. */
  get text(): string {
    return this.paper.blocks
      .map((block) => {
        if (block.kind === 'line') return block.runs.map(({ text }) => text).join('');
        if (block.kind === 'cut') return '----';
        return block.kind === 'qr' || block.kind === 'barcode'
          ? `[${block.kind} ${block.data}]`
          : `[${block.kind}]`;
      })
      .join('\n');
  }

  /** Waits until the bench looks like that, and says what was there when it never does. */
  async until(what: string, seen: (bench: this) => boolean): Promise<void> {
    const end = Date.now() + patienceMs;
    while (this.#state === undefined || !seen(this)) {
      if (Date.now() > end)
        throw new Error(
          `the bench never showed ${what}; paper:\n${this.#state === undefined ? 'none' : this.text}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  close(): void {
    this.#socket.terminate();
  }
}

export async function launchBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('no Chromium on this machine');
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Everything a browser test needs; `close` ends what was started, and only that. */
export class Shop {
  readonly box: Box;
  readonly bench: Bench;
  readonly browser: Browser;
  readonly #simulators: ReturnType<typeof startProgram>;

  private constructor(parts: {
    box: Box;
    bench: Bench;
    browser: Browser;
    simulators: ReturnType<typeof startProgram>;
  }) {
    this.box = parts.box;
    this.bench = parts.bench;
    this.browser = parts.browser;
    this.#simulators = parts.simulators;
  }

  /** `terminal`: the till asks the simulated one itself; otherwise it stands apart, and the cashier says what it answered. */
  static async open({ terminal = false } = {}): Promise<Shop> {
    const simulators = startProgram('countertop-simulators', { COUNTERTOP_SIMULATOR_PORTS: '0' });
    const ready = await firstLine(simulators);
    const box = await Box.started({
      devices: ready.devices.filter(({ kind }) => terminal || kind !== 'terminal'),
      config: { simulators: `ws://127.0.0.1:${ready.ports.control}` },
    });
    const bench = await Bench.open(ready.ports.control);
    const browser = await launchBrowser();
    return new Shop({ box, bench, browser, simulators });
  }

  /** A page of its own session; console errors and faults of the page fail the test that asks for `troubles`. */
  async page(
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<Page & { readonly troubles: string[] }> {
    const context = await this.browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'nb-NO',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(`${message.text()} ${message.location().url}`);
    });
    await page.goto(`${this.box.origin}${path}`);
    return Object.assign(page, { troubles });
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.bench.close();
    await this.box.stop();
    this.#simulators.kill('SIGTERM');
  }
}

async function firstLine(child: ReturnType<typeof startProgram>): Promise<SimulatorsReady> {
  if (child.stdout === null) throw new Error('the simulators say nothing');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return JSON.parse(line) as SimulatorsReady;
}

type AxeViolations = readonly {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
}[];

/**
 * What axe-core reports of a page that has come to rest, one line a finding. Best practices included; nothing is switched off. Where all is
 * well it need not write down each element: that is most of its time on a full page.
 */
export async function accessibilityFindings(page: Page): Promise<readonly string[]> {
  await stands(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: AxeViolations }> };
    };
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} at ${target.join(' ')} ${html.slice(0, 160)}`),
  );
}

/** What moves in or changes its colour has come to its end; what goes round and round does not count. */
export async function stands(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What the last press changed begins to move with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ends = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      .map(async ({ finished }) => finished.catch(() => undefined));
    await Promise.all(ends);
  });
}

/** In each of these sizes, or as it is shown now: axe-core finds nothing on a page that has come to rest. */
export async function nothingToReport(
  page: Page,
  where: string,
  sizes: readonly { readonly width: number; readonly height: number }[] = [],
): Promise<void> {
  const shown = page.viewportSize();
  for (const size of sizes.length === 0 ? [shown] : sizes) {
    if (size !== null) await page.setViewportSize(size);
    const wide = size === null ? '' : `, ${String(size.width)} wide`;
    assert.equal(await accessibilityFindings(page), [], `axe-core on ${where}${wide}`);
  }
  if (shown !== null) await page.setViewportSize(shown);
}

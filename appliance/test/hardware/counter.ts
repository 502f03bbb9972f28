// A counter in the virtual machine: the bench, a page of the till, and what the tests do with both.
import type { Page, PageReply } from '../../src/replay/page.ts';
import { paperText, type PaperView } from '../../src/devices/printer/paper.ts';
import type { ProductHit } from '../../src/protocol/views.ts';
import { demoCodes } from '../../src/demo/codes.ts';
import { assert } from '../kit.ts';
import type { ScaleMood } from '../../src/devices/scale/simulated-pan.ts';
import type { DeviceName, PrinterName, ScaleName, ScannerName } from './bench/commands.ts';
import type { Machine } from './machine.ts';

/** Of the demo shop, sold by weight: 27.90 a kilogram, by its PLU number. */
export const bananas = { plu: '4011', name: 'Bananer', priceKg: 2790 } as const;

const [firstPacked] = demoCodes.filter(({ kind }) => kind === 'goods');
/** Of the demo shop, with a barcode. */
export const packed = { code: firstPacked?.code ?? '', name: firstPacked?.name ?? '' } as const;

let ids = 0;

export class Counter {
  readonly machine: Machine;
  readonly page: Page;

  constructor(machine: Machine, page: Page) {
    this.machine = machine;
    this.page = page;
  }

  async asks(name: Parameters<Page['command']>[1], body: object): Promise<PageReply> {
    return this.page.command(`hardware-${(ids += 1)}`, name, body);
  }

  async does(name: Parameters<Page['command']>[1], body: object): Promise<void> {
    const reply = await this.asks(name, body);
    assert.is(reply.ok ? 'ok' : reply.failure.code, 'ok', `${name} ${JSON.stringify(body)}`);
  }

  /** What became of a code that is scanned now. */
  async scans(device: ScannerName, text: string, aim?: string): Promise<string> {
    const before = this.page.view.scan?.at ?? 0;
    await this.machine.bench({ t: 'scan', device, text, ...(aim === undefined ? {} : { aim }) });
    await this.machine.until(() => (this.page.view.scan?.at ?? 0) > before, `${device} to be heard`);
    const { outcome = '', failure, name } = this.page.view.scan ?? {};
    return [outcome, failure ?? name].join(' ');
  }

  presence(device: DeviceName): string | undefined {
    return this.page.view.devices[device]?.presence;
  }

  async ready(...devices: readonly DeviceName[]): Promise<void> {
    for (const device of devices)
      await this.machine.until(() => this.presence(device) === 'ready', `${device} to be ready`);
  }

  async gone(device: DeviceName): Promise<void> {
    await this.machine.until(() => this.presence(device) !== 'ready', `${device} to be missed`);
  }

  async replugs(device: DeviceName): Promise<void> {
    await this.machine.plug(device);
    await this.ready(device);
  }

  async paper(device: PrinterName): Promise<PaperView> {
    return this.machine.bench({ t: 'paper', device });
  }

  async printed(device: PrinterName = 'receipt-printer'): Promise<string> {
    return paperText((await this.paper(device)).blocks).join('\n');
  }

  async weighs(device: ScaleName, grams: number, mood: ScaleMood = 'stable'): Promise<void> {
    await this.machine.bench({ t: 'weigh', device, grams, mood });
  }

  async product(text: string): Promise<string> {
    const reply = await this.page.query(`hardware-${(ids += 1)}`, 'search-products', { text, limit: 20 });
    assert.ok(reply.ok);
    const hits = reply.value as readonly ProductHit[];
    const found = hits.find(({ name }) => name === text);
    assert.ok(found, `${text} is for sale`);
    return found.id;
  }

  /** As the page does after a code that wants a weight: again and again while the pan moves. */
  async addsWeighed(product: string): Promise<void> {
    const said: string[] = [];
    await this.machine.until(
      async () => {
        const reply = await this.asks('add-product', { product, weight: 'scale' });
        said.push(reply.ok ? 'ok' : reply.failure.code);
        return reply.ok;
      },
      `the weight to be taken: ${said.join(' ')}`,
    );
  }
}

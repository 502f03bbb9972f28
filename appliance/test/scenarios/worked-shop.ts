// A shop of some country as a whole box, for worked examples: its currency, its VAT, its rounding by the office, its goods at the till.
import type { ReturnableSale, Sale, ShiftReport } from '../../src/protocol/answers.ts';
import type { ProductHit } from '../../src/protocol/views.ts';
import type { Page, PageReply } from '../../src/replay/page.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { Box } from '../daemon-process.ts';
import { assert } from '../kit.ts';
import { Desk } from './desk.ts';
import { until } from './two-boxes.ts';

/** What new goods are made after. */
const blank = productNamed('Stearinlys 10 stk');

/** Somewhere else than the demo company is at home. */
export interface Country {
  readonly country: string;
  readonly currency: string;
  /** Basis points by VAT class. */
  readonly rates: Readonly<Record<string, number>>;
}

interface Parts {
  readonly box: Box;
  readonly page: Page;
  readonly desk: Desk;
  readonly region: string;
}

export interface Piece {
  readonly price: number;
  readonly vatClass?: string;
  readonly deposit?: string;
}

/** One line of the tab: a product, so many thousandths of it. */
export type Wanted = readonly [product: string, quantity?: number];

let ids = 0;

export class WorkedShop {
  readonly page: Page;
  readonly desk: Desk;
  readonly #box: Box;
  readonly #region: string;

  private constructor({ box, page, desk, region }: Parts) {
    this.#box = box;
    this.#region = region;
    this.page = page;
    this.desk = desk;
  }

  static async open(abroad?: Country): Promise<WorkedShop> {
    const box = await Box.started({ env: { COUNTERTOP_DEMO: 'true' } });
    const desk = new Desk(box);
    await desk.signIn();
    const page = await box.page('alex', 60_000);
    if (abroad === undefined) return new WorkedShop({ box, page, desk, region: 'norge' });
    const region = await newRegion(desk, abroad);
    await desk.change('/api/shops/brygga', { priceRegion: region, currencies: [] });
    await until(async () => page.view.shop.currency.code === abroad.currency, `a till in ${abroad.currency}`);
    return new WorkedShop({ box, page, desk, region });
  }

  async does(name: Parameters<Page['command']>[1], body: object): Promise<void> {
    const reply = await this.asks(name, body);
    assert.is(reply.ok ? 'ok' : reply.failure.code, 'ok', `${name} ${JSON.stringify(body)}`);
  }

  async asks(name: Parameters<Page['command']>[1], body: object): Promise<PageReply> {
    return this.page.command(`worked-${(ids += 1)}`, name, body);
  }

  async #query<T>(name: Parameters<Page['query']>[1], body: object): Promise<T> {
    const reply = await this.page.query(`worked-${(ids += 1)}`, name, body);
    assert.ok(reply.ok, JSON.stringify(reply));
    return reply.value as T;
  }

  async opens(opening: Readonly<Record<string, number>>): Promise<void> {
    const amounts = Object.entries(opening).map(([currency, amount]) => ({ currency, amount }));
    await this.does('open-shift', { opening: amounts });
  }

  async #found(text: string): Promise<readonly ProductHit[]> {
    return this.#query('search-products', { text, limit: 100 });
  }

  /** A new product, once the till has it, and with it all that was changed in the office before. */
  async sells({ price, vatClass = 'standard', deposit }: Piece): Promise<string> {
    const { body } = (await this.desk.get(`/api/products/${blank}`)) as { readonly body: object };
    const sku = `W-${(ids += 1)}`;
    const made = {
      sku,
      name: `Vare ${sku}`,

      codes: [],
      vatClass,
      deposit: deposit ?? null,
      prices: { [this.#region]: price },
    };
    const id = await this.desk.makes('/api/products', { ...body, ...made });
    await until(async () => (await this.#found(sku)).some((hit) => hit.id === id), sku);
    return id;
  }

  /** Each a line of its own, also where it is the same product again. */
  async rings(...wanted: readonly Wanted[]): Promise<void> {
    for (const [product, quantity = 1_000] of wanted) {
      await this.does('add-product', { product, quantity });
      const line = Object.entries(this.page.view.tab?.lines ?? {}).findLast(
        ([, each]) => each.depositOf === null,
      );
      await this.does('note-line', { line: line?.[0] ?? '', note: '.' });
    }
  }

  async paysCash(tendered: number): Promise<Sale> {
    await this.does('take-payment', { tender: 'cash', tendered });
    return this.lastSale();
  }

  async paysByCard(amount?: number): Promise<void> {
    await this.does('start-payment', { tender: 'card', ...(amount === undefined ? {} : { amount }) });
    const payment = this.page.view.tab?.openPayment ?? '';
    await this.does('settle-payment', { payment, outcome: 'taken', reference: 'x' });
  }

  async lastSale(): Promise<Sale> {
    assert.is(this.page.view.tab, null, 'it is paid');
    return (await this.#query<ReturnableSale>('sale', { receipt: this.page.view.lastSale?.receipt ?? 0 }))
      .sale;
  }

  async givesBack({ receipt, lines }: Sale, quantity = 1_000): Promise<void> {
    await this.does('add-return', { receipt, line: lines[0]?.id ?? '', quantity, reason: 'faulty' });
  }

  async report(): Promise<ShiftReport> {
    return this.#query('shift-report', {});
  }

  async zReport(): Promise<ShiftReport | undefined> {
    const [last] = await this.#query<readonly ShiftReport[]>('z-reports', { limit: 1 });
    return last;
  }

  /** The plug is pulled, and the same shop opens again. */
  async again(): Promise<WorkedShop> {
    this.page.close();
    await this.#box.kill();
    await this.#box.start();
    const desk = new Desk(this.#box);
    await desk.signIn();
    const page = await this.#box.page('alex', 60_000);
    return new WorkedShop({ box: this.#box, page, desk, region: this.#region });
  }

  async close(): Promise<void> {
    this.page.close();
    await this.#box.stop();
    assert.equal(this.#box.troubles, []);
  }
}

async function newRegion(desk: Desk, { country, currency, rates }: Country): Promise<string> {
  const vat = [];
  for (const [vatClass, rate] of Object.entries(rates)) {
    const values = [{ validFrom: '2020-01-01', rate }];
    const name = `${country} ${vatClass}`;
    const takeAway = await desk.makes('/api/vat-rates', {
      name,
      country,
      values,
      code: String(rate),
      predefined: false,
      active: true,
    });
    vat.push({ vatClass, takeAway, eatIn: null });
  }
  return desk.makes('/api/price-regions', {
    name: country,
    country,
    currency,
    prices: 'gross',
    vat,
    active: true,
  });
}

/** Of the whole receipt. */
export const vatOf = ({ vat }: Sale): number => vat.reduce((sum, row) => sum + row.vat, 0);

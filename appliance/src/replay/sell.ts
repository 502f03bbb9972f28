// Sells the sales of a file, one command after another, as a cashier with a scanner would: lines, then tenders. Every command's id follows
// from the run and its place, so that a run that was cut off can be taken up again and nothing is sold twice.
import { type Minor, minor } from '../domain/money/money.ts';
import type { CommandBody, CommandName } from '../protocol/commands.ts';
import type { TillView } from '../protocol/views.ts';
import type { Page, PageReply } from './page.ts';
import type { ReplaySale } from './read-sales.ts';
import { cardPart, foreignFor, nextNote, type TenderStep, tendersFor } from './tenders.ts';

export interface SellOptions {
  readonly page: Page;
  /** Makes the ids of this run: letters, digits, hyphens. */
  readonly run: string;
  readonly exponent: number;
  readonly onSale?: (index: number) => void;
}

export interface Sold {
  sales: number;
  lines: number;
  refusals: number;
  /** First refusals, told in full. */
  readonly refused: string[];
}

const refusedMax = 20;

class Seller {
  readonly sold: Sold = { sales: 0, lines: 0, refusals: 0, refused: [] };
  readonly #options: SellOptions;

  constructor(options: SellOptions) {
    this.#options = options;
  }

  async sell(sale: ReplaySale, index: number): Promise<void> {
    for (const [number, { product, pieces }] of sale.lines.entries()) {
      const reply = await this.#do(`${index}-l${number}`, 'add-product', { product: product.id, quantity: pieces * 1000 });
      if (reply.ok) this.sold.lines += 1;
    }
    const due = this.#tab()?.due;
    if (due === undefined) return;
    await this.#pay(index, due);
    this.sold.sales += 1;
    this.#options.onSale?.(index);
  }

  #tab(): TillView['tab'] {
    return this.#options.page.view.tab;
  }

  /** The view may run behind an answer by a frame: what is due is followed here and asked of the view only at the start. */
  async #pay(index: number, total: Minor): Promise<void> {
    let due = total;
    for (const [number, step] of tendersFor(index).entries()) {
      const part = step.kind === 'card-part' ? cardPart(due, this.#options.exponent) : due;
      await this.#tender(`${index}-p${number}`, step, part);
      due = minor(due - part);
    }
  }

  async #tender(name: string, step: TenderStep, due: Minor): Promise<void> {
    const { exponent, page } = this.#options;
    const whole = 10 ** exponent;
    switch (step.kind) {
      case 'cash-exact':
        await this.#do(name, 'take-payment', { tender: 'cash', tendered: Math.round(due / whole) * whole });
        return;
      case 'cash-note':
        await this.#do(name, 'take-payment', { tender: 'cash', tendered: nextNote(due, exponent) });
        return;
      case 'voucher':
        await this.#do(name, 'take-payment', { tender: 'voucher', tendered: due });
        return;
      case 'foreign': {
        const foreign = page.view.tenders.find(({ kind }) => kind === 'foreign-cash')?.foreign;
        if (foreign === null || foreign === undefined) throw new Error('the shop takes no foreign cash');
        await this.#do(name, 'take-payment', { tender: 'eur', tendered: foreignFor(due, foreign.rateMillionths, foreign.currency.exponent) });
        return;
      }
      case 'card':
      case 'card-part': {
        const started = await this.#do(name, 'start-payment', { tender: 'card', amount: due });
        if (started.ok) await this.#do(`${name}-ok`, 'settle-payment', { payment: this.#id(name), outcome: 'taken', reference: `R${name}` });
      }
    }
  }

  #id(name: string): string {
    return `${this.#options.run}-${name}`;
  }

  async #do<Name extends CommandName>(name: string, command: Name, body: CommandBody<Name>): Promise<PageReply> {
    const reply = await this.#options.page.command(this.#id(name), command, body);
    if (!reply.ok) {
      this.sold.refusals += 1;
      if (this.sold.refused.length < refusedMax) this.sold.refused.push(`${name} ${command}: ${reply.failure.code} ${JSON.stringify(reply.failure.data)}`);
    }
    return reply;
  }
}

export async function sellAll(sales: readonly ReplaySale[], options: SellOptions): Promise<Sold> {
  const seller = new Seller(options);
  for (const [index, sale] of sales.entries()) await seller.sell(sale, index);
  return seller.sold;
}

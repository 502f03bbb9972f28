// Sells the sales of a file, one command after another, as a cashier with a scanner would: lines, then tenders. Every command's id follows
// from the run and its place, so that a run that was cut off can be taken up again and nothing is sold twice.
import type { Minor } from '../domain/money/money.ts';
import type { CommandBody, CommandName } from '../protocol/commands.ts';
import type { TabView } from '../protocol/tab-views.ts';
import type { TenderView } from '../protocol/views.ts';
import type { Page, PageReply } from './page.ts';
import type { ReplaySale } from './read-sales.ts';
import { cardPart, foreignFor, nextNote, type TenderStep, tendersFor } from './tenders.ts';

export interface SellOptions {
  readonly page: Pick<Page, 'command' | 'view'>;
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
    let tab: string | undefined;
    for (const [number, { product, pieces }] of sale.lines.entries()) {
      const reply = await this.#do(`${index}-l${number}`, 'add-product', {
        product: product.id,
        quantity: pieces * 1000,
      });
      if (!reply.ok) continue;
      this.sold.lines += 1;
      // The answer to the line that opened the tab names it, also when it is repeated.
      tab ??= (reply.value as { readonly tab?: string }).tab;
    }
    if (tab === undefined) return;
    await this.#pay(index, tab);
    if (this.#tab(tab) !== undefined)
      throw new Error(`sale ${sale.name} could not be paid: ${this.sold.refused.at(-1) ?? ''}`);
    this.sold.sales += 1;
    this.#options.onSale?.(index);
  }

  /** The tab as it stands, undefined once it is paid. The daemon shows a change before it answers the command that made it. */
  #tab(id: string): TabView | undefined {
    const { tab } = this.#options.page.view;
    return tab?.id === id ? tab : undefined;
  }

  /** What is paid follows from what is due at that moment; a repeat of what was paid before is answered by its id, whatever it says. */
  async #pay(index: number, id: string): Promise<void> {
    if (this.#tab(id)?.due === 0) await this.#do(`${index}-free`, 'complete-tab', {});
    for (const [number, step] of tendersFor(index).entries()) {
      const tab = this.#tab(id);
      if (tab !== undefined) await this.#tender(`${index}-p${number}`, step, tab);
    }
  }

  async #tender(name: string, step: TenderStep, { due, cashDue }: TabView): Promise<void> {
    const { exponent } = this.#options;
    switch (step.kind) {
      case 'cash-exact':
        await this.#take(name, 'cash', cashDue);
        return;
      case 'cash-note':
        await this.#take(name, 'cash', nextNote(due, exponent));
        return;
      case 'voucher':
        await this.#take(name, 'other', due);
        return;
      case 'foreign': {
        const { foreign } = this.#tenderOf('foreign-cash');
        if (foreign === null) throw new Error('the shop takes no foreign cash');
        await this.#take(
          name,
          'foreign-cash',
          foreignFor(due, foreign.rateMillionths, foreign.currency.exponent),
        );
        return;
      }
      case 'card':
      case 'card-part': {
        const amount = step.kind === 'card' ? due : cardPart(due, exponent);
        const started = await this.#do(name, 'start-payment', { tender: this.#tenderOf('card').id, amount });
        if (started.ok)
          await this.#do(`${name}-ok`, 'settle-payment', {
            payment: this.#id(name),
            outcome: 'taken',
            reference: `R${name}`,
          });
      }
    }
  }

  async #take(name: string, kind: TenderView['kind'], tendered: Minor): Promise<void> {
    await this.#do(name, 'take-payment', { tender: this.#tenderOf(kind).id, tendered });
  }

  #tenderOf(kind: TenderView['kind']): TenderView {
    const tender = this.#options.page.view.tenders.find((each) => each.kind === kind);
    if (tender === undefined) throw new Error(`the shop has no tender of the kind ${kind}`);
    return tender;
  }

  #id(name: string): string {
    return `${this.#options.run}-${name}`;
  }

  async #do<Name extends CommandName>(
    name: string,
    command: Name,
    body: CommandBody<Name>,
  ): Promise<PageReply> {
    const reply = await this.#options.page.command(this.#id(name), command, body);
    if (!reply.ok) {
      this.sold.refusals += 1;
      if (this.sold.refused.length < refusedMax)
        this.sold.refused.push(
          `${name} ${command}: ${reply.failure.code} ${JSON.stringify(reply.failure.data)}`,
        );
    }
    return reply;
  }
}

export async function sellAll(sales: readonly ReplaySale[], options: SellOptions): Promise<Sold> {
  const seller = new Seller(options);
  for (const [index, sale] of sales.entries()) await seller.sell(sale, index);
  return seller.sold;
}

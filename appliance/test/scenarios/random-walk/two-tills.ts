// A shop with two tills and an office as three processes: each till with a printer that can fail and a line to the office that can be cut.
import type { CommandName, QueryName } from '../../../src/protocol/commands.ts';
import type { CommandFrame } from '../../../src/protocol/frames.ts';
import type { TillView } from '../../../src/protocol/views.ts';
import type { Page, PageReply } from '../../../src/replay/page.ts';
import { Box, freePort } from '../../daemon-process.ts';
import { CutLine } from '../cut-line.ts';
import { Desk } from '../desk.ts';
import { type PaperPrinter, paperPrinter } from '../receipts-on-paper.ts';
import { officeBox, pairBoxes, tillAt } from '../two-boxes.ts';

/** What a till is asked, and by whose right. */
export interface Asked {
  readonly id: string;
  readonly name: CommandName;
  readonly body: unknown;
  readonly approval?: CommandFrame['approval'];
}

/** One till of the shop, with somebody at it. */
export class WalkTill {
  readonly register: string;
  readonly box: Box;
  readonly page: Page;
  readonly line: CutLine;
  readonly printer: PaperPrinter;
  #queries = 0;

  constructor(parts: Pick<WalkTill, 'register' | 'box' | 'page' | 'line' | 'printer'>) {
    this.register = parts.register;
    this.box = parts.box;
    this.page = parts.page;
    this.line = parts.line;
    this.printer = parts.printer;
  }

  get view(): TillView {
    return this.page.view;
  }

  async does({ approval, ...command }: Asked): Promise<PageReply> {
    return this.page.say({ ...command, ...(approval === undefined ? {} : { approval }) });
  }

  /** Undefined: refused. */
  async query<T>(name: QueryName, body: object): Promise<T | undefined> {
    const id = `walk-query-${this.register}-${(this.#queries += 1)}`;
    const reply = await this.page.query(id, name, body);
    return reply.ok ? (reply.value as T) : undefined;
  }

  async close(): Promise<void> {
    this.page.close();
    await this.box.kill();
    this.line.close();
    await this.printer.close();
  }
}

export interface WalkShop {
  readonly office: Box;
  readonly officePort: number;
  readonly desk: Desk;
  readonly tills: readonly WalkTill[];
  close(this: void): Promise<void>;
}

async function openTill(register: string, office: Box, officePort: number): Promise<WalkTill> {
  const printer = await paperPrinter(1);
  const env = { COUNTERTOP_ROLES: 'till', COUNTERTOP_DEMO: 'false' };
  const box = await Box.started({ devices: [printer.device], env });
  const line = await CutLine.to(officePort);
  await pairBoxes({ office, till: box, register, officePort: line.port });
  return new WalkTill({ register, box, page: await tillAt(box), line, printer });
}

/** The demo company; a second till stands beside the first, with the same goods, tables and people. */
export async function openWalkShop(): Promise<WalkShop> {
  const officePort = await freePort();
  const office = await officeBox(officePort, { COUNTERTOP_DEMO: 'true' });
  const desk = new Desk(office);
  await desk.signIn();
  const { body } = (await desk.get('/api/registers/b1')) as { readonly body: object };
  await desk.makes('/api/registers', { ...body, name: 'B2' });
  const tills: WalkTill[] = [];
  for (const register of ['B1', 'B2']) tills.push(await openTill(register, office, officePort));
  return {
    office,
    officePort,
    desk,
    tills,
    close: async () => {
      await Promise.all([...tills.map(async (till) => till.close()), office.kill()]);
    },
  };
}

// A replay on a till whose plug is pulled again and again. Everything that was acknowledged is remembered, and after each restart it is
// looked up: in the answers, in the journal, in the basket.
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { openSnapshot, type Snapshot } from '../../src/platform/database/read-only.ts';
import type { CommandBody, CommandName } from '../../src/protocol/commands.ts';
import type { TillView } from '../../src/protocol/views.ts';
import type { Page, PageReply } from '../../src/replay/page.ts';
import { auditJournal } from '../../src/till/journal/audit.ts';
import { databaseName } from '../../src/till/journal/files.ts';
import type { Box } from '../daemon-process.ts';
import { assert, type Chance } from '../kit.ts';

interface Acknowledged {
  readonly name: CommandName;
  readonly reply: PageReply;
  /** Pieces it put on a tab, in thousandths. */
  readonly quantity: number;
}

/** Milliseconds after a command was sent within which the plug is pulled: before, while and after it becomes durable. */
const pullWithinMs = 15;

export class CrashingTill {
  readonly acknowledged = new Map<string, Acknowledged>();
  /** Kills so far, those during a start among them. */
  kills = 0;
  killsWhileSelling = 0;
  readonly #box: Box;
  readonly #page: Page;
  readonly #chance: Chance;
  readonly #killAt: ReadonlySet<number>;
  #sent = 0;
  #underWay = 0;
  #crash: Promise<void> = Promise.resolve();
  #crashed: Error | undefined;

  /** @param killAt numbers of the commands (from 1) at which the plug is pulled */
  constructor(
    box: Box,
    page: Page,
    { chance, killAt }: { readonly chance: Chance; readonly killAt: ReadonlySet<number> },
  ) {
    this.#box = box;
    this.#page = page;
    this.#chance = chance;
    this.#killAt = killAt;
  }

  get view(): TillView {
    return this.#page.view;
  }

  async command<Name extends CommandName>(
    id: string,
    name: Name,
    body: CommandBody<Name>,
  ): Promise<PageReply> {
    await this.#crash;
    if (this.#crashed !== undefined) throw this.#crashed;
    this.#sent += 1;
    this.#underWay += 1;
    if (this.#killAt.has(this.#sent))
      this.#crash = this.#pullThePlug().catch(
        (error: unknown) => void (this.#crashed = error instanceof Error ? error : new Error(String(error))),
      );
    const reply = await this.#page.command(id, name, body);
    this.#underWay -= 1;
    const quantity = name === 'add-product' && 'quantity' in body ? (body.quantity ?? 0) : 0;
    this.acknowledged.set(id, { name, reply, quantity });
    return reply;
  }

  /** Waits for the last restart, if one is under way. */
  async settled(): Promise<void> {
    await this.#crash;
    if (this.#crashed !== undefined) throw this.#crashed;
  }

  async #pullThePlug(): Promise<void> {
    await pause(this.#chance.fraction() * pullWithinMs);
    await this.#box.kill();
    this.kills += 1;
    this.killsWhileSelling += 1;
    // Sometimes again while it comes up.
    while (this.#chance.happens(0.2)) {
      const starting = this.#box.start().catch(() => undefined);
      await pause(this.#chance.fraction() * 2_000);
      await this.#box.kill();
      await starting;
      this.kills += 1;
    }
    await this.#box.start();
    // The command that was under way is sent again by itself; the next one waits for this.
    while (this.#underWay > 0) await pause(5);
    await this.check();
    await this.#lookAfterPrints();
  }

  /** Nothing acknowledged is lost, nothing applied twice, nothing half. Call while no command is under way. */
  async check(): Promise<void> {
    const snapshot = await openSnapshot(join(this.#box.folder, databaseName));
    try {
      await this.#checkAnswers(snapshot);
      await this.#checkEffects(snapshot);
      await auditJournal(snapshot, { onProblem: (problem) => assert.unreachable(JSON.stringify(problem)) });
    } finally {
      await snapshot.close();
    }
    this.#checkBasket();
  }

  #accepted(...names: readonly CommandName[]): number {
    return [...this.acknowledged.values()].filter(({ name, reply }) => reply.ok && names.includes(name))
      .length;
  }

  async #checkAnswers(snapshot: Snapshot): Promise<void> {
    const rows = await snapshot.all('SELECT id, answer FROM answer');
    const answers = new Map(
      rows.map((row) => [String(row['id']), JSON.parse(String(row['answer'])) as unknown]),
    );
    for (const [id, { reply }] of this.acknowledged) {
      if (reply.ok) assert.equal(answers.get(id), reply.value, `the answer to ${id}`);
      else assert.not.ok(answers.has(id), `${id} was refused and happened`);
    }
  }

  async #checkEffects(snapshot: Snapshot): Promise<void> {
    const rows = await snapshot.all('SELECT type, count(*) AS n FROM entry GROUP BY type');
    const count = (type: string): number => Number(rows.find((row) => row['type'] === type)?.['n'] ?? 0);
    assert.is(count('line.added') + count('line.quantity-changed'), this.#accepted('add-product'), 'lines');
    assert.is(
      count('payment.taken') + count('payment.started'),
      this.#accepted('take-payment', 'start-payment'),
      'payments',
    );
    assert.is(count('payment.settled'), this.#accepted('settle-payment'), 'settlements');
    const receipts = [...this.acknowledged.values()].flatMap(({ reply }) =>
      reply.ok && hasReceipt(reply.value) ? [reply.value.receipt] : [],
    );
    assert.equal(
      receipts,
      receipts.map((_, index) => index + 1),
      'receipts in order, none left out',
    );
    assert.is(count('sale.completed'), receipts.length, 'sales');
  }

  /** The basket is what was put into it since the last sale. */
  #checkBasket(): void {
    const { tab } = this.view;
    const last = [...this.acknowledged.keys()].findLast((id) => /-\d+-[lp]/.test(id));
    const sale = last === undefined ? undefined : /^(.*-\d+)-[lp]/.exec(last)?.[1];
    if (sale === undefined) return;
    const mine = [...this.acknowledged].filter(([id, { reply }]) => id.startsWith(`${sale}-`) && reply.ok);
    if (mine.some(([, { reply }]) => reply.ok && hasReceipt(reply.value)))
      assert.is(tab, null, 'a paid basket is still there');
    else if (mine.length > 0) {
      const inIt = Object.values(tab?.lines ?? {}).reduce((sum, line) => sum + line.quantity, 0);
      assert.is(
        inIt,
        mine.reduce((sum, [, { quantity }]) => sum + quantity, 0),
        'pieces in the basket',
      );
    }
  }

  /** What a cashier does with prints nobody knows the end of: prints them again, or says that they came out. */
  async #lookAfterPrints(): Promise<void> {
    for (const [job, { state, kind }] of Object.entries(this.view.printing)) {
      if (state !== 'unknown' && state !== 'failed') continue;
      const again = kind !== 'drawer' && this.#chance.happens(0.6);
      await this.#page.command(`look-after-${this.kills}-${job}`, again ? 'print-again' : 'dismiss-job', {
        job,
      });
    }
  }

  /** Waits until nothing is left to print that needs no decision, and takes the decisions. */
  async allPrinted(): Promise<void> {
    for (;;) {
      await this.#lookAfterPrints();
      if (Object.keys(this.view.printing).length === 0) return;
      await pause(50);
    }
  }
}

function hasReceipt(value: unknown): value is { readonly receipt: number } {
  return typeof value === 'object' && value !== null && 'receipt' in value;
}

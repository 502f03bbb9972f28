// The till: takes what pages and scanners ask, has it decided by the register, and shows everybody the outcome.
// Log-in, print jobs and the scale are its own; everything else is a command of the register.
import type { RegisterCommand } from '../domain/register/commands.ts';
import type { RegisterEvent } from '../domain/register/events.ts';
import { DrawerWatch } from './drawer/drawer-watch.ts';
import type { RegisterState } from '../domain/register/state.ts';
import { refuse, type Result } from '../domain/refusal.ts';
import { weighingRules } from '../domain/weighing/weighing-rules.ts';
import { type Actor, grantFor, type Permission } from '../domain/staff/permission.ts';
import type { PageDoor, PageSession } from '../platform/link/page-link.ts';
import type { CommandFrame, QueryFrame } from '../protocol/frames.ts';
import type { FailureCode } from '../protocol/failures.ts';
import { type CheckedCommand, checkedCommand, checkedQuery } from './selling/checked.ts';
import { answerQuery } from './selling/queries.ts';
import { deniedQuery } from './selling/query-permissions.ts';
import { NextQuantity } from './selling/next-quantity.ts';
import { resolveContext } from './selling/resolve-context.ts';
import type { Resolution, ResolveContext, Resolved } from './selling/resolution.ts';
import { type RegisterCommandName, resolvers } from './selling/resolve.ts';
import { ScanDesk } from './selling/scan-desk.ts';
import { scaleCommand } from './selling/scale-commands.ts';
import { Weighing } from './selling/weighing.ts';
import type { Outcome } from './register/request.ts';
import type { Session } from './staff/log-in.ts';
import { StaffDoor } from './staff/staff-door.ts';
import type { StaffMember } from './staff/staff-store.ts';
import type { TillParts } from './till-parts.ts';
import type { Fed } from './feed/till-feed.ts';
import { Training } from './training/training.ts';
import { type FirstViews, TillTopics } from './views/till-topics.ts';

type Reply = Result<unknown, FailureCode>;

export class Till implements PageDoor {
  readonly box: string;
  readonly version: string;
  readonly demo: boolean;
  readonly #parts: TillParts;
  readonly #weighing: Weighing;
  readonly #door: StaffDoor;
  readonly #nextQuantity: NextQuantity;
  readonly #drawers: DrawerWatch;
  readonly #topics: TillTopics;
  readonly #resolving: ResolveContext;
  readonly #scans: ScanDesk;
  /** While somebody practises. */
  #training: Training | null = null;

  constructor(parts: TillParts, first: FirstViews) {
    this.#parts = parts;
    this.box = parts.register.name;
    this.version = parts.version;
    this.demo = parts.demo;
    const { register, clock, devices } = parts;
    this.#weighing = new Weighing({
      rules: () => weighingRules(parts.shop.settings),
      scale: () => devices.of('scale').connected(),
      now: () => clock.now(),
    });
    this.#nextQuantity = new NextQuantity(clock, () => {
      this.#topics.refresh();
    });
    this.#resolving = resolveContext(parts, {
      weighing: this.#weighing,
      nextQuantity: this.#nextQuantity,
      state: () => this.#state,
      practises: () => this.#training !== null,
    });
    this.#door = new StaffDoor({
      ...parts,
      submit: async (request) => register.submit(request),
      badgeSettings: () => parts.shop.settings.badges,
      note: async (who, ...events) => this.note(who, ...events),
      refreshStaff: async () => this.#topics.refreshStaff(),
    });
    this.#scans = new ScanDesk({
      clock,
      ids: parts.ids,
      resolving: this.#resolving,
      door: this.#door,
      decide: async (id, resolution) => this.#decide(id, resolution, parts.logIn.actor()),
    });
    this.#drawers = new DrawerWatch({
      devices: parts.devices,
      clock,
      settings: () => parts.shop.settings.drawer,
      note: async (event) => this.note('system', event),
      onChange: () => this.#topics.refresh(),
    });
    this.#topics = new TillTopics({
      parts,
      drawerLeftOpen: () => this.#drawers.leftOpenSince,
      first,
      weighing: this.#weighing,
      scan: () => this.#scans.last,
      nextQuantity: () => this.#nextQuantity.quantity,
      state: () => this.#state,
    });
  }

  /** What is sold now, or practised. */
  get #state(): RegisterState {
    return this.#training?.state ?? this.#parts.register.state;
  }

  get topics(): PageDoor['topics'] {
    return this.#topics.all;
  }

  /** Subscribes to what the parts tell. Call once, before the devices start. */
  start(): void {
    const { register, printing, devices, cards, clock, shop, shopTabs } = this.#parts;
    const refresh = (): void => {
      this.#topics.refresh();
    };
    this.#followTraining();
    this.#drawers.start();
    register.onCommit((_state, events) => {
      this.#drawers.noteCommitted(events);
      this.#noteStaff(events);
      this.#followTraining();
      this.#topics.refresh();
      printing.wake();
    });
    cards.start(refresh);
    printing.onChange(refresh);
    shopTabs.onChange(refresh);
    devices.onStatus(refresh);
    shop.onChange(() => {
      register.keepBooksIn(shop.settings.currency.code);
      this.#topics.refresh();
      this.#topics.refreshGrid();
    });
    devices.on('scan', async (device, scan) => {
      const taken = await this.#scans.take(device, scan);
      const scanner = devices.of('scanner').connected(device);
      scanner?.signal(taken ? 'good' : 'bad');
      this.#topics.refresh();
      this.#topics.refreshScale();
    });
    devices.of('pole-display').onChange(refresh);
    devices.of('scale').onChange(() => {
      this.#weighing.offer();
      this.#topics.refreshScale();
    });
    devices.on('reading', (device, reading) => {
      this.#weighing.take(device, reading, clock.now());
      this.#topics.refreshScale();
    });
  }

  /** Null: none stands open longer than it should. */
  get drawerLeftOpen(): number | null {
    return this.#drawers.leftOpenSince;
  }

  holdsSession(token: string | undefined): boolean {
    return this.#parts.logIn.holds(token);
  }

  /** Facts for the journal that nobody decides: start, stop, lock-outs. */
  async note(who: string, ...events: readonly RegisterEvent[]): Promise<Outcome> {
    const outcome = await this.#parts.register.submit({ id: this.#parts.ids.uuid(), what: { events, who } });
    if (!outcome.ok)
      this.#parts.log.error({ refusal: outcome.refusal }, 'could not be written to the journal');
    return outcome;
  }

  /**
   * The feed brought something: everybody works with it from here on. Lines on tabs keep the prices they were added at; their VAT is that
   * of the moment in which the sale is completed.
   */
  async fed({ shop, staff, products, customers }: Fed): Promise<void> {
    if (shop) {
      const plan = await this.#parts.plans.read();
      if (plan !== undefined) this.#parts.shop.replace(plan);
    }
    if (products) this.#topics.refreshGrid();
    if (customers) await this.#topics.refreshCustomers();
    if (staff) await this.#followStaff();
  }

  async command(frame: CommandFrame, page: PageSession): Promise<Reply> {
    const reply = await this.#command(frame, page);
    if (!reply.ok && reply.refusal.code === 'permission.approval-needed') this.#door.approvalAsked();
    return reply;
  }

  async #command(frame: CommandFrame, page: PageSession): Promise<Reply> {
    const checked = checkedCommand(frame);
    if (!checked.ok) return checked;
    const command = checked.value;
    if (command.name === 'log-in') return this.#door.logIn(command.body, page);
    if (command.name === 'log-in-by-badge') return this.#door.logInByBadge(page);
    if (command.name === 'clock-in' || command.name === 'clock-out')
      return this.#door.clock(frame.id, command.name, command.body);
    if (!this.#parts.logIn.holds(page.token)) return refuse('session.needed');
    const approver = await this.#door.approver(frame.approval);
    if (approver?.ok === false) return approver;
    // Checking a PIN takes its time.
    if (!this.#parts.logIn.holds(page.token)) return refuse('session.needed');
    switch (command.name) {
      case 'log-out':
        return this.#door.logOut(page);
      case 'print-z-report':
        return this.#printZReport(frame.id, command.body.zNumber, approver?.value);
      case 'print-again':
        return this.#parts.printing.printAgain(command.body.job);
      case 'print-on-backup':
        return this.#parts.printing.printOnBackup(command.body.job);
      case 'dismiss-job':
        return this.#parts.printing.dismiss(command.body.job);
      case 'next-quantity':
        this.#nextQuantity.say(command.body.quantity);
        this.#topics.refresh();
        return { ok: true, value: null };
      case 'abort-payment':
        return this.#parts.cards.abort(command.body.payment);
      case 'ask-terminal':
        return this.#parts.cards.askAfter(command.body.payment);
      case 'zero-scale':
      case 'tare-scale':
      case 'weigh-goods': {
        const reply = await scaleCommand(command, { ...this.#parts, weighing: this.#weighing });
        this.#topics.refreshScale();
        return reply;
      }
      case 'catch-scan':
        this.#scans.catchNext(command.body.wanted, command.body.for === 'gift-card');
        return { ok: true, value: null };
      default:
        // The name and its body were checked together by the schema of that name.
        return this.#sell(frame.id, { command, page, approver: approver?.value });
    }
  }

  async #sell(id: string, { command, page, approver }: Asked): Promise<Reply> {
    // What leaves the shop cannot be taken back when the rules say no.
    const refused = command.name === 'mail-receipt' ? this.#lacks('printing.copy', approver) : undefined;
    if (refused !== undefined) return (await this.#answered(id)) ?? refused;
    const resolve = resolvers[command.name] as ResolverOfAny;
    const resolved = await resolve(id, command.body, this.#resolving);
    // Somebody else may have logged in while this was looked up: nothing is done in their name.
    const actor = this.#parts.logIn.holds(page.token) ? this.#parts.logIn.actor(approver) : undefined;
    const reply = await this.#decide(id, resolved, actor);
    if (command.name !== 'pay-by-gift-card' || !reply.ok || actor === undefined) return reply;
    return this.#payByGiftCard(id, actor);
  }

  /** A payment that is written down is settled before whoever asked is told; practised, without the office. */
  async #payByGiftCard(payment: string, actor: Actor): Promise<Reply> {
    const { giftCards } = this.#parts;
    const submit = async (id: string, command: RegisterCommand) => this.#submit(id, command, { actor });
    return giftCards.settle(payment, { state: this.#state, practised: this.#training !== null }, submit);
  }

  async query(frame: QueryFrame, page: PageSession): Promise<Reply> {
    const checked = checkedQuery(frame);
    if (!checked.ok) return checked;
    const actor = this.#parts.logIn.holds(page.token) ? this.#parts.logIn.actor() : undefined;
    if (actor === undefined) return refuse('session.needed');
    const denied = deniedQuery(checked.value.name, actor);
    if (denied !== undefined) return denied;
    return answerQuery(checked.value, {
      ...this.#parts,
      accounts: this.#resolving.accounts,
      register: { name: this.box, state: this.#state },
      shop: this.#parts.shop.now,
      actor,
    });
  }

  async #decide(id: string, resolved: Resolution, actor: Actor | undefined): Promise<Reply> {
    // The scale has moved on, the product is gone: a repeat is answered as it was, not judged anew.
    if (!resolved.ok) return (await this.#answered(id)) ?? resolved;
    const { command, print, giveBack } = resolved.value;
    const outcome =
      actor === undefined
        ? refuse('session.needed')
        : await this.#submit(id, command, { actor, ...(print === undefined ? {} : { print }) });
    if (!outcome.ok) giveBack?.();
    return outcome;
  }

  /** The answer of a command that was accepted before, in earnest or practised. */
  async #answered(id: string): Promise<Outcome | undefined> {
    return this.#training?.answered(id) ?? this.#parts.register.answered(id);
  }

  async #submit(
    id: string,
    command: Resolved['command'],
    asked: { readonly actor: Actor; readonly print?: boolean },
  ): Promise<Outcome> {
    const training = this.#training;
    if (training !== null) {
      // What was practised is not repeated in earnest, although its payment is settled and gone.
      const known = training.answered(id);
      if (known !== undefined) return known;
      const ready = typeof command === 'function' ? await command() : { ok: true as const, value: command };
      if (!ready.ok) return ready;
      if (training.takes(ready.value)) {
        const outcome = await training.submit(id, ready.value, asked.actor);
        this.#topics.refresh();
        return outcome;
      }
    }
    if (typeof command === 'function') {
      const prepare: typeof command = async () => {
        const ready = await command();
        return ready.ok && this.#drawers.refuses(ready.value, this.#state) ? refuse('drawer.open') : ready;
      };
      return this.#parts.register.submit({ id, what: { prepare, ...asked } });
    }
    if (this.#drawers.refuses(command, this.#state))
      return (await this.#answered(id)) ?? refuse('drawer.open');
    return this.#parts.register.submit({ id, what: { command, ...asked } });
  }

  /** The journal says whether somebody practises: also after a restart, and when they logged out. */
  #followTraining(): void {
    const { register, shop, clock } = this.#parts;
    if (!register.state.training) this.#training = null;
    else
      this.#training ??= new Training(register.state, {
        settings: () => shop.settings,
        now: () => clock.now(),
        write: async (sale, who) => this.note(who, { type: 'training.receipt', payload: { sale } }),
      });
  }

  async #followStaff(): Promise<void> {
    const { logIn, staff } = this.#parts;
    const { session } = logIn;
    const member = session === null ? undefined : await staff.member(session.member.id);
    if (session !== null && member === undefined && logIn.session === session) await this.#revoke(session);
    else if (member !== undefined) logIn.renew(member);
    await this.#topics.refreshStaff();
    this.#topics.refresh();
  }

  /** Who may not stand here any more does not: what lies in the basket is put aside for a colleague. Money that was taken keeps it at hand. */
  async #revoke({ member }: Session): Promise<void> {
    const { logIn, register, ids } = this.#parts;
    logIn.logOut();
    const actor: Actor = { user: 'system', grants: { 'sale.sell': 'allowed' } };
    await register.submit({ id: ids.uuid(), what: { command: { type: 'park-tab' }, actor } });
    await this.note('system', { type: 'staff.logged-out', payload: { user: member.id, reason: 'revoked' } });
  }

  async #printZReport(id: string, zNumber: number, approver?: StaffMember): Promise<Reply> {
    const refused = this.#lacks('printing.z_report', approver);
    if (refused !== undefined) return refused;
    const { register, store, printing, clock } = this.#parts;
    const entry = await store.close(register.name, zNumber);
    if (entry === undefined) return refuse('report.unknown', { zNumber });
    await printing.add({
      id,
      register: register.name,
      kind: 'z-report',
      subject: `z-report:${zNumber}`,
      request: { seq: entry.seq, copy: true },
      at: clock.now(),
    });
    return { ok: true, value: null };
  }

  #lacks(permission: Permission, approver?: StaffMember): Reply | undefined {
    const actor = this.#parts.logIn.actor(approver);
    if (actor === undefined) return refuse('session.needed');
    const grant = grantFor(actor, permission);
    if (grant === 'allowed') return undefined;
    return refuse(grant === 'approval' ? 'permission.approval-needed' : 'permission.denied', { permission });
  }

  #noteStaff(events: readonly RegisterEvent[]): void {
    if (events.some(({ type }) => type.startsWith('working-time.'))) this.#topics.showStaff();
    for (const { type } of events) {
      if (type === 'staff.locked-out') void this.#topics.refreshStaff();
      if (type === 'line.added' || type === 'staff.logged-out') {
        this.#weighing.clear();
        this.#topics.refreshScale();
      }
      if (type === 'sale.completed' || type === 'tab.parked') this.#parts.giftCards.forgetScanned();
      // Who comes does not mean what somebody else said.
      if (type === 'staff.logged-in') this.#nextQuantity.say(null);
    }
  }
}

interface Asked {
  readonly command: Extract<CheckedCommand, { readonly name: RegisterCommandName }>;
  readonly page: PageSession;
  readonly approver: StaffMember | undefined;
}

type ResolverOfAny = (id: string, body: unknown, context: ResolveContext) => Promise<Resolution> | Resolution;

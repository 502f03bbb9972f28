// What the office has for one register: the changes after where it stands, compiled for the place where it stands. Small things (shop,
// templates, campaigns, groups, roles, staff) are compiled anew when any small record changed, and sent where they are other than what the
// register was last sent; products and customers are compiled one by one as they are touched. Nothing here costs a hundred thousand of
// them for one.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { turn } from '../../platform/clock/turn.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { FeedItem } from '../../protocol/sync.ts';
import type { Kind, OfficeRecord } from '../../protocol/office/kinds.ts';
import type { FeedChange, FeedSource } from '../../sync/ports.ts';
import { compileCustomer, knowsCustomers } from './compile-customers.ts';
import { compileProduct, type ProductPlace } from './compile-product.ts';
import { compileRegister } from './compile-register.ts';
import { type Logo, patternsOf } from './compile-shop.ts';
import type { Ledger, Sent, SentItem } from './ledger.ts';
import { type ChangeList, RecentChanges, type Touched } from './recent-changes.ts';
import { type EffectiveSettings, type Standing, standingOf, worldKinds } from './world.ts';
import { type SmallRecords, WorldInUse, type WorldNow } from './world-in-use.ts';

/** The records, as far as the feed reads them. */
export interface FeedRecords extends ChangeList, SmallRecords {
  /** All products, some at a time. */
  products(): AsyncIterable<OfficeRecord<'product'>>;
  /** Those that are there. */
  productsById(ids: readonly string[]): Promise<readonly OfficeRecord<'product'>[]>;
  /** All customers, some at a time. */
  customers(): AsyncIterable<OfficeRecord<'customer'>>;
  /** Those that are there. */
  customersById(ids: readonly string[]): Promise<readonly OfficeRecord<'customer'>[]>;
  /** Ids of all products in these categories and below; undefined: more than `max`. */
  productsIn(categories: readonly string[], max: number): Promise<readonly string[] | undefined>;
  onChange(listener: () => void): void;
}

export interface FeedSourcePorts {
  readonly records: FeedRecords;
  readonly ledger: Ledger;
  readonly settingsOf: (standing: Standing) => Promise<EffectiveSettings>;
  /** Hashes of POS passwords by user; who has none is not in it. */
  readonly posHashes: (users: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Hashes of badges by user. Absent: nobody has one. */
  readonly badgeHashes?: () => Promise<ReadonlyMap<string, string>>;
  /** Of the hashes that gift cards are known by. Absent: there are none. */
  readonly giftCardSalt?: () => Promise<string>;
  /** An uploaded logo in the printer's dots; null: there is none of this name. */
  readonly logo: (name: string) => Promise<Logo | null>;
  readonly ids: Ids;
  readonly limits?: Partial<FeedLimits>;
}

export interface FeedLimits {
  /** Changes in one step: what a box applies without its till noticing. */
  readonly step: number;
  /** Further behind than this, everything anew is quicker. */
  readonly farBehind: number;
  /** Products that one step may carry; a change of category that touches more is sent as everything anew. */
  readonly products: number;
  /** Changes that mean nothing to a register, after which it is moved on all the same. */
  readonly idle: number;
}

const usual: FeedLimits = { step: 250, farBehind: 50_000, products: 5_000, idle: 1_000 };
/** Products or customers compiled before others get their turn. */
const piece = 250;

interface Position {
  readonly epoch: string;
  readonly number: number;
}

/** A register as compiled from one version of the small records. */
interface Compiled {
  readonly version: number;
  readonly scope: string;
  readonly place: ProductPlace;
  /** Whether it is sent customers. */
  readonly customers: boolean;
  /** By `kind/id`. */
  readonly items: ReadonlyMap<string, HashedItem>;
}

export class OfficeFeed implements FeedSource {
  readonly #ports: FeedSourcePorts;
  readonly #limits: FeedLimits;
  readonly #changes: RecentChanges;
  readonly #world: WorldInUse;
  readonly #compiled = new Map<string, Compiled>();
  /** Up to where nothing was found for a register that stands at `at`. */
  readonly #idle = new Map<string, { readonly at: Position; readonly checked: number }>();

  constructor(ports: FeedSourcePorts) {
    this.#ports = ports;
    this.#limits = { ...usual, ...ports.limits };
    this.#changes = new RecentChanges(ports.records, worldKinds);
    this.#world = new WorldInUse(ports.records, this.#changes);
  }

  onChange(listener: () => void): void {
    this.#ports.records.onChange(listener);
  }

  async next(register: string, at: Position): Promise<FeedChange | undefined> {
    const last = await this.#changes.lastNumber();
    const now = await this.#world.upTo(last);
    const compiled = await this.#compile(register, now);
    if (compiled === undefined) return undefined;
    const sent = await this.#ports.ledger.sent(register);
    const whole =
      sent === undefined ||
      sent.epoch !== at.epoch ||
      at.number > sent.number ||
      sent.scope !== compiled.scope ||
      last - at.number > this.#limits.farBehind;
    return whole ? this.#whole(register, last, compiled) : this.#step({ register, at, sent, compiled, last });
  }

  async #whole(register: string, number: number, compiled: Compiled): Promise<FeedChange> {
    const { items: small, place, scope } = compiled;
    const { records } = this.#ports;
    const items: FeedItem[] = [
      ...[...small.values()].map(bare),
      ...(await compiledOf(records.products(), (record) => compileProduct(record, place))),
      ...(compiled.customers ? await compiledOf(records.customers(), compileCustomer) : []),
    ];
    const epoch = this.#ports.ids.uuid();
    const kept = [...small.values()].map(({ kind, id, hash }) => ({ kind, id, hash }));
    await this.#ports.ledger.keep({ register, epoch, scope, number, whole: true, items: kept });
    return { epoch, number, whole: true, items };
  }

  async #step(asked: Asked): Promise<FeedChange | undefined> {
    const { register, at, compiled, last } = asked;
    for (let from = this.#checkedOf(register, at); ;) {
      const after = await this.#changes.after(from, this.#limits.step);
      // What came since the small records were read is not in what was compiled from them: it waits for the next step.
      const page = after.filter(({ number }) => number <= last);
      const to = page.at(-1)?.number;
      if (to === undefined) return undefined;
      const touched = await this.#productsOf(page);
      if (touched === undefined) return this.#whole(register, to, compiled);
      const small = page.some(({ what }) => what === 'world') ? await this.#smallItems(asked) : [];
      const many = [
        ...(await this.#products(touched, compiled.place)),
        ...(compiled.customers ? await this.#customers(page) : []),
      ];
      const isIdle = small.length === 0 && many.length === 0;
      if (isIdle && to - at.number < this.#limits.idle) {
        this.#idle.set(register, { at, checked: to });
        from = to;
        continue;
      }
      const { epoch, scope } = asked.sent;
      const kept = small.map(({ kind, id, hash }) => ({ kind, id, hash }));
      await this.#ports.ledger.keep({ register, epoch, scope, number: to, whole: false, items: kept });
      return { epoch, number: to, whole: false, items: [...small.map(bare), ...many] };
    }
  }

  #checkedOf(register: string, at: Position): number {
    const idle = this.#idle.get(register);
    const same = idle?.at.epoch === at.epoch && idle.at.number === at.number;
    return same ? idle.checked : at.number;
  }

  /** Undefined: so many that everything anew is better. */
  async #productsOf(page: readonly Touched[]): Promise<ReadonlySet<string> | undefined> {
    const touched = new Set(page.flatMap(({ what, id }) => (what === 'product' ? [id] : [])));
    const shelves = page.flatMap(({ shelf, id }) => (shelf ? [id] : []));
    if (shelves.length === 0) return touched;
    const inside = await this.#ports.records.productsIn(shelves, this.#limits.products);
    if (inside === undefined) return undefined;
    for (const id of inside) touched.add(id);
    return touched;
  }

  async #products(ids: ReadonlySet<string>, place: ProductPlace): Promise<readonly FeedItem[]> {
    if (ids.size === 0) return [];
    const found = await this.#ports.records.productsById([...ids]);
    return itemsOf(
      'product',
      ids,
      bodies(found, (record) => compileProduct(record, place)),
    );
  }

  async #customers(page: readonly Touched[]): Promise<readonly FeedItem[]> {
    const ids = new Set(page.flatMap(({ what, id }) => (what === 'customer' ? [id] : [])));
    if (ids.size === 0) return [];
    const found = await this.#ports.records.customersById([...ids]);
    return itemsOf('customer', ids, bodies(found, compileCustomer));
  }

  /** What is other than the register was last sent, or was sent to it and did not arrive. */
  async #smallItems({ register, at, compiled }: Asked): Promise<readonly HashedItem[]> {
    const held = new Map<string, SentItem>();
    for (const item of await this.#ports.ledger.items(register)) held.set(keyOf(item), item);
    const changed = [...compiled.items.values()].filter((item) => {
      const before = held.get(keyOf(item));
      return before === undefined || before.hash !== item.hash || before.sent > at.number;
    });
    const gone = [...held.values()].filter(
      (item) => !compiled.items.has(keyOf(item)) && (item.hash !== '' || item.sent > at.number),
    );
    return [...changed, ...gone.map(({ kind, id }) => ({ kind, id, body: null, hash: '' }))];
  }

  /** Undefined: the office knows no such register. */
  async #compile(register: string, now: WorldNow): Promise<Compiled | undefined> {
    const known = this.#compiled.get(register);
    if (known?.version === now.version) return known;
    const { world, shelves, version } = now;
    const standing = standingOf(world, register);
    if (standing === undefined) return undefined;
    const { shop, region } = standing;
    const settings = await this.#ports.settingsOf(standing);
    const named = settings.get('receipt.logo');
    const logo = named === null ? null : await this.#ports.logo(named);
    const posHashes = await this.#ports.posHashes(world.all('user').map(({ id }) => id));
    const badgeHashes = (await this.#ports.badgeHashes?.()) ?? new Map<string, string>();
    const giftCardSalt = await this.#ports.giftCardSalt?.();
    const patterns = patternsOf(standing, settings);
    const customers = knowsCustomers(standing);
    const items = compileRegister(world, {
      standing,
      settings,
      logo,
      posHashes,
      badgeHashes,
      ...(giftCardSalt === undefined ? {} : { giftCardSalt }),
    });
    const compiled: Compiled = {
      version,
      scope: hashOf([shop.id, region.id, patterns, customers]),
      customers,
      place: { region: region.id, patterns, shelves },
      items: new Map(items.map((item) => [keyOf(item), { ...item, hash: hashOf(item.body) }])),
    };
    this.#compiled.set(register, compiled);
    return compiled;
  }
}

interface Asked {
  readonly register: string;
  readonly at: Position;
  readonly sent: Sent;
  readonly compiled: Compiled;
  /** All changes up to here are in `compiled`. */
  readonly last: number;
}

interface HashedItem extends FeedItem {
  readonly hash: string;
}

/** Undefined: not for this register. */
type Compile<K extends Kind> = (record: OfficeRecord<K>) => object | undefined;

async function compiledOf<K extends Kind>(
  records: AsyncIterable<OfficeRecord<K>>,
  compile: Compile<K>,
): Promise<readonly FeedItem[]> {
  const items: FeedItem[] = [];
  let seen = 0;
  for await (const record of records) {
    const body = compile(record);
    if (body !== undefined) items.push({ kind: record.kind, id: record.id, body });
    if ((seen += 1) % piece === 0) await turn();
  }
  return items;
}

function bodies<K extends Kind>(
  records: readonly OfficeRecord<K>[],
  compile: Compile<K>,
): ReadonlyMap<string, object | undefined> {
  return new Map(records.map((record) => [record.id, compile(record)]));
}

/** What has no body is not there any more, or not for this register. */
function itemsOf(
  kind: Kind,
  ids: Iterable<string>,
  found: ReadonlyMap<string, object | undefined>,
): readonly FeedItem[] {
  return [...ids].map((id) => ({ kind, id, body: found.get(id) ?? null }));
}

function bare({ kind, id, body }: HashedItem): FeedItem {
  return { kind, id, body };
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind}/${id}`;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

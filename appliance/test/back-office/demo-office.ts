// The office of the demo company for tests: its records and settings by the rules of the office, POS passwords without their hashing, and
// feeds over it that count what they read.
import { fillDemoOffice } from '../../src/demo/fill-office.ts';
import { demoProducts } from '../../src/demo/products.ts';
import { type FeedParts, openFeed } from '../../src/back-office/feed/open-feed.ts';
import type { FeedLimits, OfficeFeed } from '../../src/back-office/feed/feed-source.ts';
import { giftCardSalt, keptSalt } from '../../src/back-office/gift-cards/salt.ts';
import type { GiftCardTables } from '../../src/back-office/gift-cards/tables.ts';
import type { RecordStore } from '../../src/back-office/records/record-store.ts';
import { SettingsStore } from '../../src/back-office/settings/settings-store.ts';
import { createQueries } from '../../src/platform/query/queries.ts';
import type { SqliteDatabase } from '../../src/platform/database/sqlite.ts';
import type { Body, Kind } from '../../src/protocol/office/kinds.ts';
import type { FeedItem } from '../../src/protocol/sync.ts';
import type { FeedChange } from '../../src/sync/ports.ts';
import { assert, countingIds, seeded } from '../kit.ts';
import { openRecords } from './open-records.ts';

export interface DemoOfficeForTests {
  readonly database: SqliteDatabase;
  readonly records: RecordStore;
  readonly settings: SettingsStore;
  /** Hash of a POS password by user. */
  readonly passwords: Map<string, string>;
  /** One process of the office; another has another life. */
  feed(this: void, limits?: Partial<FeedLimits>, parts?: Partial<FeedParts>): OfficeFeed;
  edit<K extends Kind>(this: void, kind: K, id: string, change: Partial<Body<K>>): Promise<void>;
  setPassword(this: void, user: string, hash: string): Promise<void>;
  close(this: void): Promise<void>;
}

export async function demoOffice(): Promise<DemoOfficeForTests> {
  const open = await openRecords();
  const { database, records, clock } = open;
  const settings = new SettingsStore(database, { records, clock });
  const passwords = new Map<string, string>();
  const said = (answer: { readonly ok: boolean }): string | undefined =>
    answer.ok ? undefined : JSON.stringify(answer);
  const setPassword = async (user: string, hash: string): Promise<void> => {
    passwords.set(user, hash);
    assert.accepted(await records.touch('user', user, 'tester'));
  };
  const giftCards = createQueries<GiftCardTables>(database);
  await fillDemoOffice({
    keepGiftCardSalt: async (salt) => keptSalt(giftCards, salt),
    isFilled: async () => (await records.all('shop')).length > 0,
    put: async (kind, all) =>
      said(
        await records.changeMany(
          kind,
          all.map(({ id, body }) => ({ id, isNew: true, body })),
          'system',
        ),
      ),
    set: async ({ level, owner, values }) => said(await settings.set({ level, owner }, { values }, 'system')),
    setPosPassword: async (user) => {
      await setPassword(user, `hash of ${user}`);
      return undefined;
    },
    letIn: async () => undefined,
  });
  let lives = 0;
  return {
    database,
    records,
    settings,
    passwords,
    feed: (limits = {}, parts = {}) => {
      lives += 1;
      return openFeed({
        database,
        records,
        settings,
        secrets: {
          posHashes: async (users) => new Map([...passwords].filter(([user]) => users.includes(user))),
        },
        logo: async () => null,
        ids: countingIds(lives),
        limits,
        giftCardSalt: async () => giftCardSalt(giftCards, seeded(lives)),
        ...parts,
      });
    },
    edit: async (kind, id, change) => {
      const done = await records.edit(
        kind,
        { id, body: (before: Body<typeof kind>) => ({ ...before, ...change }) },
        { by: 'tester', acceptUse: true },
      );
      assert.accepted(done);
    },
    setPassword,
    close: open.close,
  };
}

/** A box without a till: what it holds, and where it stands. */
export class ModelBox {
  readonly register: string;
  position = { epoch: '', number: 0 };
  items = new Map<string, unknown>();
  wholes = 0;

  constructor(register: string) {
    this.register = register;
  }

  apply({ epoch, number, whole, items }: FeedChange): void {
    if (whole) {
      this.items = new Map();
      this.wholes += 1;
    }
    for (const { kind, id, body } of items) {
      if (body === null) this.items.delete(`${kind}/${id}`);
      else this.items.set(`${kind}/${id}`, body);
    }
    this.position = { epoch, number };
  }

  /** Takes all there is; what came, step by step. */
  async follow(feed: OfficeFeed): Promise<readonly FeedChange[]> {
    const steps: FeedChange[] = [];
    for (;;) {
      const step = await feed.next(this.register, this.position);
      if (step === undefined) return steps;
      this.apply(step);
      steps.push(step);
      if (steps.length > 1_000) throw new Error('the feed has no end');
    }
  }

  /** In the order of their keys. */
  content(): readonly (readonly [string, unknown])[] {
    return [...this.items].sort(([one], [other]) => (one < other ? -1 : 1));
  }
}

export const keysOf = (items: readonly FeedItem[]): readonly string[] =>
  items.map(({ kind, id, body }) => `${kind}/${id}${body === null ? ' gone' : ''}`);

export const productNamed = (name: string): string => {
  const found = demoProducts.find(({ body }) => body.name === name);
  if (found === undefined) throw new Error(`no product ${name}`);
  return found.id;
};

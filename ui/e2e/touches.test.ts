// What a cashier does most, counted in touches: the table in appliance/docs/touches.md is what happens, and none takes more than three.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { assert, repositoryRoot } from '../../appliance/test/kit.ts';
import { Cashier, codeOf } from './cashier.ts';
import { browserSuite, Shop } from './shop.ts';

const test = browserSuite('touches', 'touches were not counted');
const limits = { timeoutMs: 60_000 };
const most = 3;

/** Touches by action, as the document says. */
const said = new Map(
  readFileSync(join(repositoryRoot, 'appliance/docs/touches.md'), 'utf8')
    .split('\n')
    .flatMap((line): [string, number][] => {
      const [, action = '', touches = ''] = /^\| ([^|]+?) +\| +(\d+) +\|/.exec(line) ?? [];
      return action === '' ? [] : [[action, Number(touches)]];
    }),
);

let shop: Shop;
let alex: Cashier;
let touches = 0;
const tried = new Set<string>();

async function touch(what: Locator): Promise<void> {
  await what.click();
  touches += 1;
}

const onGrid = (name: string): Locator =>
  alex.page.getByRole('button', { name: new RegExp(`^${name}`) }).first();
const toPay = async (): Promise<void> => touch(alex.button('sell.pay'));
const paid = async (): Promise<void> => {
  await alex.area('done.title').waitFor();
  await alex.open('/till/sell');
};

async function emptied(): Promise<void> {
  await alex.page.locator('[data-line]').first().waitFor({ state: 'detached' });
}

interface Doing {
  /** What lies in the basket when it begins. */
  readonly with?: readonly string[];
  readonly does: () => Promise<void>;
}

const doings: Readonly<Record<string, Doing>> = {
  'scan goods': { does: async () => alex.scans('Grovbrød') },
  'sell from the grid': {
    does: async () => {
      await touch(onGrid('Filterkaffe'));
      await alex.lineOf('Filterkaffe').waitFor();
    },
  },
  'one more of the last': {
    with: ['Grovbrød'],
    does: async () => {
      await touch(alex.button('line.one-more'));
      await alex.lineOf('Grovbrød').getByText('2 ×').waitFor();
    },
  },
  'another quantity': {
    with: ['Grovbrød'],
    does: async () => {
      await touch(
        alex.page.getByRole('button', {
          name: new RegExp(alex.words('line.change-quantity').source.replace(/^\^|\$$/g, '')),
        }),
      );
      await touch(alex.page.getByRole('button', { name: '6', exact: true }));
      await touch(alex.button('quantity.set'));
      await alex.lineOf('Grovbrød').getByText('6 ×').waitFor();
    },
  },
  'weigh goods': {
    does: async () => {
      shop.bench.play({ t: 'weigh', device: 'scale', grams: 500, state: 'stable' });
      await touch(onGrid('Bananer'));
      await touch(alex.page.getByRole('button', { name: alex.within('weigh.add') }));
      await alex.lineOf('Bananer').waitFor();
    },
  },
  'take a line away': {
    with: ['Grovbrød'],
    does: async () => {
      await touch(alex.button('line.do-void'));
      await touch(alex.button('reason.wrong-item'));
      await alex.page.locator('[data-line].voided').waitFor();
    },
  },
  'discount on a line': {
    with: ['Grovbrød'],
    does: async () => {
      await touch(alex.button('line.do-discount'));
      await touch(alex.page.getByRole('button', { name: /^10\s*%$/ }));
      await touch(alex.button('reason.short-date'));
      await alex.saysIt('line.discount-percent').waitFor();
    },
  },
  'a customer on the tab': {
    with: ['Grovbrød'],
    does: async () => {
      await touch(alex.button('customer.choose'));
      await alex.page.keyboard.press('k');
      touches += 1;
      await touch(alex.area('customer.title').getByRole('button', { name: /^Kari/ }).first());
      await alex.area('customer.title', 'group').waitFor();
    },
  },
  'pay in cash, exactly': {
    with: ['Grovbrød'],
    does: async () => {
      await toPay();
      await touch(alex.area('pay.quick-cash', 'group').getByRole('button').first());
      await paid();
    },
  },
  'pay with a note': {
    with: ['Grovbrød'],
    does: async () => {
      await toPay();
      await touch(alex.area('pay.quick-cash', 'group').getByRole('button').nth(1));
      await paid();
    },
  },
  'pay by card': {
    with: ['Grovbrød'],
    does: async () => {
      await toPay();
      await touch(alex.page.locator('label', { hasText: /^\s*Kort/ }));
      await touch(alex.page.getByRole('button', { name: alex.within('pay.charge-card') }));
      // From here on it is the customer's hand, and the terminal's answer.
      await alex.button('pay.approved').click();
      await paid();
    },
  },
  'hold the tab': {
    with: ['Grovbrød'],
    does: async () => {
      await touch(alex.button('tab.park'));
      await emptied();
    },
  },
  'call a tab back': {
    does: async () => {
      await touch(alex.page.getByRole('button', { name: alex.within('tab.parked') }));
      await touch(
        alex.page
          .getByRole('list', { name: alex.words('parked.title') })
          .getByRole('button')
          .first(),
      );
      await alex.lineOf('Grovbrød').waitFor();
    },
  },
};

/** An empty basket, and what is wanted scanned into it. */
async function ready(names: readonly string[]): Promise<void> {
  const more = alex.page.getByRole('button', { name: alex.words('tab.more') });
  if ((await more.count()) > 0 && (await alex.page.locator('[data-line]').count()) > 0) {
    await more.click();
    await alex.button('tab.do-void').click();
    await alex.page.getByRole('button', { name: alex.words('reason.changed-mind') }).click();
    await emptied();
  }
  for (const name of names) shop.bench.scan(codeOf(name));
  for (const name of names) await alex.lineOf(name).waitFor();
}

test.before(async () => {
  shop = await Shop.open();
  alex = await Cashier.atWork(shop, { viewport: { width: 1366, height: 768 }, hasTouch: true });
});
test.after(async () => shop.close());

for (const [action, { with: names = [], does }] of Object.entries(doings))
  test(`${action}: ${said.get(action) ?? 'nothing said'}`, limits, async () => {
    await ready(names);
    touches = 0;
    await does();
    tried.add(action);
    assert.is(touches, said.get(action));
    assert.ok(touches <= most);
  });

test('the table names what was counted, and nothing else', () => {
  assert.equal([...said.keys()], [...tried]);
});

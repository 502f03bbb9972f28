// `countertop import` on a box that is till and office at once: the products are records of the office, so they reach the till by the feed, and
// are still there when the till takes everything anew.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/platform/clock/system-clock.ts';
import { openSqlite } from '../../src/platform/database/sqlite.ts';
import { databaseName } from '../../src/till/journal/files.ts';
import type { Page } from '../../src/replay/page.ts';
import { Box, runCommand } from '../daemon-process.ts';
import { silent } from '../journal/open-journal.ts';
import { assert, suite } from '../kit.ts';
import { Desk } from './desk.ts';
import { linkOf, until } from './two-boxes.ts';

const test = suite('import into one’s own office');
let ids = 0;

interface Hit {
  readonly name: string;
  readonly price: number | null;
}

async function found(page: Page, text: string): Promise<Hit | undefined> {
  const reply = await page.query(`import-${(ids += 1)}`, 'search-products', { text, limit: 5 });
  return reply.ok ? (reply.value as readonly Hit[])[0] : undefined;
}

test(
  'taken into the records, found at the till, and still there after a whole copy',
  { timeoutMs: 240_000 },
  async () => {
    const box = await Box.started();
    try {
      await until(async () => (await linkOf(box))?.phase === 'linked', 'linked to itself');
      const file = join(box.folder, 'products.csv');
      const rows = [
        'gtin,name,price,sku,category',
        '4006381333931,Blyant HB,12.50,BLYANT,Kontor > Skrivesaker',
        '5901234123457,Viskelær,,,bakery',
        '4006381333932,Wrong digit,1,,bakery',
        '7038010000010,Stolen SKU,1.00,BLYANT,bakery',
      ];
      writeFileSync(file, `${rows.join('\n')}\n`);
      const ran = await runCommand(['import', 'products', file, '--prices', 'ask'], box.environment);
      assert.is(ran.code, 1, `${ran.stdout} ${ran.stderr}`);
      assert.equal(JSON.parse(ran.stdout), { imported: 2, refused: 2 });
      assert.match(ran.stderr, /:4: gtin/);
      assert.match(ran.stderr, /:5: /);

      const desk = new Desk(box);
      await desk.signIn();
      const { records } = (await desk.get('/api/products?search=blyant')) as {
        readonly records: readonly { readonly body: Readonly<Record<string, unknown>> }[];
      };
      const [pencil] = records;
      assert.equal(
        [pencil?.body['sku'], pencil?.body['codes'], pencil?.body['variablePrice']],
        ['BLYANT', ['4006381333931'], false],
      );
      const page = await box.page();
      await until(async () => (await found(page, 'blyant'))?.price === 1_250, 'at the till');
      assert.is((await found(page, 'viskelær'))?.price, null, 'asked for at the till');

      // The same file again makes nothing twice.
      const again = await runCommand(['import', 'products', file, '--prices', 'ask'], box.environment);
      assert.equal(JSON.parse(again.stdout), { imported: 2, refused: 2 });
      const { total } = (await desk.get('/api/products?search=blyant')) as { readonly total: number };
      assert.is(total, 1);
      page.close();

      await box.stop();
      const stopped = await runCommand(['import', 'products', file], box.environment);
      assert.is(stopped.code, 2, stopped.stdout);
      assert.match(stopped.stderr, /its own office, which has to run/);
      const database = await openSqlite(join(box.folder, databaseName), { clock: systemClock, log: silent });
      await database.write('DELETE FROM feed');
      await database.close();
      await box.start();
      const anew = await box.page();
      const standing = async (): Promise<boolean> => {
        const reading = await openSqlite(join(box.folder, databaseName), { clock: systemClock, log: silent });
        const row = await reading.get('SELECT number FROM feed');
        await reading.close();
        return row !== undefined;
      };
      await until(standing, 'everything anew');
      assert.is((await found(anew, 'blyant'))?.price, 1_250);
      anew.close();
      assert.equal(box.troubles, []);
    } finally {
      await box.kill();
    }
  },
);

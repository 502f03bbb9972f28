// The Norwegian signature chain through the whole daemon: what the journal holds is enough to check it, sales, returns and practised ones in
// one chain, over a crash and a restart; the key is in no export and in no log.
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journal } from '../../src/cli/journal.ts';
import { signedText } from '../../src/domain/fiscal/norway.ts';
import { add, minor, subtract, zero } from '../../src/domain/money/money.ts';
import type { Sale } from '../../src/domain/register/sale.ts';
import type { Page } from '../../src/replay/page.ts';
import { productNamed } from '../back-office/demo-office.ts';
import { Box, runHere } from '../daemon-process.ts';
import { assert, suite } from '../kit.ts';

const test = suite('fiscal signatures through the box');
let ids = 0;

interface JournalLine {
  readonly type: string;
  readonly payload: { readonly sale?: Sale; readonly keyVersion?: string; readonly publicKey?: string };
}

async function does(page: Page, name: Parameters<Page['command']>[1], body: object): Promise<void> {
  const reply = await page.command(`fiscal-test-${(ids += 1)}`, name, body);
  assert.ok(reply.ok, JSON.stringify(reply));
}

async function sells(page: Page): Promise<void> {
  await does(page, 'add-product', { product: productNamed('Kost') });
  await does(page, 'take-payment', { tender: 'cash', tendered: page.view.tab?.cashDue ?? 0 });
}

async function exported(box: Box): Promise<readonly JournalLine[]> {
  const { code, stdout } = await runHere(journal, ['export', '--format', 'json'], {
    COUNTERTOP_DATA: box.folder,
  });
  assert.is(code, 0);
  return (JSON.parse(stdout) as { readonly entries: readonly JournalLine[] }).entries;
}

test(
  'every transaction is signed on the one before, and the journal tells how to check it',
  { timeoutMs: 120_000 },
  async () => {
    const box = await Box.started({ env: { COUNTERTOP_DEMO: 'true' } });
    let page = await box.page('alex');
    await does(page, 'open-shift', { opening: [{ currency: 'NOK', amount: 0 }] });
    await sells(page);
    await does(page, 'start-training', {});
    await sells(page);
    await does(page, 'end-training', {});
    page.close();
    await box.kill();
    await box.start();
    page = await box.page('alex');
    await does(page, 'return-without-receipt', {
      product: productNamed('Kost'),
      quantity: 1_000,
      reason: 'faulty',
    });
    await does(page, 'take-payment', { tender: 'cash', tendered: 14_900 });
    page.close();

    const entries = await exported(box);
    const [taken, ...more] = entries.filter(({ type }) => type === 'fiscal.key-taken');
    assert.equal(more, [], 'one key, also after the restart');
    const key = createPublicKey({
      key: Buffer.from(taken?.payload.publicKey ?? '', 'base64'),
      format: 'der',
      type: 'spki',
    });
    const numbers: string[] = [];
    let previous: string | undefined;
    for (const { type, payload } of entries) {
      const { sale } = payload;
      if (sale === undefined) continue;
      const { fiscal, total, vat } = sale;
      assert.ok(fiscal !== undefined && 'signature' in fiscal);
      assert.is(fiscal.keyVersion, taken?.payload.keyVersion);
      const number = `${type === 'training.receipt' ? 'T' : ''}${String(sale.receipt)}`;
      const amountEx = subtract(total, minor(add(zero, ...vat.map((row) => row.vat))));
      const facts = { previous, at: fiscal.signedAt, number, amountIn: total, amountEx, exponent: 2 };
      const text = Buffer.from(signedText(facts));
      assert.ok(verify('RSA-SHA1', text, key, Buffer.from(fiscal.signature, 'base64')), number);
      previous = fiscal.signature;
      numbers.push(number);
    }
    assert.equal(numbers, ['1', 'T1', '2']);
    const secret = readFileSync(join(box.folder, 'fiscal-key.pem'), 'utf8').split('\n')[1] ?? 'no key';
    assert.not.ok(JSON.stringify(entries).includes(secret));
    assert.not.ok(readFileSync(join(box.folder, 'countertop.db')).includes(secret));
    await box.stop();
    assert.equal(box.troubles, []);
  },
);

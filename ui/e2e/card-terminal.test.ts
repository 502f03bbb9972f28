// Tips and the till's own card terminal in a real browser: what the guest gives is chosen before payment, and the page follows the terminal.
import { assert } from '../../appliance/test/kit.ts';
import { Cashier } from './cashier.ts';
import { browserSuite, nothingToReport, Shop } from './shop.ts';

const test = browserSuite(
  'tips and the card terminal in a browser',
  'the card terminal was not tried in a browser',
);
const limits = { timeoutMs: 120_000 };
const formats = [
  { width: 1366, height: 768 },
  { width: 768, height: 1024 },
] as const;

let shop: Shop;
let alex: Cashier;

test.before(async () => {
  shop = await Shop.open({ terminal: true });
  alex = await Cashier.atWork(shop, { counted: '0' });
  await alex.page.getByText(alex.within('bar.connected')).waitFor({ state: 'attached' });
});
test.after(async () => {
  await shop.close();
});

const choice = (name: RegExp | string) => alex.page.locator('label', { hasText: name });

async function toPay(tender: RegExp): Promise<void> {
  await alex.scans('Grovbrød');
  await alex.button('sell.pay').click();
  await alex.page.waitForURL(/\/till\/pay/);
  await choice(tender).click();
}

test(
  'a share is chosen, the terminal is asked, and the sale is made by itself, with the tip told',
  limits,
  async () => {
    await toPay(/^\s*Kort\s*$/);
    await choice('10').first().click();
    await nothingToReport(alex.page, 'the payment with a tip', formats);
    await alex.button('pay.charge-card').click();
    await alex.saysIt('terminal.asking').waitFor();
    await alex.area('done.title').waitFor();
    await alex.area('done.title').getByText(alex.words('tip.title')).waitFor();
    await shop.bench.until(
      'a receipt with the tip and the card',
      ({ text }) => /Tips/.test(text) && /VISA \*{4} 4242/.test(text),
    );
    await alex.button('done.next').click();
  },
);

test(
  'the guest changes their mind: given up, declined, and paid in cash; the change is the tip',
  limits,
  async () => {
    shop.bench.play({ t: 'terminal', action: 'wait' });
    await toPay(/^\s*Kort\s*$/);
    await alex.button('pay.charge-card').click();
    await alex.button('terminal.abort').click();
    await alex.page.getByText(alex.within('payment.declined')).waitFor();
    shop.bench.play({ t: 'terminal', action: 'well' });
    await choice(/^\s*Kontant\s*$/).click();
    await choice(alex.within('tip.change')).click();
    await alex.page.keyboard.type('100');
    await alex.button('pay.take-cash').click();
    await alex.area('done.title').getByText(alex.words('tip.title')).waitFor();
    await alex.area('done.title').getByText(alex.words('done.no-change')).waitFor();
    await alex.button('done.next').click();
  },
);

test('a terminal that forgot leaves it to a person, who says on what grounds', limits, async () => {
  shop.bench.play({ t: 'terminal', action: 'reboot-before' });
  await toPay(/^\s*Kort\s*$/);
  await alex.button('pay.charge-card').click();
  await alex.saysIt('terminal.inquiring').waitFor();
  await alex.saysIt('pay.card-unknown-careful').waitFor();
  await alex.button('pay.ground-slip').click();
  await alex.button('pay.was-not-charged').click();
  await alex.page.getByText(alex.within('payment.declined')).waitFor();
  await choice(/^\s*Kort\s*$/).click();
  await alex.button('pay.charge-card').click();
  await alex.area('done.title').waitFor();
  assert.equal(alex.page.troubles, []);
});

// Takes the pictures that shops show from the Fluent Emoji set into static/pictures, one SVG each, with a list of their names.
// Run after adding a name: `npm run pictures -w ui`. Microsoft's Fluent Emoji are under the MIT licence, kept beside them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const names = `
  red-apple green-apple banana lemon tangerine grapes strawberry blueberries watermelon pineapple pear peach cherries kiwi-fruit mango
  melon coconut lime tomato avocado broccoli cucumber hot-pepper bell-pepper onion garlic mushroom brown-mushroom leafy-green ear-of-corn
  eggplant roasted-sweet-potato carrot potato olive peanuts chestnut beans pea-pod ginger-root herb
  bread baguette-bread flatbread bagel pretzel croissant sandwich waffle pancakes shortcake pie cupcake birthday-cake cookie
  cheese-wedge butter glass-of-milk egg cooking bacon cut-of-meat poultry-leg meat-on-bone fish shrimp crab lobster oyster squid
  canned-food salt jar honey-pot cooked-rice spaghetti
  pizza hamburger hot-dog taco burrito stuffed-flatbread falafel pot-of-food shallow-pan-of-food green-salad french-fries bento-box
  curry-rice rice-ball sushi fried-shrimp steaming-bowl dumpling takeout-box tamale fondue
  soft-ice-cream ice-cream shaved-ice doughnut chocolate-bar candy lollipop custard popcorn fortune-cookie
  beer-mug clinking-beer-mugs wine-glass clinking-glasses cocktail-glass tropical-drink tumbler-glass bottle-with-popping-cork sake
  beverage-box cup-with-straw bubble-tea teacup-without-handle teapot hot-beverage mate droplet ice
  soap lotion-bottle toothbrush sponge roll-of-paper broom basket bucket razor baby-bottle adhesive-bandage pill
  newspaper rolled-up-newspaper battery light-bulb candle cigarette bouquet potted-plant dog-face cat-face paw-prints
  shopping-bags shopping-cart wrapped-gift recycling-symbol convenience-store fork-and-knife fork-and-knife-with-plate chopsticks spoon
  snowflake label scissors books pencil balloon teddy-bear soccer-ball umbrella gloves scarf socks t-shirt
`
  .split(/\s+/)
  .filter((name) => name !== '');

interface IconSet {
  readonly icons: Readonly<Record<string, { readonly body: string }>>;
}

const set = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@iconify-json/fluent-emoji-flat/icons.json'), 'utf8'),
) as IconSet;
const missing = names.filter((name) => set.icons[name] === undefined);
if (missing.length > 0) throw new Error(`no such pictures: ${missing.join(', ')}`);

const folder = join(import.meta.dirname, '..', 'static', 'pictures');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const name of names) {
  const body = set.icons[name]?.body ?? '';
  writeFileSync(
    join(folder, `${name}.svg`),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${body}</svg>\n`,
  );
}
writeFileSync(join(folder, 'index.json'), `${JSON.stringify([...names].sort(), undefined, 1)}\n`);
writeFileSync(
  join(folder, 'LICENSE.txt'),
  `The pictures in this folder are from Fluent Emoji (Flat), https://github.com/microsoft/fluentui-emoji

MIT License

Copyright (c) Microsoft Corporation.

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`,
);
console.log(`${names.length} pictures`);

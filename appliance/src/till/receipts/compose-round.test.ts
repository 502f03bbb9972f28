// A round on paper: where, what and how much, in the order in which it is wanted, and no word of money.
import { assert, suite } from '../../../test/kit.ts';
import { sampleSettings } from '../../../test/sample-shop.ts';
import { pieces, thousandths } from '../../domain/quantity/quantity.ts';
import type { RoundLine } from '../../domain/tab/rounds.ts';
import { composeRound } from './compose-round.ts';
import { receiptWords } from './wording.ts';

const test = suite('round on paper');
const words = receiptWords.nb.round;

const soup: RoundLine = { id: 'soup', name: 'Suppe', quantity: pieces(2), unit: 'piece', course: 1 };
const fish: RoundLine = { id: 'fish', name: 'Torsk', quantity: thousandths(350), unit: 'kg', course: 2 };
const beer: RoundLine = { id: 'beer', name: 'Øl', quantity: pieces(1), unit: 'piece' };

function linesOf(lines: readonly RoundLine[], rest: { readonly reprint?: true; readonly bare?: true } = {}) {
  const head = {
    number: 'B1-001-0001',
    ...(rest.bare === true ? {} : { name: 'Kari', table: { id: 't7', name: 'Vindu 7' }, guests: 4 }),
  };
  const facts = {
    settings: sampleSettings(),
    at: 0,
    register: 'B1',
    operator: 'Anna',
    ...(rest.reprint === true ? { marking: 'reprint' as const } : {}),
  };
  return composeRound({ tab: 'tab', number: 2, head, lines }, facts).blocks.flatMap((block) =>
    block.kind === 'text'
      ? [block.text.trim()]
      : block.kind === 'columns'
        ? [`${block.left} ${block.right}`]
        : [],
  );
}

test('of one course it is called by it; where and whose it is stands above', () => {
  const lines = linesOf([{ ...soup, seat: 3, note: 'uten salt' }]);
  assert.is(lines[0], `${words.number} 2 – ${words.course} 1`);
  for (const said of [
    'Bord Vindu 7',
    'Kari',
    'Gjester 4',
    '2\u00A0stk Suppe',
    `${words.seat} 3`,
    'uten salt',
  ])
    assert.ok(lines.includes(said), `${said} in ${JSON.stringify(lines)}`);
  assert.not.ok(lines.some((line) => line.includes('NOK') || line.includes(',00')));
});

test('of several courses each has its heading, first what is wanted first; a weight is one', () => {
  const lines = linesOf([fish, beer, soup, { ...beer, id: 'other', note: '' }]);
  assert.is(lines[0], `${words.number} 2`);
  assert.equal(lines.slice(-6), [
    '1\u00A0stk Øl',
    '1\u00A0stk Øl',
    `${words.course} 1`,
    '2\u00A0stk Suppe',
    `${words.course} 2`,
    '0,350\u00A0kg Torsk',
  ]);
});

test('a course that has a name is called by it', () => {
  const starter: RoundLine = { ...soup, courseName: 'Forretter' };
  assert.is(linesOf([starter])[0], `${words.number} 2 – Forretter`);
  assert.equal(linesOf([starter, fish]).slice(-4, -1), [
    'Forretter',
    '2\u00A0stk Suppe',
    `${words.course} 2`,
  ]);
});

test('what is not wanted any more says so at the head and on its line', () => {
  const lines = linesOf([{ ...beer, quantity: pieces(-1) }], { bare: true });
  assert.is(lines[0], words.takenBack);
  assert.is(lines.at(-1), `${words.takenBack} 1\u00A0stk Øl`);
});

test('printed again it says so', () => {
  assert.ok(linesOf([beer], { reprint: true }).includes(receiptWords.nb.reprint));
});

// What a person types or scans to pair a box: the code in two groups, and the link of the QR code.
import {
  codeAlphabet,
  codeLength,
  pairingLink,
  readCode,
  readPairingLink,
  shownCode,
} from '../../src/protocol/pairing.ts';
import { assert, suite } from '../kit.ts';

const test = suite('words of the pairing');
const link = { address: 'https://office.example:8443/', code: 'K7QF3MWD', fingerprint: 'aB-_=&?' };

test('a code is read as people type it', () => {
  for (const typed of ['K7QF3MWD', 'k7qf-3mwd', ' K7QF 3MWD ']) assert.is(readCode(typed), 'K7QF3MWD');
  assert.is(readCode(shownCode('K7QF3MWD')), 'K7QF3MWD');
  for (const other of ['', 'K7QF3MW', 'K7QF3MWDD', '!'.repeat(codeLength)])
    assert.is(readCode(other), undefined);
  assert.not(codeAlphabet.includes('O') && codeAlphabet.includes('0'), 'look-alikes');
});

test('a link says what was put in it', () => {
  assert.equal(readPairingLink(pairingLink(link)), link);
  assert.equal(readPairingLink(`  ${pairingLink(link)}\n`), link);
});

test('any other text is no link', () => {
  for (const text of [
    '',
    '7038010009457',
    'https://example.com/?address=a&code=b&fingerprint=c',
    'countertop:pair?',
    'countertop:pair?address=a&code=b',
    'countertop:pair?address=a&fingerprint=b',
    'countertop:pair?code=a&fingerprint=b',
    `countertop:pair?address=${'a'.repeat(600)}&code=b&fingerprint=c`,
    'countertop:pair?&=&address',
  ]) {
    assert.is(readPairingLink(text), undefined, text);
  }
});

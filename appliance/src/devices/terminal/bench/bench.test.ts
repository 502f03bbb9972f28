// The bench's terminal keeps the contract; its lines come whole out of any pieces, and nothing grows for ever.
import { assert, suite } from '../../../../test/kit.ts';
import { streamWires } from '../../../../test/devices/terminal-wires.ts';
import { terminalContract } from '../contract.ts';
import { encodeLine, Lines, readQuestion, readReply } from './codec.ts';
import { manifest } from './manifest.ts';
import { TerminalSimulator } from './simulator.ts';

terminalContract({
  manifest,
  limitMs: 121_000,
  simulate: (parts) => new TerminalSimulator(parts),
  wires: streamWires,
});

const codec = suite('lines of the bench’s terminal');

codec('whole messages out of any pieces, and noise between them is left out', () => {
  const bytes = Buffer.concat([encodeLine({ a: 1 }), Buffer.from('noise\n'), encodeLine({ b: 'ø' })]);
  for (const size of [1, 3, bytes.length]) {
    const lines = new Lines();
    const found: unknown[] = [];
    for (let at = 0; at < bytes.length; at += size) found.push(...lines.take(bytes.subarray(at, at + size)));
    assert.equal(found, [{ a: 1 }, { b: 'ø' }]);
  }
});

codec('a line without an end is dropped, and the next one is read', () => {
  const lines = new Lines();
  assert.equal(lines.take(Buffer.alloc(20_000, 'x')), []);
  assert.equal(lines.take(encodeLine({ a: 1 })), [{ a: 1 }]);
});

codec('what is neither question nor answer is neither', () => {
  for (const wrong of [
    null,
    1,
    'x',
    {},
    { id: 0, ask: 'abort', payment: 'x' },
    { payment: 'x', outcome: 'yes' },
  ]) {
    assert.is(readQuestion(wrong), undefined);
    assert.is(readReply(wrong), undefined);
  }
});

codec('the ledger of a bench that runs for weeks keeps the latest', () => {
  const said: unknown[] = [];
  const simulator = new TerminalSimulator({
    send: (bytes) => void said.push(bytes),
    unplug: () => undefined,
    clock: { now: () => 0, monotonic: () => 0, after: () => () => undefined },
  });
  for (let turn = 1; turn <= 1_100; turn += 1) {
    const payment = `payment-${String(turn)}`;
    simulator.receive(
      encodeLine({
        id: turn,
        ask: 'request',
        payment,
        direction: 'pay',
        amount: 1,
        tip: 0,
        currency: 'NOK',
        askTip: false,
      }),
    );
    simulator.present();
  }
  assert.equal([simulator.ledger.length, simulator.ledger.at(-1)?.payment], [1_000, 'payment-1100']);
  assert.is(said.length, 1_100);
});

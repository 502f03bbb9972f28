// The wire of the bench's terminal: one JSON object a line, each question with a number that its answer repeats. An answer without a number
// is one that nobody asked for. What is not understood is left out, as noise on a line would be.
import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';

const text = Type.String({ maxLength: 200 });
const amount = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });
const id = Type.Integer({ minimum: 1 });

const Question = Type.Union([
  Type.Object({
    id,
    ask: Type.Literal('request'),
    payment: text,
    direction: Type.Union([Type.Literal('pay'), Type.Literal('refund')]),
    amount,
    tip: amount,
    currency: text,
    askTip: Type.Boolean(),
  }),
  Type.Object({
    id,
    ask: Type.Union([
      Type.Literal('reverse'),
      Type.Literal('inquire'),
      Type.Literal('abort'),
      Type.Literal('reconcile'),
    ]),
    payment: text,
  }),
]);

const card = Type.Object({
  scheme: Type.Optional(text),
  last4: Type.Optional(Type.String({ pattern: '^\\d{4}$' })),
  authorisation: Type.Optional(text),
  application: Type.Optional(text),
  slip: Type.Array(Type.String({ maxLength: 48 }), { maxItems: 40 }),
});

const Reply = Type.Intersect([
  Type.Object({ id: Type.Optional(id), payment: text }),
  Type.Union([
    Type.Object({ outcome: Type.Literal('approved'), amount, tip: amount, reference: text, card }),
    Type.Object({ outcome: Type.Literal('declined'), reason: text }),
    Type.Object({ outcome: Type.Literal('reversed'), reference: text }),
    Type.Object({
      outcome: Type.Literal('closed'),
      net: Type.Integer({ minimum: -1_000_000_000_000, maximum: 1_000_000_000_000 }),
      count: amount,
    }),
    Type.Object({
      outcome: Type.Union([Type.Literal('running'), Type.Literal('not-found'), Type.Literal('busy')]),
    }),
  ]),
]);

export type TerminalQuestion = Static<typeof Question>;
export type TerminalReply = Static<typeof Reply>;

const question = TypeCompiler.Compile(Question);
const reply = TypeCompiler.Compile(Reply);

/** More without an end of line is no message. */
const lineBytesMax = 16_384;

export function encodeLine(message: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(message)}\n`);
}

export const readQuestion = (line: unknown): TerminalQuestion | undefined =>
  question.Check(line) ? line : undefined;

export const readReply = (line: unknown): TerminalReply | undefined => (reply.Check(line) ? line : undefined);

/** Lines out of bytes as they come, whole or in pieces; a line that is no JSON is left out. */
export class Lines {
  #rest = Buffer.alloc(0);

  take(bytes: Uint8Array): readonly unknown[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const found: unknown[] = [];
    for (let end = this.#rest.indexOf(10); end !== -1; end = this.#rest.indexOf(10)) {
      const line = this.#rest.subarray(0, end).toString();
      this.#rest = this.#rest.subarray(end + 1);
      try {
        found.push(JSON.parse(line) as unknown);
      } catch {
        // Noise.
      }
    }
    if (this.#rest.length > lineBytesMax) this.#rest = Buffer.alloc(0);
    return found;
  }
}

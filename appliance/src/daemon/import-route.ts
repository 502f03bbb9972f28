// Products from the command line of this machine into the records of its office: a till that is its own office gets what it sells from there,
// so what was written beside it would be gone with the next whole feed.
import { Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { FastifyInstance } from 'fastify';
import type { PlainProduct, TakenProducts } from '../back-office/records/csv/take-products.ts';
import { bearsToken } from './local-token.ts';

export const importPath = '/setup/office/products';
/** A hundred thousand products, with room. */
const bodyBytesMax = 60_000_000;

const strict = { additionalProperties: false };
const text = (maxLength: number) => Type.String({ maxLength });
const body = TypeCompiler.Compile(
  Type.Object(
    {
      products: Type.Array(
        Type.Object(
          {
            line: Type.Integer({ minimum: 1 }),
            sku: text(200),
            name: text(1_000),
            category: text(1_000),
            vatClass: text(100),
            unit: text(20),
            price: Type.Union([Type.Null(), Type.Integer({ minimum: 0 })]),
            codes: Type.Array(text(40), { maxItems: 60 }),
            plu: Type.Union([Type.Null(), text(20)]),
          },
          strict,
        ),
        { maxItems: 100_000 },
      ),
    },
    strict,
  ),
);

export function serveImport(
  server: FastifyInstance,
  localToken: string,
  /** Undefined: there is no office here, or its records do not know the register. */
  take: ((products: readonly PlainProduct[]) => Promise<TakenProducts | undefined>) | undefined,
): void {
  server.post(importPath, { bodyLimit: bodyBytesMax }, async (request, reply) => {
    if (!bearsToken(request, localToken)) return reply.code(401).send({ error: 'not-allowed' });
    if (take === undefined) return reply.code(409).send({ error: 'no-office' });
    if (!body.Check(request.body)) return reply.code(400).send({ error: 'malformed' });
    return (await take(request.body.products)) ?? reply.code(409).send({ error: 'no-shop' });
  });
}

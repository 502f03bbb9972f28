// Routes of what was paid in on orders: what is open, and the same as a file.
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { FastifyPluginAsync } from 'fastify';
import { decimals } from '../../platform/csv/decimals.ts';
import { OpenPrepayments, type PrepaidOrder } from '../../protocol/office/prepayments.ts';
import type { Door } from '../api/door.ts';
import { InsideRoutes } from '../api/inside.ts';
import { openPrepayments, type OpenPrepaymentsParts, prepaidOrders } from './open-prepayments.ts';

export function prepaymentRoutes({
  door,
  ...parts
}: OpenPrepaymentsParts & { readonly door: Door }): FastifyPluginAsync {
  return async (server) => {
    const routes = new InsideRoutes(server, door, 'prepayments');
    routes.route(
      ['GET', '/api/prepayments'],
      {
        area: 'sales',
        summary: 'What was paid in on orders and is not used or paid back yet, the oldest first',
        answer: OpenPrepayments,
      },
      async ({ session: { scope } }) => ({ ok: true, value: await openPrepayments(parts, scope) }),
    );
    routes.route(
      ['GET', '/api/prepayments.csv'],
      { area: 'sales', summary: 'All of them as a file' },
      async ({ session: { scope } }) => ({
        ok: true,
        value: Readable.from([csvOf(await prepaidOrders(parts, scope))]),
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="prepayments.csv"',
        },
      }),
    );
  };
}

const head = [
  'order',
  'name',
  'customer',
  'shop',
  'register',
  'receipt',
  'since',
  'total',
  'prepaid',
  'currency',
];

/** Without the mark at its beginning, spreadsheets read UTF-8 as something else. */
function csvOf(orders: readonly PrepaidOrder[]): string {
  const rows = orders.map((order) => [
    order.number,
    order.name ?? '',
    order.customerName ?? '',
    order.shopName ?? '',
    order.register,
    order.receipt,
    new Date(order.since).toISOString(),
    decimals(order.total, order.exponent),
    decimals(order.amount, order.exponent),
    order.currency,
  ]);
  return `\uFEFF${stringify([head, ...rows], { record_delimiter: 'windows', escape_formulas: true })}`;
}

// A small journal to test with: sealed entries with the rows that belong to them, of one register, made without the rules of the till.
import { createPrivateKey, sign } from 'node:crypto';
import type { Entry } from '../../src/domain/journal/entry.ts';
import { firstPrev } from '../../src/domain/journal/entry.ts';
import { publicPart } from '../../src/journal/box-key.ts';
import { seal, type Signer } from '../../src/journal/chain.ts';
import type { ChainHead } from '../../src/journal/head.ts';
import type { CommitParts, ReturnedRow } from '../../src/till/journal/store.ts';

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signer whose key is made of one byte. */
export function sampleSigner(byte = 7): Signer & { readonly publicKey: string } {
  const der = Buffer.concat([pkcs8, Buffer.alloc(32, byte)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { id, publicKey } = publicPart(key);
  return { key: id, publicKey, sign: (hash) => sign(null, hash, key) };
}

export interface SampleJournal {
  readonly signer: Signer & { readonly publicKey: string };
  readonly head: ChainHead;
  /** A line added to a tab, with an answer. */
  line(name?: string): CommitParts;
  /** A completed sale with its row and a print job; `returning` gives back one piece of line `a` of that receipt. */
  sale(returning?: number): CommitParts;
  /** A signed Z-report. */
  close(): CommitParts;
  /** A copy of a receipt. */
  copy(receipt: number): CommitParts;
}

type Event = Pick<Entry, 'type' | 'payload' | 'subject'> & { readonly approvedBy?: string };

/** @param from where a journal that exists goes on */
export function sampleJournal(
  register = 'B1',
  signer = sampleSigner(),
  from: { readonly head: ChainHead; readonly receipt: number } = {
    head: { seq: 0, hash: firstPrev },
    receipt: 0,
  },
): SampleJournal {
  let { head, receipt } = from;
  let z = 0;
  const time = (): number => Date.UTC(2024, 2, 1, 8) + head.seq * 1_000;
  const append = (event: Event): CommitParts & { readonly entry: Entry } => {
    const body = { register, seq: head.seq + 1, at: time(), who: 'anna', v: 1, prev: head.hash, ...event };
    const entry = seal(body, signer);
    head = { seq: entry.seq, hash: entry.hash };
    const id = `${register}-command-${String(entry.seq)}`;
    const answer = { id, register, answer: JSON.stringify({ seq: entry.seq }), at: entry.at };
    return { entry, entries: [entry], answers: [answer], sales: [], returned: [], jobs: [] };
  };
  const payload = (content: object): Entry['payload'] => content as Entry['payload'];
  return {
    signer,
    get head() {
      return head;
    },
    line: (name = 'Lettmelk 1 l – 1 % fett, ½ pris') =>
      append({
        type: 'line.added',
        subject: 'tab:t1',
        approvedBy: 'bo',
        payload: payload({
          tab: 't1',
          line: {
            id: `l${String(head.seq)}`,
            product: { id: 'p1', name },
            quantity: 1_000,
            unitPrice: 2_490,
          },
        }),
      }),
    sale: (returning) => {
      receipt += 1;
      const returnOf =
        returning === undefined
          ? {}
          : {
              returnOf: { receipt: returning, line: 'a', gross: 2_490, vat: 325, rate: 1_500, vatCode: '33' },
            };
      const sale = {
        receipt,
        kind: returning === undefined ? 'sale' : 'return',
        tab: { id: `t${String(receipt)}`, number: `${register}-001-${String(receipt)}` },
        shift: 1,
        lines: [{ id: 'a', quantity: returning === undefined ? 2_000 : -1_000, total: 4_980, ...returnOf }],
        total: returning === undefined ? 4_980 : -2_490,
      };
      const { entry, ...parts } = append({
        type: 'sale.completed',
        subject: `tab:${sale.tab.id}`,
        payload: payload({ sale }),
      });
      const row = {
        register,
        receipt,
        seq: entry.seq,
        tab: sale.tab.id,
        tabNumber: sale.tab.number,
        shift: 1,
        kind: sale.kind,
        at: entry.at,
        total: sale.total,
        operator: entry.who,
      };
      const returned: ReturnedRow[] =
        returning === undefined
          ? []
          : [{ register, receipt: returning, line: 'a', quantity: 1_000, gross: 2_490, vat: 325 }];
      const job = {
        id: `${register}-${String(entry.seq)}`,
        register,
        kind: 'receipt',
        subject: `receipt:${String(receipt)}`,
        request: { seq: entry.seq },
        at: entry.at,
      };
      return { ...parts, sales: [row], returned, jobs: [job] };
    },
    close: () => {
      z += 1;
      return append({
        type: 'shift.closed',
        subject: `shift:${String(z)}`,
        payload: payload({ report: { register, shift: z, zNumber: z, total: 4_980 } }),
      });
    },
    copy: (of) =>
      append({
        type: 'receipt.copied',
        subject: 'shift:1',
        payload: payload({ receipt: of, amount: 4_980, copy: 1 }),
      }),
  };
}

/** Several commits as one. */
export function joined(parts: readonly CommitParts[]): CommitParts {
  return {
    entries: parts.flatMap((part) => part.entries),
    answers: parts.flatMap((part) => part.answers),
    sales: parts.flatMap((part) => part.sales),
    returned: parts.flatMap((part) => part.returned),
    jobs: parts.flatMap((part) => part.jobs),
  };
}

// What the registers of a shop ask their office about each other's tabs (decision 0011). A tab is let through as its register's journal has it;
// of it is checked what the rules read before they price it.
import { Type } from '@sinclair/typebox';

const strict = { additionalProperties: false };
const key = Type.String({ minLength: 1, maxLength: 80 });
const name = Type.String({ maxLength: 200 });
const whole = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });

/** Tabs of one shop that are told of at once. */
export const tabsToldMax = 300;

const Content = Type.Object({
  id: key,
  number: name,
  dining: Type.Union([Type.Literal('take-away'), Type.Literal('eat-in')]),
  lines: Type.Array(
    Type.Object({
      id: key,
      // No VAT class: a gift card, which is outside the VAT.
      product: Type.Object({ id: key, sku: name, name, unit: key, vatClass: name, category: name }),
      quantity: whole,
      unitPrice: whole,
      listPrice: whole,
      source: key,
    }),
    { maxItems: 2_000 },
  ),
  payments: Type.Array(Type.Object({ id: key, state: key }), { maxItems: 200 }),
  openedAt: whole,
  openedBy: key,
  revision: whole,
});

const some = <Item extends Parameters<typeof Type.Object>[0]>(item: Item) =>
  Type.Array(Type.Object(item, strict), { maxItems: tabsToldMax });

export const tabQuestions = {
  /** The tabs of the shop's other registers, and what is wanted of the asking one. Held back for a few seconds while nothing differs from
   *  what the asker has seen; then `news` is null. */
  'tabs-of-shop': {
    body: Type.Object({ seen: Type.Union([Type.Null(), key]) }, strict),
    answer: Type.Object(
      {
        seen: key,
        news: Type.Union([
          Type.Null(),
          Type.Object(
            {
              /** `at-hand`: somebody works on it. `on-its-way`: given to `to`, which has not taken it yet. */
              tabs: some({
                register: key,
                state: Type.Union([
                  Type.Literal('waiting'),
                  Type.Literal('at-hand'),
                  Type.Literal('on-its-way'),
                ]),
                to: Type.Union([Type.Null(), key]),
                content: Content,
              }),
              /** The others of the shop; `away`: not heard of for a while. */
              registers: some({ name: key, away: Type.Boolean() }),
              /** Tabs of the asker's that another one waits for. */
              wanted: some({ tab: key, by: key }),
              /** Given to the asker, and not taken yet. */
              given: some({ from: key, content: Content }),
              /** Of the asker's, taken over at this revision while it could not be asked. */
              taken: some({ tab: key, by: key, revision: whole }),
            },
            strict,
          ),
        ]),
      },
      strict,
    ),
  },
  /** One of them, to go on with. Its register is asked to give it; with `leaseMs`, it is had without asking where that register was not heard
   *  of for as long. Refused with `tab.unknown`, `tab.in-use`, `tab.owner-away`, `tab.lease-holds`, `office.no-answer`. */
  'take-tab': {
    body: Type.Object({ register: key, tab: key, leaseMs: Type.Optional(whole) }, strict),
    answer: Type.Object({ content: Content }, strict),
  },
} as const;

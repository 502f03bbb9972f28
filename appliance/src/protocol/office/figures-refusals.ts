// What figures, stock, fleet and live updates answer when they say no: each code once, with the HTTP status it travels under.

export const figuresRefusals = {
  /** `{from, to}`: the days are in the wrong order, or more than ten years apart. */
  'figures.days-order': 422,
  /** `{store}`: not one of the asker's. */
  'stock.store-closed': 403,
  /** `{direction, product}`: the reason takes other quantities. */
  'stock.reason-direction': 422,
  /** `{reason}`: the program writes it itself. */
  'stock.reason-system': 422,
  /** `{product}`: it is in the list twice. */
  'stock.product-twice': 422,
  /** `{product}`: deposits are money, not goods. */
  'stock.no-goods': 422,
  'gift-card.not-found': 404,
  /** `{register, receipt}`: nothing doubtful came back of it. */
  'returns.unknown': 404,
  /** `{quantity}`: more came back meanwhile. */
  'returns.changed': 409,
  /** No two registers have it. */
  'shared-tabs.unknown': 404,
  /** It was sold or given up meanwhile. */
  'shared-tabs.changed': 409,
  /** `{register}`. */
  'box.unknown': 404,
  /** It is not linked now. */
  'box.not-linked': 409,
  /** It has enough to do. */
  'box.busy': 409,
  /** Linked, and never answered: whether it did it is not known. */
  'box.no-answer': 504,
  /** No box has a key for it. */
  'box.not-paired': 409,
  /** `{max}`: codes open at once. */
  'pairing.too-many': 409,
  'bundle.unknown': 404,
  'alarm.unknown': 404,
  /** `{max}`: listeners of this user, or of the office. */
  'live.too-many': 429,
} as const satisfies Record<string, number>;

export type FiguresRefusal = keyof typeof figuresRefusals;

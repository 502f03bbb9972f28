// What is done with gift cards: sold, filled and paid with, cards of the till's own making and cards printed before.
import type { Moves, Scene } from './scene.ts';

type GiftCardMove = 'sell-gift-card' | 'pay-by-gift-card';

/** Printed before; each ends differently. */
export const printedCards: readonly string[] = ['WALK-0001', 'WALK-0002', 'WALK-0003'];

function aCard({ chance }: Scene): { readonly code: string } {
  return { code: chance.happens(0.05) ? 'WALK-9999' : chance.pick(printedCards) };
}

export const giftCardMoves: Moves<GiftCardMove> = {
  'sell-gift-card': {
    weight: 4,
    make: (scene) => {
      const { chance } = scene;
      if (chance.happens(0.2)) return { type: 'tasting', card: 'new' };
      const amount = chance.int(90, 600) * 100;
      if (chance.happens(0.2)) return { type: 'gift-card', amount, card: 'new' };
      return {
        type: 'gift-card',
        amount,
        card: aCard(scene),
        ...(chance.happens(0.6) ? { topUp: true } : {}),
      };
    },
  },
  'pay-by-gift-card': {
    weight: 5,
    make: (scene) => {
      const { tab, lines, chance } = scene;
      if (tab === null || lines.length === 0) return undefined;
      const part = chance.happens(0.3) ? { amount: chance.int(1, Math.max(1, Math.abs(tab.due))) } : {};
      return { tender: 'gift-card', card: aCard(scene), ...part };
    },
  },
};

// The gift cards that a shop's tills sell and take: the types that are in use, and what is allowed while the office cannot be asked.
import type { ShopItem } from '../../protocol/feed.ts';
import { byName, type EffectiveSettings, type World } from './world.ts';

export function compileGiftCards(
  world: World,
  { settings, giftCardSalt }: { readonly settings: EffectiveSettings; readonly giftCardSalt?: string },
): Pick<ShopItem, 'giftCards'> {
  if (giftCardSalt === undefined) return {};
  const types = world
    .all('gift-card-type')
    .filter(({ body }) => body.active)
    .toSorted(byName)
    .map(({ id, body: { name, purpose, vatClass, value, min, max, validityMonths, topUp } }) => ({
      id,
      name,
      purpose,
      ...(purpose === 'multi' || vatClass === null ? {} : { vatClass }),
      ...(value === null ? {} : { value }),
      ...(min === null ? {} : { min }),
      ...(max === null ? {} : { max }),
      ...(validityMonths === null ? {} : { validityMonths }),
      topUp,
    }));
  return {
    giftCards: {
      types,
      salt: giftCardSalt,
      offlineMax: settings.get('gift-cards.offline-limit'),
      printedOffline: settings.get('gift-cards.printed-offline'),
    },
  };
}

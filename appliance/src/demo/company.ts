// The demo company as the office's records and settings, in an order in which each finds what it refers to.
import type { OfficeRecord } from '../protocol/office/kinds.ts';
import type { Level, SettingKey } from '../protocol/office/settings.ts';
import { assortment } from './assortment.ts';
import { customerGroups, demoCustomers } from './customers.ts';
import { floor } from './floor.ts';
import { giftCardTypes } from './gift-cards.ts';
import { organisation } from './organisation.ts';
import { people } from './people.ts';

/** Of gift cards: the till of the demo has it before its office has sent anything. */
export const demoGiftCardSalt = 'demo';

export const demoRecords: readonly OfficeRecord[] = [
  ...organisation,
  ...floor,
  ...customerGroups,
  ...giftCardTypes,
  ...assortment,
  ...people,
  ...demoCustomers,
];

export interface DemoSettings {
  readonly level: Level;
  /** Id of the shop group, shop or register; empty for the company. */
  readonly owner: string;
  readonly values: Readonly<Partial<Record<SettingKey, unknown>>>;
}

export const demoSettings: readonly DemoSettings[] = [
  {
    level: 'company',
    owner: '',
    values: {
      'dining.switchable': true,
      'limits.open-tabs': 100,
      'limits.unit-price': 99_999_900,
      'limits.total': 999_999_900,
      'limits.return-unverified': 50_000,
      'limits.returns-per-shift': 300_000,
    },
  },
  {
    level: 'shop',
    owner: 'brygga',
    values: {
      'receipt.footer-lines': ['Takk for handelen!', 'Åpent hver dag 7–23'],
      'tips.taken': true,
      'rounds.printed': true,
      // Whoever tries the shop has no drawer to shut.
      'drawer.sale-while-open': 'allowed',
    },
  },
  {
    level: 'shop',
    owner: 'goteborg',
    values: { 'receipt.footer-lines': ['Tack för besöket!'], 'dining.switchable': false },
  },
];

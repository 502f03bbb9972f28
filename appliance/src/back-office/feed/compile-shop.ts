// The shop as one item of the feed: all that its tills must know beside products and people, now and in times to come.
import { variableMeasurePresets } from '../../domain/barcode/variable-measure-presets.ts';
import type { VariableMeasurePattern } from '../../domain/barcode/variable-measure.ts';
import { usualDenominations } from '../../domain/money/denominations.ts';
import type { ShopItem } from '../../protocol/feed.ts';
import { compileFloor } from './compile-floor.ts';
import { compileCategories } from './compile-grid.ts';
import { compileGiftCards } from './compile-gift-cards.ts';
import { compileTenders } from './compile-tenders.ts';
import { compileVat } from './compile-vat.ts';
import type { EffectiveSettings, Standing, World } from './world.ts';

type Denominations = NonNullable<NonNullable<ShopItem['closeout']>['denominations']>;

export type Logo = NonNullable<ShopItem['receipt']['logo']>;

export interface ShopFacts {
  readonly standing: Standing;
  readonly settings: EffectiveSettings;
  /** In the printer's dots; null: none. */
  readonly logo: Logo | null;
  /** Of the hashes that gift cards are known by. Absent: there are none. */
  readonly giftCardSalt?: string;
}

export function compileShop(world: World, facts: ShopFacts): ShopItem {
  const { standing, settings, logo } = facts;
  const { shop, region, currency } = standing;
  const rooms = compileFloor(world, standing);
  const { name, addressLines, organisationNumber, phone, timeZone, locale, languages } = shop.body;
  return {
    shop: {
      name,
      addressLines,
      organisationNumber,
      ...(phone === '' ? {} : { phone }),
      country: region.body.country,
      timeZone,
      locale,
    },
    currency: { code: currency.code, exponent: currency.exponent },
    vat: {
      rounding: settings.get('vat.rounding'),
      prices: region.body.prices,
      schedule: compileVat(world, region, timeZone),
    },
    cashRounding: { step: settings.get('cash.rounding-step') ?? currency.cashStep, applies: 'cash' },
    tenders: compileTenders(world, standing),
    dining: { default: settings.get('dining.default'), switchable: settings.get('dining.switchable') },
    receipt: {
      headerLines: settings.get('receipt.header-lines'),
      footerLines: settings.get('receipt.footer-lines'),
      logo,
    },
    limits: {
      linesPerTab: settings.get('limits.lines-per-tab'),
      openTabs: settings.get('limits.open-tabs'),
      quantityMax: settings.get('limits.quantity'),
      unitPriceMax: settings.get('limits.unit-price'),
      totalMax: settings.get('limits.total'),
      paymentsPerTab: settings.get('limits.payments-per-tab'),
      ...returnLimits(settings),
    },
    reasons: {
      discount: settings.get('reasons.discounts'),
      priceOverride: settings.get('reasons.price-overrides'),
      void: settings.get('reasons.voids'),
    },
    badges: { approval: settings.get('badges.approval'), logIn: settings.get('badges.log-in') },
    ...weighingOf(settings),
    ...tipsOf(settings),
    ...(settings.get('rounds.printed')
      ? { rounds: true as const, courses: coursesOf(settings, languages) }
      : {}),
    ...(settings.get('tabs.shared') ? { sharedTabs: { leaseMs: settings.get('tabs.lease') * 1_000 } } : {}),
    closeout: {
      blindCount: settings.get('closeout.blind-count'),
      openTabs: settings.get('closeout.open-tabs'),
      denominations: settings.get('closeout.count-coins') ? denominationsOf(standing) : null,
    },
    drawer: {
      leftOpenMs: settings.get('drawer.left-open') * 1_000,
      refusesSale: refusesSale(settings.get('drawer.sale-while-open'), region.body.country),
    },
    ...compileGiftCards(world, facts),
    patterns: patternsOf(standing, settings) as ShopItem['patterns'],
    languages,
    ...(rooms.length === 0 ? {} : { rooms }),
    categories: compileCategories(world),
  };
}

/** The coins and notes of each currency that lies in the drawer: the usual ones, where the shop does not name those it takes. */
function denominationsOf({ shop, currency }: Standing): Denominations {
  const foreign = shop.body.currencies.filter((each) => each.active);
  return [{ currency: currency.code, denominations: [] }, ...foreign].map((each) => ({
    currency: each.currency,
    values:
      each.denominations.length === 0
        ? [...usualDenominations(each.currency)]
        : each.denominations.toSorted((one, other) => other - one),
  }));
}

/** Only what the shop does otherwise than its country. */
function weighingOf(settings: EffectiveSettings): Pick<ShopItem, 'weighing'> {
  const minimum = settings.get('weighing.below-minimum');
  const tare = settings.get('weighing.tare');
  const price = settings.get('weighing.price-by');
  const weighing: ShopItem['weighing'] = {
    ...(minimum === 'country' ? {} : { belowMinimum: minimum === 'refused' ? 'refuse' : 'allow' }),
    ...(tare === 'country' ? {} : { tareInSteps: tare === 'in-steps' }),
    ...(price === 'country' ? {} : { priceBy: price === 'till-computes' ? 'till' : 'scale' }),
  };
  return Object.keys(weighing).length === 0 ? {} : { weighing };
}

/** Norway: no sale while the drawer is open. */
function refusesSale(chosen: 'country' | 'allowed' | 'refused', country: string): boolean {
  return chosen === 'refused' || (chosen === 'country' && country === 'NO');
}

function tipsOf(settings: EffectiveSettings): Pick<ShopItem, 'tips'> {
  if (!settings.get('tips.taken')) return {};
  const shares: readonly number[] = settings.get('tips.percentages');
  return { tips: { percentages: shares.toSorted((one, other) => one - other) } };
}

function returnLimits(settings: EffectiveSettings): Partial<ShopItem['limits']> {
  const loose = settings.get('limits.return-without-receipt');
  const unverified = settings.get('limits.return-unverified');
  const perShift = settings.get('limits.returns-per-shift');
  return {
    ...(loose === null ? {} : { returnWithoutReceiptMax: loose }),
    ...(unverified === null ? {} : { unverifiedReturnMax: unverified }),
    ...(perShift === null ? {} : { returnsPerShiftMax: perShift }),
  };
}

/** How this shop reads labels with a weight or a price in them: as it says, or as its country does. */
export function patternsOf(
  { region }: Standing,
  settings: EffectiveSettings,
): readonly VariableMeasurePattern[] {
  const presets: Readonly<Record<string, readonly VariableMeasurePattern[]>> = variableMeasurePresets;
  return (
    (settings.get('labels.patterns') as readonly VariableMeasurePattern[] | null) ??
    presets[region.body.country] ??
    []
  );
}

const usualCourses: Readonly<Record<string, readonly string[]>> = {
  en: ['Starters', 'Mains', 'Desserts'],
  nb: ['Forretter', 'Hovedretter', 'Desserter'],
  nl: ['Voorgerechten', 'Hoofdgerechten', 'Nagerechten'],
  cs: ['Předkrmy', 'Hlavní jídla', 'Dezerty'],
};

/** As the shop calls them, or as its language does. */
function coursesOf(settings: ShopFacts['settings'], [language = 'en']: readonly string[]): string[] {
  const named = settings.get('rounds.courses');
  return [...(named.length > 0 ? named : (usualCourses[language] ?? []))];
}

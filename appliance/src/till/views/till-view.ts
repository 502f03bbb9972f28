// The till's one view: who, shift, current tab, parked tabs, what just happened, and what is wrong with devices and paper.
import { minor } from '../../domain/money/money.ts';
import type { Shift } from '../../domain/register/state.ts';
import { currentTab } from '../../domain/register/tabs.ts';
import { seesExpectedCash } from '../../domain/shift/blind-count.ts';
import { buildReport } from '../../domain/shift/build-report.ts';
import { usualCloseout } from '../../domain/shop/settings.ts';
import { usualBadges } from '../../domain/shop/settings.ts';
import { permissions } from '../../domain/staff/permission.ts';
import type { DeviceStatus } from '../../devices/device.ts';
import type { ParkedTabView, TabView } from '../../protocol/tab-views.ts';
import type {
  DeviceView,
  OperatorView,
  PrintJobView,
  ScanView,
  ShiftView,
  ShopView,
  TenderView,
  TillView,
} from '../../protocol/views.ts';
import type { StorageHealth } from '../register/register.ts';
import type { Shop } from '../shop/shop.ts';
import type { StaffMember } from '../staff/staff-store.ts';
import { type AroundParts, aroundView } from './elsewhere-view.ts';
import { ownerNamed } from './owner-named.ts';
import { tableStates } from './table-states.ts';
import { parkedView } from './tab-view.ts';

export interface TillViewParts extends AroundParts {
  readonly training: boolean;
  readonly operator: StaffMember | null;
  readonly scan: ScanView | null;
  readonly nextQuantity: number | null;
  readonly printing: Readonly<Record<string, PrintJobView>>;
  readonly standIns: Readonly<Record<string, string>>;
  readonly devices: readonly DeviceStatus[];
  readonly drawerLeftOpen: number | null;
  readonly cards: TillView['cards'];
  readonly storage: StorageHealth;
}

const noReasons = { discount: false, priceOverride: false, void: false };

function shopView({ settings, languages, categories }: Shop): ShopView {
  return {
    name: settings.shop.name,
    country: settings.shop.country,
    locale: settings.shop.locale,
    timeZone: settings.shop.timeZone,
    currency: settings.currency,
    languages,
    categories: Object.fromEntries(categories.map(({ id, name }) => [id, name])),
    diningSwitchable: settings.dining.switchable,
    reasons: settings.reasons ?? noReasons,
    badges: settings.badges ?? usualBadges,
    foreign: settings.tenders.flatMap(({ foreign, active }) =>
      foreign === undefined || !active ? [] : [foreign.currency],
    ),
    closeout: settings.closeout ?? usualCloseout,
    tips: settings.tips !== undefined,
    courses: settings.rounds?.courses ?? [],
    giftCards: settings.giftCards?.types ?? [],
  };
}

function tenderViews({ settings }: Shop): readonly TenderView[] {
  return settings.tenders
    .filter(({ active }) => active)
    .map(({ id, name, kind, foreign }, position) => ({ position, id, name, kind, foreign: foreign ?? null }));
}

function operatorView(member: StaffMember): OperatorView {
  const grants = Object.fromEntries(
    permissions.map((permission) => [permission, member.role.grants[permission] ?? 'denied']),
  );
  return {
    id: member.id,
    name: member.name,
    language: member.language,
    grants: grants as OperatorView['grants'],
  };
}

function shiftView(shift: Shift, parts: TillViewParts): ShiftView {
  const { sums } = shift;
  const grants = parts.operator?.role.grants ?? {};
  const seen = seesExpectedCash({ grants }, parts.shop.settings);
  const report = buildReport(parts.state, {
    at: shift.openedAt,
    by: shift.openedBy,
    settings: parts.shop.settings,
  });
  return {
    number: shift.number,
    openedAt: shift.openedAt,
    openedBy: parts.staffNames.get(shift.openedBy) ?? shift.openedBy,
    total: sums.total,
    receipts: sums.receipts,
    averageBasket: minor(sums.receipts === 0 ? 0 : Math.round(sums.total / sums.receipts)),
    expectedCash: seen ? report.cash.map(({ currency, expected }) => ({ currency, amount: expected })) : null,
  };
}

function parkedViews({ state, shop, tabViews, staffNames }: TillViewParts): Record<string, ParkedTabView> {
  const parked = Object.values(state.tabs).filter(({ id }) => id !== state.current);
  parked.sort((a, b) => a.openedAt - b.openedAt || a.number.localeCompare(b.number));
  return Object.fromEntries(
    parked.map((tab, position) => {
      const view = parkedView(tab, tabViews.view(tab, shop.settings), position);
      const openedBy = staffNames.get(tab.openedBy) ?? tab.openedBy;
      return [tab.id, { ...view, openedBy, place: ownerNamed(view.place, staffNames) }];
    }),
  );
}

function currentView({ state, shop, tabViews, staffNames }: TillViewParts): TabView | null {
  const tab = currentTab(state);
  if (tab === undefined) return null;
  const view = tabViews.view(tab, shop.settings);
  return { ...view, place: ownerNamed(view.place, staffNames) };
}

function deviceViews({ devices, standIns }: TillViewParts): Record<string, DeviceView> {
  return Object.fromEntries(
    devices.map(({ name, kind, presence, conditions }) => {
      const standIn = standIns[name];
      return [name, { kind, presence, conditions, ...(standIn === undefined ? {} : { standIn }) }];
    }),
  );
}

export function tillView(parts: TillViewParts): TillView {
  const { state, shop } = parts;
  return {
    training: parts.training,
    register: state.register,
    shop: shopView(shop),
    operator: parts.operator === null ? null : operatorView(parts.operator),
    shift: state.shift === null ? null : shiftView(state.shift, parts),
    lastClose: state.lastClose,
    tab: currentView(parts),
    parked: parkedViews(parts),
    ...aroundView(parts),
    rooms: shop.rooms,
    tables: tableStates(parts),
    lastSale: state.lastSale,
    tenders: tenderViews(shop),
    scan: parts.scan,
    nextQuantity: parts.nextQuantity,
    printing: parts.printing,
    devices: deviceViews(parts),
    drawerLeftOpen: parts.drawerLeftOpen,
    cards: parts.cards,
    storage: parts.storage,
  };
}

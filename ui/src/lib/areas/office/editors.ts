// Editors that belong to one matter, by the name the page rules call them.
import PairingEditor from './boxes/PairingEditor.svelte';
import type { Editor } from './editor.ts';
import Allergens from './editors/Allergens.svelte';
import CampaignKind from './editors/CampaignKind.svelte';
import Denominations from './editors/Denominations.svelte';
import DimensionValues from './editors/DimensionValues.svelte';
import ExchangeRates from './editors/ExchangeRates.svelte';
import Grants from './editors/Grants.svelte';
import Languages from './editors/Languages.svelte';
import LastDay from './editors/LastDay.svelte';
import Named from './editors/Named.svelte';
import OfficeRights from './editors/OfficeRights.svelte';
import Prices from './editors/Prices.svelte';
import SalePoints from './editors/SalePoints.svelte';
import Stores from './editors/Stores.svelte';
import Badge from './people/Badge.svelte';
import DefaultStore from './people/DefaultStore.svelte';
import OfficeAccess from './people/OfficeAccess.svelte';
import PosPassword from './people/PosPassword.svelte';
import RoleOverview from './people/RoleOverview.svelte';
import AccountOfCustomer from './accounts/AccountOfCustomer.svelte';
import PointsOfCustomer from './points/PointsOfCustomer.svelte';
import StockEditor from './stock/StockEditor.svelte';
import FloorPlanEditor from './floor-plan/FloorPlanEditor.svelte';
import TemplateEditor from './template/TemplateEditor.svelte';
import Variants from './editors/Variants.svelte';
import type { CodeList } from './world-codes.ts';

interface OwnEditor {
  readonly editor: Editor;
  /** What it is told beside what every editor is. */
  readonly more: Readonly<Record<string, unknown>>;
}

const own = (editor: Editor): OwnEditor => ({ editor, more: {} });
const named = (codes: CodeList): OwnEditor => ({
  editor: Named,
  more: { codes },
});

export const editors: Readonly<Record<string, OwnEditor | undefined>> = {
  allergens: own(Allergens),
  badge: own(Badge),
  campaign: own(CampaignKind),
  country: named('country'),
  currency: named('currency'),
  denominations: own(Denominations),
  'default-store': own(DefaultStore),
  'dimension-values': own(DimensionValues),
  'exchange-rates': own(ExchangeRates),
  'floor-plan': own(FloorPlanEditor),
  grants: own(Grants),
  language: named('language'),
  languages: own(Languages),
  'last-day': own(LastDay),
  locale: named('locale'),
  'office-access': own(OfficeAccess),
  'office-rights': own(OfficeRights),
  'pos-password': own(PosPassword),
  pairing: own(PairingEditor),
  prices: own(Prices),
  'role-overview': own(RoleOverview),
  'sale-points': own(SalePoints),
  stock: own(StockEditor),
  points: own(PointsOfCustomer),
  account: own(AccountOfCustomer),
  stores: own(Stores),
  template: own(TemplateEditor),
  variants: own(Variants),
  'time-zone': named('time-zone'),
};

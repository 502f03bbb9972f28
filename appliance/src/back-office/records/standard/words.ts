// Names of the records a new office begins with, in the languages of the product. They are data: once written, the shop's own to change.
import type { Language } from './countries.ts';
import type { VatClassId } from './vat-classes.ts';

export type TenderId =
  'cash' | 'card' | 'bank-transfer' | 'meal-voucher' | 'gift-card' | 'customer-account' | 'invoice';
export type ReasonId =
  'sale' | 'return' | 'count' | 'goods-received' | 'found' | 'breakage' | 'expired' | 'theft' | 'own-use';
export type RoleId = 'staff' | 'shift-lead' | 'manager' | 'administrator' | 'self-checkout';

export interface StandardWords {
  readonly tenders: Readonly<Record<TenderId, string>>;
  readonly reasons: Readonly<Record<ReasonId, string>>;
  readonly roles: Readonly<Record<RoleId, string>>;
  readonly vatClasses: Readonly<Record<VatClassId, string>>;
  readonly store: string;
  readonly counter: string;
}

export const words: Readonly<Record<Language, StandardWords>> = {
  en: {
    tenders: {
      cash: 'Cash',
      card: 'Card',
      'bank-transfer': 'Bank transfer',
      'meal-voucher': 'Meal voucher',
      'gift-card': 'Gift card',
      'customer-account': 'Customer account',
      invoice: 'Invoice',
    },
    reasons: {
      sale: 'Sale',
      return: 'Return',
      count: 'Count',
      'goods-received': 'Goods received',
      found: 'Found',
      breakage: 'Breakage',
      expired: 'Past its date',
      theft: 'Theft',
      'own-use': 'Own use',
    },
    roles: {
      staff: 'Staff',
      'shift-lead': 'Shift lead',
      manager: 'Manager',
      administrator: 'Administrator',
      'self-checkout': 'Self-checkout',
    },
    vatClasses: {
      standard: 'Standard',
      food: 'Food',
      'served-food': 'Served food',
      drinks: 'Soft drinks',
      alcohol: 'Alcohol',
      books: 'Books and newspapers',
      deposit: 'Deposit',
      exempt: 'Without VAT',
    },
    store: 'Stock',
    counter: 'Counter',
  },
  nb: {
    tenders: {
      cash: 'Kontant',
      card: 'Kort',
      'bank-transfer': 'Bankoverføring',
      'meal-voucher': 'Matkupong',
      'gift-card': 'Gavekort',
      'customer-account': 'Kundekonto',
      invoice: 'Faktura',
    },
    reasons: {
      sale: 'Salg',
      return: 'Retur',
      count: 'Varetelling',
      'goods-received': 'Varemottak',
      found: 'Funnet',
      breakage: 'Knust',
      expired: 'Utgått på dato',
      theft: 'Tyveri',
      'own-use': 'Eget bruk',
    },
    roles: {
      staff: 'Ansatt',
      'shift-lead': 'Skiftleder',
      manager: 'Butikksjef',
      administrator: 'Administrator',
      'self-checkout': 'Selvbetjening',
    },
    vatClasses: {
      standard: 'Alminnelig',
      food: 'Mat',
      'served-food': 'Servering',
      drinks: 'Brus og drikke',
      alcohol: 'Alkohol',
      books: 'Bøker og aviser',
      deposit: 'Pant',
      exempt: 'Uten MVA',
    },
    store: 'Lager',
    counter: 'Disk',
  },
  nl: {
    tenders: {
      cash: 'Contant',
      card: 'Pin',
      'bank-transfer': 'Overschrijving',
      'meal-voucher': 'Maaltijdbon',
      'gift-card': 'Cadeaukaart',
      'customer-account': 'Klantrekening',
      invoice: 'Factuur',
    },
    reasons: {
      sale: 'Verkoop',
      return: 'Retour',
      count: 'Telling',
      'goods-received': 'Goederenontvangst',
      found: 'Gevonden',
      breakage: 'Breuk',
      expired: 'Over datum',
      theft: 'Diefstal',
      'own-use': 'Eigen gebruik',
    },
    roles: {
      staff: 'Medewerker',
      'shift-lead': 'Ploegleider',
      manager: 'Bedrijfsleider',
      administrator: 'Beheerder',
      'self-checkout': 'Zelfscan',
    },
    vatClasses: {
      standard: 'Hoog',
      food: 'Voeding',
      'served-food': 'Horeca',
      drinks: 'Frisdrank',
      alcohol: 'Alcohol',
      books: 'Boeken en kranten',
      deposit: 'Statiegeld',
      exempt: 'Zonder btw',
    },
    store: 'Voorraad',
    counter: 'Toonbank',
  },
  cs: {
    tenders: {
      cash: 'Hotovost',
      card: 'Karta',
      'bank-transfer': 'Bankovní převod',
      'meal-voucher': 'Stravenka',
      'gift-card': 'Dárková karta',
      'customer-account': 'Účet zákazníka',
      invoice: 'Faktura',
    },
    reasons: {
      sale: 'Prodej',
      return: 'Vrácení',
      count: 'Inventura',
      'goods-received': 'Příjem zboží',
      found: 'Nalezeno',
      breakage: 'Rozbito',
      expired: 'Prošlé',
      theft: 'Krádež',
      'own-use': 'Vlastní spotřeba',
    },
    roles: {
      staff: 'Obsluha',
      'shift-lead': 'Vedoucí směny',
      manager: 'Vedoucí',
      administrator: 'Správce',
      'self-checkout': 'Samoobsluha',
    },
    vatClasses: {
      standard: 'Základní',
      food: 'Potraviny',
      'served-food': 'Podávané jídlo',
      drinks: 'Nealko nápoje',
      alcohol: 'Alkohol',
      books: 'Knihy a noviny',
      deposit: 'Záloha na obal',
      exempt: 'Bez DPH',
    },
    store: 'Sklad',
    counter: 'Pult',
  },
};

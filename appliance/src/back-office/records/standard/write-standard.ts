// Writes into an empty office what every shop needs and nobody should have to type: rates, VAT classes, tenders, reason codes, roles.
import { ok } from '../../../domain/refusal.ts';
import type { Body, Kind } from '../../../protocol/office/kinds.ts';
import { type Edit, systemAuthor } from '../edits.ts';
import type { RecordStore } from '../record-store.ts';
import type { RecordResult } from '../refusals.ts';
import type { Language } from './countries.ts';
import { standardRoles } from './roles.ts';
import { vatClasses } from './vat-classes.ts';
import { vatRates } from './vat-rates.ts';
import { type ReasonId, type RoleId, type StandardWords, type TenderId, words } from './words.ts';

/** SAF-T basic codes of Skatteetaten's list 12: cash, debit card, bank account, gift token, customer card, other. */
const tenders: Readonly<Record<TenderId, Omit<Body<'tender-type'>, 'name' | 'kind' | 'predefined' | 'active'>>> = {
  cash: { code: '12001', opensDrawer: true, overTender: true, givesChange: true, rounded: true, account: '' },
  card: { code: '12002', opensDrawer: false, overTender: false, givesChange: false, rounded: false, account: '' },
  'bank-transfer': { code: '12004', opensDrawer: false, overTender: false, givesChange: false, rounded: false, account: '' },
  'meal-voucher': { code: '12999', opensDrawer: true, overTender: true, givesChange: false, rounded: false, account: '' },
  'gift-card': { code: '12005', opensDrawer: false, overTender: false, givesChange: false, rounded: false, account: '' },
  'customer-account': { code: '12006', opensDrawer: false, overTender: false, givesChange: false, rounded: false, account: '' },
  invoice: { code: '12999', opensDrawer: false, overTender: false, givesChange: false, rounded: false, account: '' },
}; // prettier-ignore

const reasons: Readonly<Record<ReasonId, Omit<Body<'reason-code'>, 'name' | 'active'>>> = {
  sale: { direction: 'negative', system: 'sale' },
  return: { direction: 'positive', system: 'return' },
  count: { direction: 'neutral', system: 'count' },
  'goods-received': { direction: 'positive', system: null },
  found: { direction: 'positive', system: null },
  breakage: { direction: 'negative', system: null },
  expired: { direction: 'negative', system: null },
  theft: { direction: 'negative', system: null },
  'own-use': { direction: 'negative', system: null },
};

type Bodies<K extends Kind> = readonly (readonly [id: string, body: Body<K>])[];

function tenderBodies({ tenders: names }: StandardWords): Bodies<'tender-type'> {
  return (Object.keys(tenders) as TenderId[]).map((id) => [
    id,
    { ...tenders[id], name: names[id], kind: id, predefined: true, active: true },
  ]);
}

function reasonBodies({ reasons: names }: StandardWords): Bodies<'reason-code'> {
  return (Object.keys(reasons) as ReasonId[]).map((id) => [
    id,
    { ...reasons[id], name: names[id], active: true },
  ]);
}

function roleBodies({ roles: names }: StandardWords): Bodies<'role'> {
  return (Object.keys(standardRoles) as RoleId[]).map((id) => [
    id,
    { ...standardRoles[id], name: names[id], active: true },
  ]);
}

function vatClassBodies({ vatClasses: names }: StandardWords): Bodies<'vat-class'> {
  return vatClasses.map((id) => [id, { name: names[id], active: true }]);
}

function vatRateBodies(): Bodies<'vat-rate'> {
  return Object.entries(vatRates).flatMap(([country, rates]) =>
    rates.map(([id, name, code, ...values]) => {
      const dated = values.map(([validFrom, rate]) => ({ validFrom, rate }));
      return [
        id,
        // Several countries call a rate the same.
        { name: `${country} ${name}`, country, code, values: dated, predefined: true, active: true },
      ] as const;
    }),
  );
}

async function put<K extends Kind>(
  records: RecordStore,
  kind: K,
  bodies: Bodies<K>,
): Promise<RecordResult<undefined>> {
  const edits: Edit<K>[] = bodies.map(([id, body]) => ({ id, isNew: true, body }));
  const written = await records.changeMany(kind, edits, systemAuthor);
  const [problem] = written.ok ? [] : written.problems;
  return problem === undefined ? ok(undefined) : { ok: false, refusal: problem.refusal };
}

/** Does nothing where a record of the kind already is: an office is filled once, and a start that was cut off goes on. */
export async function writeStandard(records: RecordStore, language: Language): Promise<void> {
  const said = words[language];
  const steps = [
    () => putOnce(records, 'vat-rate', vatRateBodies()),
    () => putOnce(records, 'vat-class', vatClassBodies(said)),
    () => putOnce(records, 'tender-type', tenderBodies(said)),
    () => putOnce(records, 'reason-code', reasonBodies(said)),
    () => putOnce(records, 'role', roleBodies(said)),
  ];
  for (const step of steps) {
    const written = await step();
    // What the product brings along fits its own rules, or the product is broken.
    if (!written.ok) throw new Error(`standard records: ${written.refusal.code}`);
  }
}

async function putOnce<K extends Kind>(
  records: RecordStore,
  kind: K,
  bodies: Bodies<K>,
): Promise<RecordResult<undefined>> {
  const there = await records.list(kind, { active: 'all', pageSize: 1 });
  if (!there.ok) return there;
  return there.value.total > 0 ? ok(undefined) : put(records, kind, bodies);
}

/** Calls what nobody has touched yet by its name in another language: a company that has chosen its country reads its own words. */
export async function renameUntouched(records: RecordStore, language: Language): Promise<void> {
  const said = words[language];
  await rename(records, 'vat-class', said.vatClasses);
  await rename(records, 'tender-type', said.tenders);
  await rename(records, 'reason-code', said.reasons);
  await rename(records, 'role', said.roles);
}

async function rename(
  records: RecordStore,
  kind: 'vat-class' | 'tender-type' | 'reason-code' | 'role',
  names: Readonly<Record<string, string>>,
): Promise<void> {
  for (const { id, body } of await records.findMany(kind, Object.keys(names))) {
    const history = await records.history(kind, id);
    const name = names[id];
    if (name === undefined || body.name === name || history.some(({ by }) => by !== systemAuthor)) continue;
    // A name that somebody took meanwhile stays theirs.
    await records.edit(kind, { id, body: (before) => ({ ...before, name }) }, systemAuthor);
  }
}

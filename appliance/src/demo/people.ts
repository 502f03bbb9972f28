// Who works in the demo company. The PINs and the password are printed at start and are good for nothing but this company.
import type { Body, OfficeRecord } from '../protocol/office/kinds.ts';
import { officeAreas } from '../protocol/office/rights.ts';
import { defaultRoles } from '../till/staff/roles.ts';
import { record } from './organisation.ts';

export interface DemoUser {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly language: Body<'user'>['language'];
  readonly pin: string;
  readonly colour: string;
}

/** Those who log in at the till of the shop. */
export const demoUsers: readonly DemoUser[] = [
  { id: 'ingrid', name: 'Ingrid Solberg', role: 'staff', language: 'nb', pin: '1234', colour: 'green' },
  { id: 'pavel', name: 'Pavel Dvořák', role: 'staff', language: 'cs', pin: '2345', colour: 'blue' },
  { id: 'femke', name: 'Femke de Vries', role: 'manager', language: 'nl', pin: '9876', colour: 'orange' },
  { id: 'alex', name: 'Alex Morgan', role: 'administrator', language: 'en', pin: '4321', colour: 'violet' },
];

/** At the stall only. */
const stallUser: DemoUser = {
  id: 'astrid',
  name: 'Astrid Lindqvist',
  role: 'staff',
  language: 'en',
  pin: '3456',
  colour: 'pink',
};

/** Enters the office. */
export const demoOfficeUser = { id: 'alex', email: 'alex@brygga.example', password: 'Brygga-1814-bris' };

/** By user. */
export const demoPins: ReadonlyMap<string, string> = new Map(
  [...demoUsers, stallUser].map(({ id, pin }) => [id, pin]),
);

/** What each role may do in the office. */
const officeRights: Readonly<Record<string, Body<'role'>['office']>> = {
  staff: {},
  manager: { sales: 'read', assortment: 'edit', stock: 'edit', templates: 'edit', customers: 'edit' },
  administrator: Object.fromEntries(officeAreas.map((area) => [area, 'edit'])),
};

function userOf({ id, name, role, language, colour }: DemoUser, index: number): OfficeRecord<'user'> {
  const [firstName = '', ...rest] = name.split(' ');
  const everywhere = role !== 'staff';
  const here = id === stallUser.id ? ['goteborg'] : everywhere ? ['brygga', 'goteborg'] : ['brygga'];
  const enters = id === demoOfficeUser.id;
  return record('user', id, {
    number: String(index + 1),
    firstName,
    lastName: rest.join(' '),
    language,
    email: enters ? demoOfficeUser.email : null,
    pinLogin: true,
    selfCheckout: everywhere,
    colour,
    salePoints: here.map((salePoint) => ({ salePoint, role })),
    stores: everywhere ? ['bergen', 'goteborg'] : [],
    defaultStore: everywhere ? 'bergen' : null,
    officeRole: enters ? 'administrator' : null,
    active: true,
  });
}

export const people: readonly OfficeRecord[] = [
  ...defaultRoles.map(({ id, name, grants }) =>
    record('role', id, { name, grants: { ...grants }, office: officeRights[id] ?? {}, active: true }),
  ),
  ...[...demoUsers, stallUser].map(userOf),
];

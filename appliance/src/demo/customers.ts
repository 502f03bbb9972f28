// Customers of the demo company, and the groups they are in. Nobody of these names lives there; the numbers are those kept for stories.
import type { OfficeRecord } from '../protocol/office/kinds.ts';
import { record } from './organisation.ts';

export const customerGroups: readonly OfficeRecord<'customer-group'>[] = [
  // A point for each krone, ten points for a krone off: a tenth of what is paid comes back.
  record('customer-group', 'regulars', {
    name: 'Stamgjest',
    discount: 500,
    pointsPerUnit: 1,
    pointsPerUnitOff: 10,
    pointsMin: 50,
    pointsShareMax: 5_000,
    pointsOfflineMax: 200,
    active: true,
  }),
  record('customer-group', 'crew', { name: 'Ansatt', discount: 2_000, pointsPerUnit: 0, active: true }),
];

const customer = (
  number: string,
  name: string,
  rest: {
    readonly email?: string;
    readonly phone?: string;
    readonly groups?: string[];
    readonly creditLimit?: number;
  } = {},
): OfficeRecord<'customer'> =>
  record('customer', `customer-${number}`, {
    name,
    number,
    email: rest.email ?? null,
    phone: rest.phone ?? '',
    organisationNumber: '',
    addressLines: [],
    language: null,
    groups: rest.groups ?? [],
    creditLimit: rest.creditLimit ?? null,
    note: '',
    active: true,
  });

export const demoCustomers: readonly OfficeRecord<'customer'>[] = [
  customer('1001', 'Kari Bryggen', {
    email: 'kari@brygga.example',
    phone: '+47 99 00 00 01',
    groups: ['regulars'],
  }),
  customer('1002', 'Åse Nygård', {
    email: 'ase@brygga.example',
    phone: '+47 99 00 00 02',
    groups: ['regulars'],
  }),
  customer('1003', 'Ola Bryggen', { phone: '+47 99 00 00 03' }),
  customer('1004', 'Nattskift AS', { email: 'kontor@nattskift.example', creditLimit: 1_000_000 }),
  customer('1005', 'Jonas Vik', { phone: '+47 99 00 00 05', groups: ['regulars', 'crew'] }),
];

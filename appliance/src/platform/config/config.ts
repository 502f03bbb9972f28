// The box's own settings, read once at start from the environment and one optional JSON file, checked whole, then frozen.
// What a shop decides (prices, VAT, users) is not here: it comes down the feed into the database.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { officeRegister } from '../../domain/journal/entry.ts';
import { DeviceSettingSchema } from '../../protocol/device-set-up.ts';
import { Fault } from '../fault.ts';

/** Every key needs a restart to take effect. */
const Config = Type.Object(
  {
    /** Address to listen on; anything but loopback needs `hosts`. */
    address: Type.String({ default: '127.0.0.1' }),
    port: Type.Integer({ minimum: 0, maximum: 65_535, default: 8080 }),
    /** Host names pages may be opened under, besides localhost and the loopback addresses. */
    hosts: Type.Array(Type.String({ maxLength: 253 }), { default: [], maxItems: 20 }),
    dataFolder: Type.String({ default: '.data' }),
    pagesFolder: Type.String({ default: 'ui/build' }),
    register: Type.String({ pattern: '^[A-Z0-9]{1,8}$', default: 'B1' }),
    logLevel: Type.Union(
      [
        Type.Literal('debug'),
        Type.Literal('info'),
        Type.Literal('warn'),
        Type.Literal('error'),
        Type.Literal('silent'),
      ],
      { default: 'info' },
    ),
    devices: Type.Array(DeviceSettingSchema, { default: [], maxItems: 40 }),
    /** Control address of the simulator process, for the bench page. Empty: no bench. */
    simulators: Type.String({ default: '', maxLength: 200 }),
    /** What this box is. With both, its till is linked to its own office. */
    roles: Type.Array(Type.Union([Type.Literal('till'), Type.Literal('back-office')]), {
      default: ['till', 'back-office'],
      minItems: 1,
      uniqueItems: true,
    }),
    /** Address on which the office listens, by TLS, for boxes, phones and tablets. Empty: for nobody outside this machine. */
    officeAddress: Type.String({ default: '', maxLength: 253 }),
    officePort: Type.Integer({ minimum: 0, maximum: 65_535, default: 8443 }),
    /** Demo shop: fills an empty database with a shop, products and staff with known PINs. Never on a real till. */
    demo: Type.Boolean({ default: false }),
  },
  { additionalProperties: false },
);

export type Config = Readonly<Static<typeof Config>>;

/** Environment variable → key. */
const variables: Readonly<Record<string, string>> = {
  COUNTERTOP_ADDRESS: 'address',
  COUNTERTOP_PORT: 'port',
  COUNTERTOP_DATA: 'dataFolder',
  COUNTERTOP_PAGES: 'pagesFolder',
  COUNTERTOP_REGISTER: 'register',
  COUNTERTOP_LOG: 'logLevel',
  COUNTERTOP_SIMULATORS: 'simulators',
  COUNTERTOP_DEMO: 'demo',
  COUNTERTOP_ROLES: 'roles',
  COUNTERTOP_OFFICE_ADDRESS: 'officeAddress',
  COUNTERTOP_OFFICE_PORT: 'officePort',
};

/** Keys that hold a list: in a variable its members stand between commas. */
const lists: ReadonlySet<string> = new Set(['roles']);

function fromFile(path: string | undefined): object {
  if (path === undefined || path === '') return {};
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  } catch (error) {
    throw new Fault(
      'config.invalid',
      { file: path, problems: [error instanceof Error ? error.message : 'unreadable'] },
      error,
    );
  }
  throw new Fault('config.invalid', { file: path, problems: ['not a JSON object'] });
}

/** Throws Fault `config.invalid` with every problem found, not just the first. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set: Record<string, unknown> = {};
  for (const [variable, key] of Object.entries(variables)) {
    const value = env[variable];
    if (value === undefined || value === '') continue;
    set[key] = lists.has(key) ? value.split(',').map((each) => each.trim()) : value;
  }
  // Variables are text and become numbers; a file says what it means.
  const config = Value.Default(Config, {
    ...fromFile(env['COUNTERTOP_CONFIG']),
    ...(Value.Convert(Config, set) as object),
  });
  if (!Value.Check(Config, config)) {
    const problems = [...Value.Errors(Config, config)].map(
      ({ path, message }) => `${path === '' ? 'config' : path}: ${message}`,
    );
    throw new Fault('config.invalid', { problems });
  }
  const contradictions = contradictionsOf(config);
  if (contradictions.length > 0) throw new Fault('config.invalid', { problems: contradictions });
  return Object.freeze({
    ...config,
    dataFolder: resolve(config.dataFolder),
    pagesFolder: resolve(config.pagesFolder),
  });
}

/** What each key alone may say, and all together may not. */
function contradictionsOf({ address, hosts, register, roles, officeAddress }: Config): readonly string[] {
  const problems: string[] = [];
  if (!isLoopback(address) && hosts.length === 0)
    problems.push('/hosts: listening beyond loopback needs the host names pages are opened under');
  if (register === officeRegister) problems.push(`/register: ${officeRegister} is the office's own journal`);
  if (officeAddress !== '' && !roles.includes('back-office'))
    problems.push('/officeAddress: only a box with the role back-office has an office to listen for');
  return problems;
}

export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);
}

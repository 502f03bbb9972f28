// The face of the wire for the UI: types of frames, commands, views and failures, and the version. Schemas stay in the daemon.
export { protocolVersion } from './version.ts';
export type * from './frames.ts';
export type * from './floor-views.ts';
export type * from './views.ts';
export type * from './working-times.ts';
export type * from './box-view.ts';
export type * from './cash.ts';
export type * from './commands.ts';
export type * from './failures.ts';
export type * from './answers.ts';
export type * from './simulators.ts';
export type * from './fleet.ts';
export type * from './office/assortment.ts';
export type * from './office/figures.ts';
export type * from './office/kinds.ts';
export type * from './office/organisation.ts';
export type * from './office/people.ts';
/** The people's routes: `peopleApi.Me`, `peopleApi.Seats`… */
export type * as peopleApi from './office/people-api.ts';
export type * from './office/pos.ts';
export type * from './office/rights.ts';
export type * from './office/selling.ts';
export type * from './office/settings.ts';
export type * from './office/start.ts';
export type * from './office/figures.ts';
export type * from './office/people-api.ts';
export type * from './office/modules.ts';
export type * from './sync.ts';

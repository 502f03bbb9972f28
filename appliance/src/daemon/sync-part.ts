// The box's link to its office: its own over loopback, another machine's by TLS to the key it was paired with.
import type { Config } from '../platform/config/config.ts';
import { isFault } from '../platform/fault.ts';
import { openBoxLink } from '../platform/link/box-links.ts';
import { pinnedAgent } from '../platform/tls/pinned.ts';
import { syncFrameBytesMax, syncPath } from '../protocol/sync.ts';
import { BoxEnd } from '../sync/box/box-end.ts';
import type { BoxEndParts } from '../sync/box/box-end-parts.ts';
import type { BoxSelf } from '../sync/ports.ts';
import { TillFeed } from '../till/feed/till-feed.ts';
import { journalOutbox } from '../till/journal/outbox.ts';
import type { PictureKeeper } from '../till/pictures/picture-keeper.ts';
import type { BoxPart } from './box-part.ts';
import type { OfficeStore } from './office-part.ts';
import { type DaemonPorts, type Ends, version } from './ports.ts';
import type { TillPart } from './till-part.ts';

export interface SyncGround {
  readonly config: Config;
  readonly ports: DaemonPorts;
  readonly box: BoxPart;
  readonly till: TillPart | undefined;
  readonly self: BoxSelf;
  /** Undefined: there is no other machine to fetch pictures from. */
  readonly pictures: PictureKeeper | undefined;
  readonly ends: Ends;
}

/** Where the office is: here, on this port, or where the pairing says. */
export type OfficePlace = { readonly own: OfficeStore; readonly port: number } | 'elsewhere';

/** The till of a box with both roles is enrolled with its own office at the first start; what was revoked stays revoked. */
export async function enrolOwnTill(office: OfficeStore, { register, signer }: BoxPart): Promise<void> {
  if ((await office.boxes.box(signer.key)) !== undefined) return;
  const keys = [{ id: signer.key, publicKey: signer.publicKey }];
  await office.boxes.enrol({ register, keys, version, by: 'system' });
}

/** Not started yet. Undefined: the box was never paired. */
export function openSync(ground: SyncGround, place: OfficePlace): BoxEnd | undefined {
  const { ports, box, till, self, config, pictures } = ground;
  const { clock, ids, randomness, log } = ports;
  const way = wayTo(ground, place);
  if (way === undefined) return undefined;
  const end = new BoxEnd({
    connect: way.connect,
    outbox: journalOutbox(box.database, box.register, (listener) => {
      till?.register.onCommit((_state, events) => {
        if (events.length > 0) listener();
      });
    }),
    inbox: inboxOf(ground),
    self,
    signer: box.signer,
    clock,
    ids,
    randomness,
    log,
    about: { register: box.register, version, roles: config.roles, office: way.office },
  });
  end.onChange(({ phase }) => {
    if (phase === 'linked') pictures?.reached();
  });
  return end;
}

/** What the office sends becomes the till's; a box without a shop begins anew when it has one. */
function inboxOf({ ports, box, till, pictures }: SyncGround): TillFeed {
  const { clock, log } = ports;
  const feed = new TillFeed({ database: box.database, clock, log });
  feed.onApplied((fed) => {
    if (fed.shop || fed.products) pictures?.changed();
    if (till === undefined) {
      if (fed.shop) ports.restart('a shop came');
      return;
    }
    till.till.fed(fed).catch((error: unknown) => {
      if (!isFault(error)) throw error;
      log.error({ error }, 'what the office sent is stored, but not shown yet');
    });
  });
  return feed;
}

interface Way {
  readonly office: string;
  readonly connect: BoxEndParts['connect'];
}

function wayTo({ config, ports, box, ends }: SyncGround, place: OfficePlace): Way | undefined {
  const { clock } = ports;
  const frameBytesMax = syncFrameBytesMax;
  if (place !== 'elsewhere') {
    const url = `ws://${ownHost(config.address)}:${place.port}${syncPath}`;
    return {
      office: place.own.id,
      connect: async (signal) => openBoxLink({ url, compress: false, frameBytesMax, clock, signal }),
    };
  }
  const { pairing } = box;
  if (pairing === undefined) return undefined;
  const agent = pinnedAgent({ fingerprint: pairing.fingerprint, clock });
  ends.push(() => {
    agent.destroy();
  });
  const url = `wss://${pairing.address}${syncPath}`;
  return {
    office: pairing.office,
    connect: async (signal) => openBoxLink({ url, agent, compress: true, frameBytesMax, clock, signal }),
  };
}

/** How this machine reaches its own server. */
function ownHost(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  return address.includes(':') ? `[${address}]` : address;
}

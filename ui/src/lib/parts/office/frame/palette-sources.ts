// What the command palette searches: sources that answer each in its own time, shown as groups in the order of the sources.
import type { Icon } from '../../icon.ts';
import { ranked, withRecent, type Nameable } from './palette-ranking.ts';

export interface PaletteItem extends Nameable {
  /** Told apart by this over all sources: what was used lately is kept by it. */
  readonly id: string;
  /** Tells apart what has the same name: a code, a date, a place. */
  readonly detail?: string | undefined;
  readonly icon?: Icon | undefined;
  /** Where it leads; one with an address can be shown again among the recently used. */
  readonly href?: string | undefined;
  /** What it does instead of leading somewhere. */
  readonly run?: (() => void) | undefined;
}

export interface PaletteSource {
  readonly key: string;
  readonly label: string;
  /** Things that are known whole (pages, commands): ranked here. */
  readonly items?: readonly PaletteItem[];
  /** Things that are asked for. Not asked with nothing typed. */
  readonly search?: (typed: string, signal: AbortSignal) => Promise<readonly PaletteItem[]>;
}

export interface PaletteGroup {
  readonly key: string;
  readonly label: string;
  readonly items: readonly PaletteItem[];
  readonly failed: boolean;
}

export const groupLimit = 6;
const recentLimit = 6;

/** What is known without asking: the best of each source's own things. */
export function knownGroup({ key, label, items = [] }: PaletteSource, typed: string): PaletteGroup {
  return { key, label, items: ranked(typed, items, groupLimit), failed: false };
}

/** The entry as it can be kept as text; undefined for one that only a program can run. */
export function keptEntry({ id, label, detail, href }: PaletteItem): string | undefined {
  return href === undefined ? undefined : JSON.stringify({ id, label, detail, href });
}

export function withRecentItem(recent: readonly string[], item: PaletteItem): readonly string[] {
  const kept = keptEntry(item);
  const others = recent.filter((each) => recentItem(each)?.id !== item.id);
  return kept === undefined ? recent : withRecent(others, kept, recentLimit);
}

/** What was kept, where it still is what it should be. */
export function recentItem(text: string): PaletteItem | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<'id' | 'label' | 'detail' | 'href', unknown>>;
    const { id, label, detail, href } = value;
    if (typeof id !== 'string' || typeof label !== 'string' || typeof href !== 'string') return undefined;
    // Only ways within this program: what a browser keeps may be old, or not ours.
    if (!href.startsWith('/') || href.startsWith('//')) return undefined;
    return { id, label, href, detail: typeof detail === 'string' ? detail : undefined };
  } catch {
    return undefined;
  }
}

// The office as its pages have it: who is signed in, what they may do, the one way to ask the server, and names for ids.
import type { Kind, OfficeArea } from '@countertop/appliance/protocol';
import { createContext } from 'svelte';
import { OfficeApi } from './api.ts';
import { Live } from './live.ts';
import type { Me, ModuleName } from './me.ts';
import { Names } from './names.svelte.ts';
import { pageOf } from './pages/all.ts';
import { ToReview } from './to-review.svelte.ts';

export class Office {
  /** Undefined: not asked yet. Null: nobody. */
  me = $state.raw<Me | null | undefined>();
  /** Somebody was signed in and is not any more, without having asked for it. */
  ended = $state(false);
  readonly api = new OfficeApi(() => {
    this.ended ||= Boolean(this.me);
    this.me = null;
  });
  readonly live = new Live();
  readonly names = new Names(this.api, this.live);
  readonly toReview = new ToReview(this.api);

  async whoAmI(): Promise<void> {
    const answer = await this.api.ask<Me>('GET', '/me');
    if (answer.ok) this.me = answer.value;
    else if (answer.failure.status === 401) this.me = null;
  }

  may(area: OfficeArea | undefined, right: 'read' | 'edit' = 'read'): boolean {
    if (area === undefined) return true;
    const held = this.me?.rights[area] ?? 'none';
    return right === 'edit' ? held === 'edit' : held !== 'none';
  }

  /** Switched on, or nobody asked yet. */
  hasModule(name: ModuleName | undefined): boolean {
    return this.me?.modules.find((module) => module.name === name)?.active ?? true;
  }

  mayEdit(kind: Kind): boolean {
    return this.may(pageOf(kind)?.area, 'edit');
  }

  async signOut(): Promise<void> {
    await this.api.ask('POST', '/sign-out');
    this.ended = false;
    this.me = null;
  }
}

export const [getOffice, setOffice] = createContext<Office>();

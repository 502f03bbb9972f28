// The active records of a small kind by name, for choices: what is out of use is not offered anew. Asked again when the office says they changed.
import type { Kind } from '@countertop/appliance/protocol';
import type { Office } from '$lib/office/office.svelte.ts';

const most = 500;

export interface ActiveRecord {
  readonly id: string;
  readonly name: string;
}

export class ActiveRecords {
  records = $state.raw<readonly ActiveRecord[]>([]);
  /** They are what the office said. */
  ready = $state(false);

  constructor(office: Office, kind: () => Kind) {
    const load = async (): Promise<void> => {
      const of = kind();
      const found = await office.names.search(of, '', most);
      if (of !== kind()) return;
      this.records = found.map(({ id, label }) => ({ id, name: label }));
      this.ready = true;
    };
    $effect(() => {
      void load();
      return office.live.hear((nudge) => {
        if (nudge === 'everything' || (nudge.what === 'records' && (nudge.kind ?? kind()) === kind()))
          void load();
      });
    });
  }
}

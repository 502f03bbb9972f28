// A record while somebody works on it: the draft, what differs from what is stored, and what the office said when it was saved.
import type { Kind, OfficeRecord } from '@countertop/appliance/protocol';
import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Answer, OfficeApi, OfficeFailure, WriteOptions } from '$lib/office/api.ts';
import type { PageRule } from '$lib/office/page-rule.ts';

type Draft = Record<string, unknown>;

/** What belongs to a record but is no part of it, a password: goes to the office once the record is saved. */
export interface Errand {
  readonly value: string;
  /** `id`: of the record. */
  readonly run: (id: string, value: string) => Promise<Answer<unknown>>;
}

export class RecordDraft {
  readonly #api: OfficeApi;
  readonly rule: PageRule;
  record = $state.raw<OfficeRecord | undefined>();
  body = $state<Draft>({});
  /** By a name of their own; each is gone once the office took it. */
  readonly errands = new SvelteMap<string, Errand>();
  saving = $state(false);
  failure = $state.raw<OfficeFailure | undefined>();
  #stored = $state.raw<Draft>({});

  /** Fields whose value is not the stored one. */
  readonly changed: readonly string[] = $derived(
    Object.keys(this.body).filter((key) => !same(this.body[key], this.#stored[key])),
  );

  constructor(api: OfficeApi, rule: PageRule, start: { record?: OfficeRecord; body?: Draft }) {
    this.#api = api;
    this.rule = rule;
    if (start.record) this.#take(start.record);
    else {
      this.#stored = rule.blank();
      this.body = copy(start.body ?? this.#stored);
    }
  }

  get isNew(): boolean {
    return this.record === undefined;
  }

  /** How much there is to save. */
  get changes(): number {
    return this.changed.length + this.errands.size;
  }

  /** Puts one field back, or all. */
  revert(key?: string): void {
    if (key === undefined) {
      this.body = copy(this.#stored);
      this.errands.clear();
    } else this.body[key] = copy(this.#stored)[key];
    this.failure = undefined;
  }

  /** The stored record after it, or undefined when the office refused. An errand that is refused leaves its failure, and stays. */
  async save(options: WriteOptions = {}): Promise<OfficeRecord | undefined> {
    if (this.saving) return undefined;
    this.saving = true;
    this.failure = undefined;
    const answer = await this.#store(options);
    if (answer.ok) {
      this.#take(answer.value);
      await this.#runErrands(answer.value.id);
    } else this.failure = answer.failure;
    this.saving = false;
    return answer.ok ? answer.value : undefined;
  }

  /** Somebody else changed it meanwhile: their values where the draft has none of its own. */
  rebase(record: OfficeRecord): void {
    const mine = new Set(this.changed);
    const kept = $state.snapshot(this.body);
    this.#take(record);
    for (const key of mine) this.body[key] = kept[key];
  }

  /** What somebody else made of it, and nothing of one's own. */
  takeOver(record: OfficeRecord): void {
    this.errands.clear();
    this.#take(record);
  }

  async #store(options: WriteOptions): Promise<Answer<OfficeRecord>> {
    const body = $state.snapshot(this.body) as unknown as OfficeRecord['body'];
    const { record, rule } = this;
    if (record === undefined) return this.#api.create<Kind>(rule.path, body);
    if (this.changed.length === 0) return { ok: true, value: record };
    return this.#api.change<Kind>(rule.path, { id: record.id, revision: record.revision, body }, options);
  }

  async #runErrands(id: string): Promise<void> {
    for (const [name, { run, value }] of [...this.errands]) {
      const answer = await run(id, value);
      if (answer.ok) this.errands.delete(name);
      else this.failure = answer.failure;
    }
  }

  #take(record: OfficeRecord): void {
    this.record = record;
    this.#stored = record.body;
    this.body = copy(this.#stored);
    this.failure = undefined;
  }
}

/** The draft of the form one stands in: for editors that have more to say than a field holds. */
export const [getDraft, setDraft] = createContext<RecordDraft>();

function copy(body: Draft): Draft {
  return structuredClone(body);
}

/** Records are plain JSON: their text tells whether they are the same, as long as nobody sorts their members. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

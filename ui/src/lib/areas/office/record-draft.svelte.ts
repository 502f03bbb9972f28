// A record while somebody works on it: the draft, what differs from what is stored, and what the office said when it was saved.
import type { Kind, OfficeRecord } from '@countertop/appliance/protocol';
import type { OfficeApi, OfficeFailure } from '$lib/office/api.ts';
import type { PageRule } from '$lib/office/page-rule.ts';

type Draft = Record<string, unknown>;

export class RecordDraft {
  readonly #api: OfficeApi;
  readonly rule: PageRule;
  record = $state.raw<OfficeRecord | undefined>();
  body = $state<Draft>({});
  saving = $state(false);
  failure = $state.raw<OfficeFailure | undefined>();
  #stored = $state.raw<Draft>({});

  /** Fields whose value is not the stored one. */
  readonly changed: readonly string[] = $derived(
    Object.keys(this.body).filter((key) => !same(this.body[key], this.#stored[key])),
  );

  constructor(api: OfficeApi, rule: PageRule, start: { record?: OfficeRecord; blank?: Draft }) {
    this.#api = api;
    this.rule = rule;
    if (start.record) this.#take(start.record);
    else {
      this.#stored = (start.blank ?? rule.blank()) as Draft;
      this.body = copy(this.#stored);
    }
  }

  get isNew(): boolean {
    return this.record === undefined;
  }

  /** Puts one field back, or all. */
  revert(key?: string): void {
    if (key === undefined) this.body = copy(this.#stored);
    else this.body[key] = copy(this.#stored)[key];
    this.failure = undefined;
  }

  /** The stored record after it, or undefined when the office refused. */
  async save(): Promise<OfficeRecord | undefined> {
    if (this.saving) return undefined;
    this.saving = true;
    this.failure = undefined;
    const body = $state.snapshot(this.body) as unknown as OfficeRecord['body'];
    const { record, rule } = this;
    const answer =
      record === undefined
        ? await this.#api.create<Kind>(rule.path, body)
        : await this.#api.change<Kind>(rule.path, { id: record.id, revision: record.revision, body });
    this.saving = false;
    if (!answer.ok) {
      this.failure = answer.failure;
      return undefined;
    }
    this.#take(answer.value);
    return answer.value;
  }

  /** Somebody else changed it meanwhile: their values where the draft has none of its own. */
  rebase(record: OfficeRecord): void {
    const mine = new Set(this.changed);
    const kept = $state.snapshot(this.body);
    this.#take(record);
    for (const key of mine) this.body[key] = kept[key];
  }

  #take(record: OfficeRecord): void {
    this.record = record;
    this.#stored = record.body as Draft;
    this.body = copy(this.#stored);
    this.failure = undefined;
  }
}

function copy(body: Draft): Draft {
  return structuredClone(body);
}

/** Records are plain JSON: their text tells whether they are the same, as long as nobody sorts their members. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

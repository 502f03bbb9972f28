// One question to the office at a time: whether it is being asked, and what the office said against it.
import type { Answer, OfficeFailure } from '$lib/office/api.ts';

export class Asking {
  busy = $state(false);
  /** The same, for those who must not wait for it to change. */
  #asked = false;
  failure = $state.raw<OfficeFailure>();

  /** The answer's value; undefined where the office refused, or a question is on its way already. */
  async ask<T>(question: () => Promise<Answer<T>>): Promise<{ readonly value: T } | undefined> {
    if (this.#asked) return undefined;
    this.#asked = true;
    this.busy = true;
    this.failure = undefined;
    const answer = await question();
    this.busy = false;
    this.#asked = false;
    if (answer.ok) return { value: answer.value };
    this.failure = answer.failure;
    return undefined;
  }
}

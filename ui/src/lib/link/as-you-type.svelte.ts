// A search that answers as one types: asks a moment after the last key, shows only the answer to the last question.
import type { PageFailure } from './outbox.ts';

const pauseMs = 90;

type Answered<Hit> =
  | { readonly ok: true; readonly value: readonly Hit[] }
  | { readonly ok: false; readonly failure: PageFailure };

export class AsYouType<Hit> {
  text = $state('');
  hits = $state.raw<readonly Hit[]>([]);
  failure = $state.raw<PageFailure | undefined>();
  /** The text that `hits` answer. */
  answered = $state('');
  /** Which hit Enter would take. */
  at = $state(0);
  readonly #ask: (text: string) => Promise<Answered<Hit>>;

  constructor(ask: (text: string) => Promise<Answered<Hit>>) {
    this.#ask = ask;
  }

  get active(): boolean {
    return this.text.trim() !== '';
  }

  get waiting(): boolean {
    return this.answered !== this.text.trim();
  }

  /** For an `$effect`: asks when the text changes, and forgets the question when it changes again. */
  follow(): (() => void) | undefined {
    const text = this.text.trim();
    if (text === '') {
      this.hits = [];
      this.answered = '';
      return undefined;
    }
    let current = true;
    const timer = setTimeout(() => void this.#answer(text, () => current), pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }

  move(step: number): void {
    this.at = Math.max(0, Math.min(this.hits.length - 1, this.at + step));
  }

  clear(): void {
    this.text = '';
  }

  async #answer(text: string, isCurrent: () => boolean): Promise<void> {
    const outcome = await this.#ask(text);
    if (!isCurrent()) return;
    this.failure = outcome.ok ? undefined : outcome.failure;
    this.hits = outcome.ok ? outcome.value : [];
    this.answered = text;
    this.at = 0;
  }
}

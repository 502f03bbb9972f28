// The newest answers by command id, so that a repeat in flight or shortly after costs no disk. Bounded; older ones are found in the store.

export class RecentAnswers<Answer> {
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get(id: string): Promise<Answer> | undefined {
    return this.#answers.get(id);
  }

  put(id: string, answer: Promise<Answer>): void {
    this.#answers.set(id, answer);
    if (this.#answers.size <= this.#max) return;
    const oldest = this.#answers.keys().next();
    if (oldest.done !== true) this.#answers.delete(oldest.value);
  }

  drop(id: string): void {
    this.#answers.delete(id);
  }
}

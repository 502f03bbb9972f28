// One published view: its last value, its revision, and who listens. The patch is made once, however many screens show it.
import { mergePatch } from './merge-patch.ts';

export interface TopicListener {
  send(frame: string): void;
}

export class Topic<View> {
  readonly name: string;
  readonly #listeners = new Set<TopicListener>();
  #view: View;
  #rev = 1;

  constructor(name: string, view: View) {
    this.name = name;
    this.#view = view;
  }

  get view(): View {
    return this.#view;
  }

  /** Sends the whole view now and patches from here on. Subscribing again sends the whole again. */
  subscribe(listener: TopicListener): void {
    this.#listeners.add(listener);
    listener.send(JSON.stringify({ t: 'view', topic: this.name, rev: this.#rev, view: this.#view }));
  }

  unsubscribe(listener: TopicListener): void {
    this.#listeners.delete(listener);
  }

  publish(view: View): void {
    const patch = mergePatch(this.#view, view);
    this.#view = view;
    if (patch === undefined) return;
    this.#rev += 1;
    if (this.#listeners.size === 0) return;
    const frame = JSON.stringify({ t: 'patch', topic: this.name, rev: this.#rev, patch });
    for (const listener of this.#listeners) listener.send(frame);
  }
}

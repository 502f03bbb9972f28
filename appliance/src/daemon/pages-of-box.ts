// The pages that are open on this box, over whichever of its servers; and the view of the box itself, which each of them may show.
import type { LinkServer } from '../platform/link/link-server.ts';
import type { PageDoor } from '../platform/link/page-link.ts';
import { Topic } from '../platform/link/topic.ts';
import type { Clock } from '../platform/ports/clock.ts';
import type { BoxView } from '../protocol/box-view.ts';
import type { PagesOfBox } from './box-self.ts';

/** How long a box shows which one it is: the way from the office to the counter. */
const identifyMs = 15_000;

export class BoxPages implements PagesOfBox {
  readonly #clock: Clock;
  readonly #view: () => Omit<BoxView, 'identifyUntil'>;
  readonly #topic: Topic<BoxView>;
  readonly #servers: LinkServer[] = [];
  readonly #listeners = new Set<() => void>();
  #identifyUntil: number | null = null;

  constructor(clock: Clock, view: () => Omit<BoxView, 'identifyUntil'>) {
    this.#clock = clock;
    this.#view = view;
    this.#topic = new Topic<BoxView>('box', { ...view(), identifyUntil: null });
  }

  /** The till's door with the box's own view beside its others. */
  door(till: PageDoor): PageDoor {
    const box: Topic<unknown> = this.#topic;
    return {
      box: till.box,
      version: till.version,
      demo: till.demo,
      get topics() {
        return new Map([...till.topics, [box.name, box]]);
      },
      holdsSession: (token) => till.holdsSession(token),
      command: async (frame, page) => till.command(frame, page),
      query: async (frame, page) => till.query(frame, page),
    };
  }

  add(server: LinkServer): void {
    this.#servers.push(server);
  }

  linkCount(): number {
    return this.#servers.reduce((sum, server) => sum + server.linkCount(), 0);
  }

  reload(): number {
    return this.#servers.reduce((sum, server) => sum + server.reload(), 0);
  }

  identify(): void {
    this.#identifyUntil = this.#clock.now() + identifyMs;
    this.refresh();
    this.#clock.after(identifyMs, () => {
      if (this.#identifyUntil !== null && this.#identifyUntil <= this.#clock.now())
        this.#identifyUntil = null;
      this.refresh();
    });
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** A page came or went. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Something of the view is another. */
  refresh(): void {
    this.#topic.publish({ ...this.#view(), identifyUntil: this.#identifyUntil });
  }
}

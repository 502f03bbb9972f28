// Something booked by hand in the office: checked, written to the office's own journal, and folded from there like everything else. Asked for
// twice, it is booked once: what has an id that is in the journal gets the first answer.
import { officeRegister } from '../../domain/journal/entry.ts';
import { ok, refuse, type Refusal, type Result } from '../../domain/refusal.ts';
import { type OfficeEntry, writeFolded, type WritingGround } from './write-folded.ts';

/** How long a booking waits for the fold to have read the journal. */
const foldMs = 10_000;

export interface BookingGround extends WritingGround {
  readonly archive: { head(register: string): Promise<{ readonly seq: number }> };
}

/** What is particular to one kind of booking. */
export interface Booking<Wanted, Answer, Code extends string> {
  /** Entry of the office's journal that this id became, as the fold has it. */
  readonly bookedAs: (id: string) => Promise<number | undefined>;
  readonly refusalOf: (wanted: Wanted) => Promise<Refusal<Code> | undefined>;
  readonly entryOf: (wanted: Wanted) => OfficeEntry;
  readonly answer: (wanted: Wanted, seq: number) => Promise<Answer>;
}

export class BookOnce<Wanted extends { readonly id: string }, Answer, Code extends string> {
  readonly #ground: BookingGround;
  readonly #kind: Booking<Wanted, Answer, Code>;
  /** Under way now, by id. */
  readonly #running = new Map<string, Promise<Result<Answer, Code | 'office.busy'>>>();

  constructor(ground: BookingGround, kind: Booking<Wanted, Answer, Code>) {
    this.#ground = ground;
    this.#kind = kind;
  }

  /** @param who id of the user; whether it is theirs to book was asked before */
  async book(wanted: Wanted, who: string): Promise<Result<Answer, Code | 'office.busy'>> {
    const running = this.#running.get(wanted.id);
    if (running !== undefined) return running;
    const begun = this.#book(wanted, who);
    this.#running.set(wanted.id, begun);
    try {
      return await begun;
    } finally {
      this.#running.delete(wanted.id);
    }
  }

  async #book(wanted: Wanted, who: string): Promise<Result<Answer, Code | 'office.busy'>> {
    const { archive, folds } = this.#ground;
    const { bookedAs, refusalOf, entryOf, answer } = this.#kind;
    const head = await archive.head(officeRegister);
    // Only who has read the whole journal knows that it is not in there.
    if (head.seq > 0 && !(await folds.reached(officeRegister, head.seq, foldMs)))
      return refuse('office.busy');
    const booked = await bookedAs(wanted.id);
    if (booked !== undefined) return ok(await answer(wanted, booked));
    const refusal = await refusalOf(wanted);
    if (refusal !== undefined) return { ok: false, refusal };
    return ok(await answer(wanted, await writeFolded(this.#ground, entryOf(wanted), who)));
  }
}

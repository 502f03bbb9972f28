// What the office asks of a box, each answered once with how it went.
import { isFault } from '../../platform/fault.ts';
import type { BoxFrame, OfficeFrame } from '../../protocol/sync.ts';
import type { BoxSelf, OrderOutcome } from '../ports.ts';

/** At once; more are answered with a no. */
const underWayMax = 4;
/** As base64 it must fit the frame's member. */
const bundleBytesMax = 2_250_000;
const detailMax = 2_000;

export class Orders {
  readonly #self: BoxSelf;
  readonly #say: (frame: BoxFrame) => void;
  #underWay = 0;
  #over = false;

  constructor(self: BoxSelf, say: (frame: BoxFrame) => void) {
    this.#self = self;
    this.#say = say;
  }

  take({ id, name }: Extract<OfficeFrame, { t: 'order' }>): void {
    if (this.#underWay >= underWayMax) this.#answer(id, { ok: false, detail: 'too many orders at once' });
    else void this.#carryOut(id, name);
  }

  stop(): void {
    this.#over = true;
  }

  async #carryOut(id: string, name: Parameters<BoxSelf['carryOut']>[0]): Promise<void> {
    this.#underWay += 1;
    try {
      this.#answer(id, await this.#self.carryOut(name));
    } catch (error) {
      if (!isFault(error)) throw error;
      this.#answer(id, { ok: false, detail: error.code });
    } finally {
      this.#underWay -= 1;
    }
  }

  #answer(order: string, { ok, detail, bundle }: OrderOutcome): void {
    if (this.#over) return;
    const fits = bundle === undefined || bundle.length <= bundleBytesMax;
    if (!fits) this.#say({ t: 'done', order, ok: false, detail: 'the bundle is too large to be sent' });
    else
      this.#say({
        t: 'done',
        order,
        ok,
        detail: detail.slice(0, detailMax),
        ...(bundle === undefined ? {} : { bundle: Buffer.from(bundle).toString('base64') }),
      });
  }
}

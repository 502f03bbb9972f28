// The office's side of a pairing: one-time codes, each for one register, ten minutes, five wrong tries; and the answer to a box that
// proves it knows one. Guessing is slow for who asks and bounded for all who ask together.
import { officeRegister } from '../../domain/journal/entry.ts';
import { refuse, type Result } from '../../domain/refusal.ts';
import { checkKeys } from '../../journal/chain-check.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
import { createQueries } from '../../platform/query/queries.ts';
import type { Randomness } from '../../platform/ports/randomness.ts';
import { Rate } from '../../platform/link/rate.ts';
import {
  type PairAnswer,
  pairingVersion,
  type PairRefusal,
  type PairRequest,
} from '../../protocol/pairing.ts';
import { newCode } from '../../sync/enrolment/new-code.ts';
import {
  boxProof,
  holdsKey,
  officeProof,
  pairingKey,
  sameProof,
  transcriptOf,
} from '../../sync/enrolment/proof.ts';
import type { Archive } from '../archive/archive.ts';
import type { BoxQueries, BoxTables } from './box-tables.ts';
import type { Boxes } from './boxes.ts';

export const codeMinutes = 10;
export const wrongMax = 5;
/** Open at once: each costs a slow derivation for every request. */
export const codesMax = 5;
/** Requests waiting for their derivation, the one under way among them. */
const waitingMax = 4;
/** Of all boxes together; a person types slower. */
const tries = { perSecond: 0.2, burst: 10 } as const;
const answersMax = 20;

export interface PairingCode {
  readonly register: string;
  /** Eight characters; `shownCode` for people. */
  readonly code: string;
  /** Milliseconds since 1970 UTC. */
  readonly expiresAt: number;
}

export interface PairingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly archive: Archive;
  readonly boxes: Boxes;
  /** Id of this office. */
  readonly office: string;
}

interface OpenCode {
  readonly register: string;
  readonly code: string;
  readonly madeBy: string;
}

interface Given {
  readonly answer: PairAnswer;
  readonly until: number;
}

export class Pairing {
  readonly #parts: PairingParts;
  readonly #queries: BoxQueries;
  readonly #rate: Rate;
  /** Answers given, by transcript: a box whose answer was lost asks again, and the code is used up by then. */
  readonly #given = new Map<string, Given>();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(parts: PairingParts) {
    this.#parts = parts;
    this.#queries = createQueries<BoxTables>(parts.database);
    this.#rate = new Rate(parts.clock, tries);
  }

  /** A new code for the register; one that was open for it is void. Refused when too many are open for others. */
  async makeCode(
    register: string,
    by: string,
  ): Promise<Result<PairingCode, 'register-name' | 'too-many-codes'>> {
    if (register === officeRegister || !/^[A-Z0-9]{1,8}$/.test(register)) return refuse('register-name');
    const { clock, randomness } = this.#parts;
    const now = clock.now();
    const expiresAt = now + codeMinutes * 60_000;
    const code = newCode(randomness);
    const made = await this.#queries.transaction().execute(async (tx) => {
      await tx
        .deleteFrom('pairing_code')
        .where((eb) => eb.or([eb('expires_at', '<=', now), eb('register', '=', register)]))
        .execute();
      const { open } = await tx
        .selectFrom('pairing_code')
        .select(({ fn }) => fn.countAll<number>().as('open'))
        .executeTakeFirstOrThrow();
      if (open >= codesMax) return false;
      const row = { register, code, made_at: now, made_by: by, expires_at: expiresAt, wrong: 0 };
      await tx.insertInto('pairing_code').values(row).execute();
      return true;
    });
    return made ? { ok: true, value: { register, code, expiresAt } } : refuse('too-many-codes', { codesMax });
  }

  /** Codes that are open now, without the codes. */
  async openCodes(): Promise<readonly { register: string; by: string; expiresAt: number }[]> {
    return this.#usable()
      .select(['register', 'made_by as by', 'expires_at as expiresAt'])
      .orderBy('register')
      .execute();
  }

  /** The register's code is void from now on. */
  async dropCode(register: string): Promise<void> {
    await this.#queries.deleteFrom('pairing_code').where('register', '=', register).execute();
  }

  /** @param fingerprint of the TLS key the request came in by */
  async pair(request: PairRequest, fingerprint: string): Promise<Result<PairAnswer, PairRefusal>> {
    if (request.protocol !== pairingVersion) return refuse('version');
    const transcript = transcriptOf(request, fingerprint);
    if (checkKeys(request.keys).problems.length > 0) return refuse('malformed');
    if (!holdsKey(request, transcript)) return refuse('somebody-between');
    if (this.#waiting >= waitingMax || !this.#rate.take()) return refuse('busy');
    this.#waiting += 1;
    // One derivation at a time: they are made to be slow and large.
    const judged = this.#last.then(async () => this.#judge(request, transcript));
    this.#last = judged.catch(() => undefined);
    try {
      return await judged;
    } finally {
      this.#waiting -= 1;
    }
  }

  async #judge(request: PairRequest, transcript: string): Promise<Result<PairAnswer, PairRefusal>> {
    const given = this.#given.get(`${transcript}\n${request.proof}`);
    if (given !== undefined && given.until > this.#parts.clock.now())
      return { ok: true, value: given.answer };
    for (const open of await this.#open()) {
      const key = await pairingKey(open.code, transcript);
      if (sameProof(request.proof, boxProof(key, transcript)))
        return this.#proved(request, open, { key, transcript });
    }
    await this.#wrong();
    return refuse('code-wrong');
  }

  async #open(): Promise<readonly OpenCode[]> {
    return this.#usable()
      .select(['register', 'code', 'made_by as madeBy'])
      .orderBy('made_at', 'desc')
      .execute();
  }

  #usable() {
    return this.#queries
      .selectFrom('pairing_code')
      .where('expires_at', '>', this.#parts.clock.now())
      .where('wrong', '<', wrongMax);
  }

  /** Nobody can tell which code was meant: it counts against each. */
  async #wrong(): Promise<void> {
    await this.#queries
      .updateTable('pairing_code')
      .set(({ eb }) => ({ wrong: eb('wrong', '+', 1) }))
      .execute();
    await this.#queries.deleteFrom('pairing_code').where('wrong', '>=', wrongMax).execute();
  }

  async #proved(
    request: PairRequest,
    { register, code, madeBy }: OpenCode,
    { key, transcript }: { readonly key: Uint8Array; readonly transcript: string },
  ): Promise<Result<PairAnswer, PairRefusal>> {
    const { archive, boxes, clock, office } = this.#parts;
    const head = await archive.head(register);
    const chain = request.chains.find((each) => each.register === register);
    const continues =
      chain !== undefined && (chain.seq > head.seq || (chain.seq === head.seq && chain.hash === head.hash));
    if (head.seq > 0 && !continues) return refuse('register-has-history', { register });
    const used = await this.#queries
      .deleteFrom('pairing_code')
      .where('register', '=', register)
      .where('code', '=', code)
      .executeTakeFirst();
    if (used.numDeletedRows === 0n) return refuse('code-wrong');
    await boxes.enrol({ register, keys: request.keys, version: request.version, by: madeBy });
    const answer = { office, register, proof: officeProof(key, transcript, { office, register }) };
    if (this.#given.size >= answersMax) this.#given.clear();
    this.#given.set(`${transcript}\n${request.proof}`, { answer, until: clock.now() + codeMinutes * 60_000 });
    return { ok: true, value: answer };
  }
}

// The office's side of a pairing: one-time codes, each for one register, ten minutes, five wrong tries; and the answer to a box that
// proves it knows one. Guessing is slow for who asks and bounded for all who ask together.
import { officeRegister } from '../../domain/journal/entry.ts';
import { refuse, type Result } from '../../domain/refusal.ts';
import { checkKeys } from '../../journal/chain-check.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Database } from '../../platform/ports/database.ts';
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
  readonly #rate: Rate;
  /** Answers given, by transcript: a box whose answer was lost asks again, and the code is used up by then. */
  readonly #given = new Map<string, Given>();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(parts: PairingParts) {
    this.#parts = parts;
    this.#rate = new Rate(parts.clock, tries);
  }

  /** A new code for the register; one that was open for it is void. Refused when too many are open for others. */
  async makeCode(
    register: string,
    by: string,
  ): Promise<Result<PairingCode, 'register-name' | 'too-many-codes'>> {
    if (register === officeRegister || !/^[A-Z0-9]{1,8}$/.test(register)) return refuse('register-name');
    const { database, clock, randomness } = this.#parts;
    const now = clock.now();
    const expiresAt = now + codeMinutes * 60_000;
    const code = newCode(randomness);
    const made = await database.transaction(async (tx) => {
      await tx.run('DELETE FROM pairing_code WHERE expires_at <= ? OR register = ?', [now, register]);
      const open = await tx.get('SELECT count(*) AS open FROM pairing_code');
      if (Number(open?.['open']) >= codesMax) return false;
      await tx.run(
        'INSERT INTO pairing_code (register, code, made_at, made_by, expires_at, wrong) VALUES (?, ?, ?, ?, ?, 0)',
        [register, code, now, by, expiresAt],
      );
      return true;
    });
    return made ? { ok: true, value: { register, code, expiresAt } } : refuse('too-many-codes', { codesMax });
  }

  /** Codes that are open now, without the codes. */
  async openCodes(): Promise<readonly { register: string; by: string; expiresAt: number }[]> {
    const rows = await this.#parts.database.all(
      'SELECT register, made_by, expires_at FROM pairing_code WHERE expires_at > ? AND wrong < ? ORDER BY register',
      [this.#parts.clock.now(), wrongMax],
    );
    return rows.map((row) => ({
      register: String(row['register']),
      by: String(row['made_by']),
      expiresAt: Number(row['expires_at']),
    }));
  }

  /** The register's code is void from now on. */
  async dropCode(register: string): Promise<void> {
    await this.#parts.database.write('DELETE FROM pairing_code WHERE register = ?', [register]);
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
    const rows = await this.#parts.database.all(
      'SELECT register, code, made_by FROM pairing_code WHERE expires_at > ? AND wrong < ? ORDER BY made_at DESC',
      [this.#parts.clock.now(), wrongMax],
    );
    return rows.map((row) => ({
      register: String(row['register']),
      code: String(row['code']),
      madeBy: String(row['made_by']),
    }));
  }

  /** Nobody can tell which code was meant: it counts against each. */
  async #wrong(): Promise<void> {
    await this.#parts.database.write('UPDATE pairing_code SET wrong = wrong + 1');
    await this.#parts.database.write('DELETE FROM pairing_code WHERE wrong >= ?', [wrongMax]);
  }

  async #proved(
    request: PairRequest,
    { register, code, madeBy }: OpenCode,
    { key, transcript }: { readonly key: Uint8Array; readonly transcript: string },
  ): Promise<Result<PairAnswer, PairRefusal>> {
    const { archive, boxes, database, clock, office } = this.#parts;
    const head = await archive.head(register);
    const chain = request.chains.find((each) => each.register === register);
    const continues =
      chain !== undefined && (chain.seq > head.seq || (chain.seq === head.seq && chain.hash === head.hash));
    if (head.seq > 0 && !continues) return refuse('register-has-history', { register });
    const used = await database.write('DELETE FROM pairing_code WHERE register = ? AND code = ?', [
      register,
      code,
    ]);
    if (used.changes === 0) return refuse('code-wrong');
    await boxes.enrol({ register, keys: request.keys, version: request.version, by: madeBy });
    const answer = { office, register, proof: officeProof(key, transcript, { office, register }) };
    if (this.#given.size >= answersMax) this.#given.clear();
    this.#given.set(`${transcript}\n${request.proof}`, { answer, until: clock.now() + codeMinutes * 60_000 });
    return { ok: true, value: answer };
  }
}

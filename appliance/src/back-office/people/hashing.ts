// Checking passwords without telling anything by the work it takes: an unknown user costs what a known one costs. Bounded, because argon2id
// takes 19 MiB and a thread each time.
import { refuse, type Result } from '../../domain/refusal.ts';
import { hashPassword, passwordMatches } from '../../platform/password/password.ts';

/** The two expensive operations, told apart so that tests can count them. */
export interface PasswordWork {
  hash(password: string): Promise<string>;
  matches(passwordHash: string, password: string): Promise<boolean>;
}

export const argon2: PasswordWork = { hash: hashPassword, matches: passwordMatches };

const atOnceMax = 2;
/** About a second of work; more people at once are told to try again. */
const waitingMax = 40;

export class Hashing {
  readonly #work: PasswordWork;
  readonly #decoy: string;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  private constructor(work: PasswordWork, decoy: string) {
    this.#work = work;
    this.#decoy = decoy;
  }

  /** `decoyPassword`: of chance, so that nobody's guess ever matches it. */
  static async open(work: PasswordWork, decoyPassword: string): Promise<Hashing> {
    return new Hashing(work, await work.hash(decoyPassword));
  }

  hash(password: string): Promise<Result<string, 'office.busy'>> {
    return this.#inTurn(() => this.#work.hash(password));
  }

  /** Without a hash the same work is done, and the answer is no. */
  matches(passwordHash: string | undefined, password: string): Promise<Result<boolean, 'office.busy'>> {
    return this.#inTurn(async () => {
      const matched = await this.#work.matches(passwordHash ?? this.#decoy, password);
      return matched && passwordHash !== undefined;
    });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<Result<T, 'office.busy'>> {
    if (this.#running >= atOnceMax) {
      if (this.#waiting.length >= waitingMax) return refuse('office.busy');
      await new Promise<void>((go) => {
        this.#waiting.push(go);
      });
    } else {
      this.#running += 1;
    }
    try {
      return { ok: true, value: await work() };
    } finally {
      const next = this.#waiting.shift();
      // The turn is handed on, or given back.
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

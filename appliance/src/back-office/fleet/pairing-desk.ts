// Where registers get their boxes: opens a one-time code, takes a box out of use, tells which there are. The codes and keys themselves are
// kept in boxes/.
import { ok, type Result } from '../../domain/refusal.ts';
import type { PairingOpened } from '../../protocol/fleet.ts';
import { refuse } from '../../domain/refusal.ts';
import { pairingLink, shownCode } from '../../protocol/pairing.ts';
import type { Boxes, KnownBox } from '../boxes/boxes.ts';
import type { Pairing } from '../boxes/pairing.ts';

export interface PairingDeskParts {
  readonly pairing: Pick<Pairing, 'makeCode' | 'dropCode' | 'openCodes'>;
  readonly boxes: Pick<Boxes, 'list' | 'revoke'>;
  /** Where boxes reach this office, and the key it shows there; undefined: it takes none from outside. */
  readonly reached: () => { readonly address: string; readonly fingerprint: string } | undefined;
}

export class PairingDesk {
  readonly #parts: PairingDeskParts;

  constructor(parts: PairingDeskParts) {
    this.#parts = parts;
  }

  /** A code that was open for the register is void. */
  async open(
    register: string,
    by: string,
  ): Promise<Result<PairingOpened, 'box.unknown' | 'pairing.too-many'>> {
    const { pairing, reached } = this.#parts;
    const made = await pairing.makeCode(register, by);
    if (!made.ok)
      return made.refusal.code === 'register-name'
        ? refuse('box.unknown', { register })
        : refuse('pairing.too-many', made.refusal.data);
    const { code, expiresAt } = made.value;
    const at = reached();
    const link = at === undefined ? null : pairingLink({ ...at, code });
    return ok({ register, code: shownCode(code), address: at?.address ?? null, link, expiresAt });
  }

  async close(register: string): Promise<void> {
    await this.#parts.pairing.dropCode(register);
  }

  /** Takes the register's box out of use, at once; false when it has none. */
  async revoke(register: string, by: string): Promise<boolean> {
    const { boxes } = this.#parts;
    const inUse = (await boxes.list()).find((box) => box.register === register && !box.revoked);
    return inUse !== undefined && boxes.revoke(inUse.key, by);
  }

  async boxes(): Promise<readonly KnownBox[]> {
    return this.#parts.boxes.list();
  }

  async codes(): ReturnType<Pairing['openCodes']> {
    return this.#parts.pairing.openCodes();
  }
}

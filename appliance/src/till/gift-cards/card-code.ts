// Codes of gift cards. Who reads a code has the money, so it is written down nowhere: cards are known by a salted hash, and the codes that a
// till makes follow from the key of its box, so that the slip can be printed, and printed again, without keeping the code.
import { createHash, createHmac } from 'node:crypto';
import { checkCharacter } from '../../domain/barcode/check-character.ts';
import { formatInternalCode } from '../../domain/barcode/internal-code.ts';
import type { GiftCardRef } from '../../domain/gift-card/gift-card.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { Signer } from '../../journal/chain.ts';

/** Without the letters that are read as digits: 14 of them are 70 bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const madeLength = 14;
/** Shorter ones are tried out too soon. */
const lengthLeast = 8;

/** As it is hashed: whoever types a code leaves out what stands between the letters. */
function plain(code: string): string {
  return code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}

/** Refuses `code.malformed` for what is no code of a card, `code.check-digit` for one of ours with a slip of the finger. */
export function refOf(
  code: string,
  salt: string,
): Result<GiftCardRef, 'code.malformed' | 'code.check-digit'> {
  const text = plain(code);
  if (text.length < lengthLeast) return refuse('code.malformed');
  const [, made, check] = /^CTG([0-9A-Z]{14})([0-9A-Z])$/.exec(text) ?? [];
  if (made !== undefined && checkCharacter(made) !== check) return refuse('code.check-digit');
  return ok({ card: createHmac('sha256', salt).update(text).digest('hex'), last4: text.slice(-4) });
}

/** The code of the card that was made by this id, always the same: Ed25519 signs the same twice alike (RFC 8032, 5.1.6). */
export function madeCode(id: string, signer: Pick<Signer, 'sign'>): string {
  const seal = signer.sign(createHash('sha256').update(`gift card\n${id}`).digest());
  const characters = [...seal.subarray(0, madeLength)].map((byte) => alphabet.charAt(byte % alphabet.length));
  return formatInternalCode({ purpose: 'gift-card', card: characters.join('') });
}

// What a till asks of a ZVT terminal, as bytes.
import { encodeApdu, commands } from './apdu.ts';
import { writeBcd } from './bcd.ts';
import { bitmap, joined } from './bitmaps.ts';

/**
 * The till prints (02 payments, 04 reports, 80 line by line), is told how it goes on (08), and nobody pays (10) or manages (20) at the terminal
 * without it: what was counted last is then what the till asked last.
 */
const configuration = 0xbe;

export interface Money {
  readonly amount: number;
  /** ISO 4217, numeric. */
  readonly currency: number;
}

const money = ({ amount, currency }: Money): Uint8Array =>
  joined(bitmap(0x04, writeBcd(amount, 6)), bitmap(0x49, writeBcd(currency, 2)));

export const askTo = {
  register: (password: number, currency: number): Uint8Array =>
    encodeApdu(
      commands.register,
      joined(
        writeBcd(password, 3),
        Uint8Array.of(configuration),
        writeBcd(currency, 2),
        bitmap(0x03, Uint8Array.of(0)),
      ),
    ),
  authorise: (what: Money): Uint8Array => encodeApdu(commands.authorise, money(what)),
  refund: (password: number, what: Money): Uint8Array =>
    encodeApdu(commands.refund, joined(writeBcd(password, 3), money(what))),
  reverse: (password: number, receipt: number): Uint8Array =>
    encodeApdu(commands.reverse, joined(writeBcd(password, 3), bitmap(0x87, writeBcd(receipt, 2)))),
  repeatReceipt: (password: number): Uint8Array => encodeApdu(commands.repeatReceipt, writeBcd(password, 3)),
  tellStatus: (password: number): Uint8Array => encodeApdu(commands.statusEnquiry, writeBcd(password, 3)),
  closeDay: (password: number): Uint8Array => encodeApdu(commands.endOfDay, writeBcd(password, 3)),
  abort: (): Uint8Array => encodeApdu(commands.abort),
} as const;

/** Of 06 1E, of 84 and of field 27. */
export const codes = {
  aborted: 0x6c,
  notRegistered: 0x6b,
  moreTime: 0x9c,
  busy: 0xa0,
  alreadyReversed: 0xb4,
} as const;

// What an authenticator app would show now, for tests that sign in with a second factor.
import { TOTP } from 'otpauth';

/** `secret`: Base32, as the office shows it for typing. */
export function oneTimeCode(secret: string): string {
  return new TOTP({ secret }).generate();
}

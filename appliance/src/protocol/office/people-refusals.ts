// What the people's side of the office answers when it says no, each code once, with the HTTP status it travels under.
// 401 means: sign in (again); a wrong password asked for once more inside the office is therefore 422.

export const peopleRefusals = {
  'sign-in.needed': 401,
  /** E-mail or password; which of them is never told. */
  'sign-in.wrong': 401,
  /** `{until}`: milliseconds since 1970. */
  'sign-in.locked-out': 429,
  'sign-in.code-needed': 401,
  'sign-in.code-wrong': 401,
  /** Told only to who knew the password. `{reason}`: inactive | role | seat. */
  'sign-in.no-office': 403,
  /** `{area, right}`. */
  'right.needed': 403,
  'right.administrator-needed': 403,
  /** `{module}`: this part of the product is switched off in this company. */
  'module.off': 403,
  /** Somebody with more rights in the office than one's own is not to be changed, nor made. */
  'right.more-than-own': 403,
  'origin.refused': 403,
  /** `{at}`: where in the request. */
  'request.malformed': 400,
  /** `{until}`. */
  'request.too-often': 429,
  'office.busy': 503,
  'office.fault': 500,
  'storage.full': 507,
  'password.wrong': 422,
  /** `{min}` and `{max}`: characters. */
  'password.too-short': 422,
  'password.too-long': 422,
  'password.too-common': 422,
  /** `{min}`: characters. */
  'badge.too-short': 422,
  /** Another user has it. */
  'badge.taken': 409,
  'second-factor.already': 409,
  'second-factor.none': 409,
  'second-factor.code-wrong': 422,
  'link.invalid': 410,
  'setup.done': 409,
  'session.unknown': 404,
  'user.unknown': 404,
  'user.no-email': 422,
  'user.email-invalid': 422,
  'user.last-administrator': 409,
  /** `{seats}`. */
  'seat.none-left': 409,
  'seat.unknown': 404,
  'seat.email-taken': 409,
  /** `{linked}`: so many are linked. */
  'seat.too-few': 409,
  'mail.letter-unknown': 404,
  /** `{reason}`: mail-from | mail-host | mail-port | mail-login | mail-password-in-clear. */
  'mail.settings-invalid': 422,
  /** The outbox took no more, or not this: `{reason}`. */
  'mail.not-taken': 409,
} as const satisfies Record<string, number>;

export type PeopleRefusal = keyof typeof peopleRefusals;

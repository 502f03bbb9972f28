// What the people's routes of the office take and give (`/api/sign-in`, `/api/me`, `/api/seats`…). No answer has a member a secret could be in,
// but for those shown once to whom they belong.
import { type Static, Type } from '@sinclair/typebox';
import { moduleNames } from './modules.ts';
import { officeAreas, type OfficeArea } from './rights.ts';
import * as s from './shapes.ts';

const id = Type.String({ minLength: 1, maxLength: 64 });
/** Milliseconds since 1970. */
const time = Type.Integer();
/** Longer than any that is taken: how long one may be is told in words, not by a malformed request. */
const password = Type.String({ minLength: 1, maxLength: 1_000 });
const typedEmail = Type.String({ minLength: 1, maxLength: 254 });
const code = Type.String({ minLength: 1, maxLength: 40 });
const token = Type.String({ minLength: 1, maxLength: 100 });
const right = Type.Union([Type.Literal('none'), Type.Literal('read'), Type.Literal('edit')]);

export const SignInRequest = s.shape({ email: typedEmail, password, code: Type.Optional(code) });
export const SignInAnswer = s.shape({
  user: id,
  language: s.language,
  defaultStore: Type.Union([Type.Null(), id]),
});

/** What the sign-in page must know before anybody is there. */
export const SignInState = s.shape({
  /** False: nobody can sign in yet; the console shows the link that sets up the first user. */
  setUp: Type.Boolean(),
  /** Known passwords, in the demo only. */
  demo: Type.Array(s.shape({ name: Type.String(), email: Type.String(), password: Type.String() })),
});

export const Scope = Type.Union([
  Type.Literal('all'),
  s.shape({ salePoints: Type.Array(id), stores: Type.Array(id), shops: Type.Array(id) }),
]);

export const SeatCount = s.shape({ seats: Type.Integer(), linked: Type.Integer(), unused: Type.Integer() });
export const ModuleState = s.shape({
  name: Type.Union(moduleNames.map((each) => Type.Literal(each))),
  active: Type.Boolean(),
});

export const Me = s.shape({
  user: id,
  number: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  /** What they sign in with. */
  email: Type.String(),
  language: s.language,
  /** Where the company mostly is: how its figures and times are written. */
  company: s.shape({
    name: Type.String(),
    country: Type.String(),
    timeZone: Type.String(),
    currency: s.shape({ code: s.currency, exponent: Type.Integer({ minimum: 0, maximum: 4 }) }),
  }),
  /** Nothing here is real. */
  demo: Type.Boolean(),
  rights: s.shape(
    Object.fromEntries(officeAreas.map((area) => [area, right])) as Record<OfficeArea, typeof right>,
  ),
  scope: Scope,
  administrator: Type.Boolean(),
  defaultStore: Type.Union([Type.Null(), id]),
  secondFactor: Type.Boolean(),
  recoveryCodesLeft: Type.Integer(),
  modules: Type.Array(ModuleState),
  /** Null for who may not see settings. */
  seats: Type.Union([Type.Null(), SeatCount]),
  session: id,
});

export const PasswordChange = s.shape({ current: password, next: password });
export const LanguageChange = s.shape({ language: s.language });
export const OwnPassword = s.shape({ password });
export const OwnPosPassword = s.shape({ password, posPassword: password });
export const Enrolment = s.shape({
  /** Base32, for typing. */
  secret: Type.String(),
  /** `otpauth://totp/…`, for a QR code. */
  url: Type.String(),
});
export const SecondFactorCode = s.shape({ code });
/** Shown this once. */
export const RecoveryCodes = s.shape({ recoveryCodes: Type.Array(Type.String()) });

export const OwnSessions = s.shape({
  sessions: Type.Array(
    s.shape({
      id,
      current: Type.Boolean(),
      madeAt: time,
      usedAt: time,
      address: Type.String(),
      agent: Type.String(),
    }),
  ),
});

export const ResetRequest = s.shape({ email: typedEmail });
export const LinkRequest = s.shape({ token });
export const LinkView = s.shape({
  purpose: Type.Union([
    Type.Literal('setup'),
    Type.Literal('invitation'),
    Type.Literal('reset'),
    Type.Literal('rescue'),
  ]),
  /** Empty: to be told with a set-up. */
  email: Type.String(),
  expiresAt: time,
});
export const LinkUse = s.shape({
  token,
  password,
  /** Needed for a set-up. */
  person: Type.Optional(
    s.shape({ firstName: s.name, lastName: s.name, email: typedEmail, language: s.language }),
  ),
});
/** False: sign in now, with the new password. */
export const LinkUsed = s.shape({ signedIn: Type.Boolean() });

export const PosPassword = s.shape({ password });
/** What a scanner reads off it; null takes the badge away. */
export const BadgeChange = s.shape({
  code: Type.Union([Type.Null(), Type.String({ minLength: 1, maxLength: 200 })]),
});
/** It is taken all the same. */
export const PosPasswordAnswer = s.shape({
  warnings: Type.Array(Type.Union([Type.Literal('trivial'), Type.Literal('not-digits')])),
});

export const Seat = s.shape({
  user: id,
  name: Type.String(),
  email: Type.String(),
  linkedAt: time,
  /** Null: the letter has not been answered. */
  confirmedAt: Type.Union([Type.Null(), time]),
});
export const Seats = s.shape({ ...SeatCount.properties, list: Type.Array(Seat) });
export const SeatsChange = s.shape({ seats: Type.Integer({ minimum: 1, maximum: 10_000 }) });
export const SeatLink = s.shape({ user: id, email: typedEmail });
export const Invitation = s.shape({ email: Type.Optional(typedEmail) });
/** Of one user, for their page. */
export const Access = s.shape({
  posPassword: Type.Boolean(),
  badge: Type.Boolean(),
  officePassword: Type.Boolean(),
  secondFactor: Type.Boolean(),
  sessions: Type.Integer(),
  seat: Type.Union([Type.Null(), Seat]),
});

export const Modules = s.shape({ modules: Type.Array(ModuleState) });
export const ModuleChange = s.shape({ active: Type.Boolean() });

export const PeopleEvents = s.shape({
  events: Type.Array(
    s.shape({
      number: Type.Integer(),
      at: time,
      kind: Type.String(),
      user: Type.Union([Type.Null(), id]),
      actor: Type.Union([Type.Null(), Type.String()]),
      address: Type.Union([Type.Null(), Type.String()]),
      data: Type.Record(
        Type.String(),
        Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
      ),
    }),
  ),
});
export const PeopleEventsQuery = s.shape({
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  user: Type.Optional(id),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 100 }),
});

const mailState = Type.Union([
  Type.Literal('queued'),
  Type.Literal('sent'),
  Type.Literal('failed'),
  Type.Literal('kept'),
]);
const orNull = Type.Union([Type.Null(), time]);
const letter = {
  id,
  at: time,
  to: Type.String(),
  subject: Type.String(),
  state: mailState,
  attempts: Type.Integer(),
  nextAt: orNull,
  sentAt: orNull,
  lastError: Type.Union([Type.Null(), Type.String()]),
  size: Type.Integer(),
};
export const OutboxQuery = s.shape({
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
});
export const OutboxList = s.shape({
  /** False: letters are kept here to be read, as no mail server is set. */
  server: Type.Boolean(),
  counts: s.shape({
    queued: Type.Integer(),
    sent: Type.Integer(),
    failed: Type.Integer(),
    kept: Type.Integer(),
  }),
  letters: Type.Array(s.shape(letter)),
});
export const OutboxLetter = s.shape({
  ...letter,
  text: Type.String(),
  attachments: Type.Array(s.shape({ name: Type.String(), type: Type.String(), bytes: Type.Integer() })),
});

const mailServer = {
  host: Type.String({ minLength: 1, maxLength: 253 }),
  port: Type.Integer({ minimum: 1, maximum: 65_535 }),
  secure: Type.Union([Type.Literal('tls'), Type.Literal('starttls'), Type.Literal('none')]),
  user: Type.String({ maxLength: 254 }),
  from: s.shape({ address: typedEmail, name: Type.String({ maxLength: 100 }) }),
};
export const MailServer = s.shape({
  server: Type.Union([Type.Null(), s.shape({ ...mailServer, hasPassword: Type.Boolean() })]),
});
export const MailServerChange = s.shape({
  ...mailServer,
  /** Left out: as it was, while host and user are. Empty: none. Never given back. */
  password: Type.Optional(Type.String({ maxLength: 1_000 })),
});

export type Me = Static<typeof Me>;
export type SignInState = Static<typeof SignInState>;
export type SignInRequest = Static<typeof SignInRequest>;
export type SignInAnswer = Static<typeof SignInAnswer>;
export type PasswordChange = Static<typeof PasswordChange>;
export type LanguageChange = Static<typeof LanguageChange>;
export type OwnPassword = Static<typeof OwnPassword>;
export type OwnPosPassword = Static<typeof OwnPosPassword>;
export type Enrolment = Static<typeof Enrolment>;
export type SecondFactorCode = Static<typeof SecondFactorCode>;
export type RecoveryCodes = Static<typeof RecoveryCodes>;
export type OwnSessions = Static<typeof OwnSessions>;
export type ResetRequest = Static<typeof ResetRequest>;
export type LinkRequest = Static<typeof LinkRequest>;
export type LinkView = Static<typeof LinkView>;
export type LinkUse = Static<typeof LinkUse>;
export type LinkUsed = Static<typeof LinkUsed>;
export type PosPassword = Static<typeof PosPassword>;
export type BadgeChange = Static<typeof BadgeChange>;
export type PosPasswordAnswer = Static<typeof PosPasswordAnswer>;
export type Seat = Static<typeof Seat>;
export type Seats = Static<typeof Seats>;
export type SeatsChange = Static<typeof SeatsChange>;
export type SeatLink = Static<typeof SeatLink>;
export type Invitation = Static<typeof Invitation>;
export type Access = Static<typeof Access>;
export type Modules = Static<typeof Modules>;
export type ModuleChange = Static<typeof ModuleChange>;
export type PeopleEvents = Static<typeof PeopleEvents>;
export type PeopleEventsQuery = Static<typeof PeopleEventsQuery>;
export type OutboxQuery = Static<typeof OutboxQuery>;
export type OutboxList = Static<typeof OutboxList>;
export type OutboxLetter = Static<typeof OutboxLetter>;
export type MailServer = Static<typeof MailServer>;
export type MailServerChange = Static<typeof MailServerChange>;

// Every route of the people's side, with a body it takes and who may call it; a route that is not here fails the test that walks them.
export type Who = 'everybody' | 'inside' | 'administrator' | readonly [area: string, right: 'read' | 'edit'];

export const table: readonly (readonly [route: string, who: Who, body?: unknown])[] = [
  ['GET /api/sign-in', 'everybody'],
  ['POST /api/sign-in', 'everybody', { email: 'x@example.no', password: 'x' }],
  ['POST /api/password-reset', 'everybody', { email: 'x@example.no' }],
  ['POST /api/one-time-link', 'everybody', { token: 'x' }],
  ['POST /api/one-time-link/use', 'everybody', { token: 'x', password: 'a new and long one' }],
  ['POST /api/sign-out', 'inside'],
  ['GET /api/me', 'inside'],
  ['PUT /api/me/language', 'inside', { language: 'en' }],
  ['POST /api/me/password', 'inside', { current: 'wrong', next: 'a new and long one' }],
  ['POST /api/me/pos-password', 'inside', { password: 'wrong', posPassword: '2580' }],
  ['POST /api/me/totp', 'inside', { password: 'wrong' }],
  ['POST /api/me/totp/confirm', 'inside', { code: '000000' }],
  ['POST /api/me/totp/recovery-codes', 'inside', { password: 'wrong' }],
  ['POST /api/me/totp/end', 'inside', { password: 'wrong' }],
  ['GET /api/me/sessions', 'inside'],
  ['DELETE /api/me/sessions', 'inside'],
  ['DELETE /api/me/sessions/:id', 'inside'],
  ['GET /api/users/:id/access', ['users', 'read']],
  ['POST /api/users/:id/pos-password', ['users', 'edit'], { password: '2580' }],
  ['POST /api/users/:id/badge', ['users', 'edit'], { code: 'CARD-1001' }],
  ['POST /api/users/:id/invite', ['users', 'edit'], {}],
  ['POST /api/users/:id/totp/end', ['users', 'edit']],
  ['DELETE /api/users/:id/sessions', ['users', 'edit']],
  ['GET /api/people-events', ['journal', 'read']],
  ['GET /api/seats', ['settings', 'read']],
  ['PUT /api/seats', ['settings', 'edit'], { seats: 9 }],
  ['POST /api/seats', ['settings', 'edit'], { user: 'nobody', email: 'nobody@example.no' }],
  ['DELETE /api/seats/:user', ['settings', 'edit']],
  ['GET /api/modules', ['settings', 'read']],
  ['PUT /api/modules/:name', ['settings', 'edit'], { active: true }],
  ['GET /api/mail-settings', 'administrator'],
  ['PUT /api/mail-settings', 'administrator', { host: '', port: 0 }],
  ['DELETE /api/mail-settings', 'administrator'],
  ['POST /api/mail-settings/trial', 'administrator'],
  ['GET /api/outbox', 'administrator'],
  ['GET /api/outbox/:id', 'administrator'],
  ['POST /api/outbox/:id/retry', 'administrator'],
  ['DELETE /api/outbox/:id', 'administrator'],
];

/** The route asked for what is not there. */
export const urlOf = (route: string): readonly [string, string] => {
  const [method = '', path = ''] = route.split(' ');
  return [method, path.replace(':id', 'nobody').replace(':user', 'nobody').replace(':name', 'kitchen')];
};

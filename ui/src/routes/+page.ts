// The address of the box opens its till.
import { redirect } from '@sveltejs/kit';

export function load(): never {
  redirect(307, '/till');
}

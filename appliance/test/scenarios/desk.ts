// Somebody who is signed in at the office of a scenario, and works there by its API.
import { demoOfficeUser } from '../../src/demo/people.ts';
import type { Box } from '../daemon-process.ts';
import { assert } from '../kit.ts';

/** Somebody who is signed in at the office. */
export class Desk {
  readonly #office: Box;
  #cookie = '';

  constructor(office: Box) {
    this.#office = office;
  }

  async signIn(): Promise<void> {
    const { email, password } = demoOfficeUser;
    const response = await this.#send('POST', '/api/sign-in', { email, password });
    assert.is(response.status, 200);
    this.#cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }

  async get(path: string): Promise<Readonly<Record<string, unknown>>> {
    const response = await this.#send('GET', path);
    assert.is(response.status, 200, path);
    return (await response.json()) as Readonly<Record<string, unknown>>;
  }

  async put(path: string, body: object): Promise<void> {
    const response = await this.#send('PUT', path, body);
    assert.ok(response.ok, `${path}: ${await response.text()}`);
  }

  async post(path: string, body: object): Promise<number> {
    return (await this.#send('POST', path, body)).status;
  }

  /** A new record; answers its id. */
  async makes(path: string, body: object): Promise<string> {
    const response = await this.#send('POST', path, { body });
    const said = (await response.json()) as { readonly id?: string };
    assert.is(response.status, 201, `${path}: ${JSON.stringify(said)}`);
    return said.id ?? '';
  }

  /** Keeps a picture; answers the name records hold it by. */
  async upload(bytes: Uint8Array, type: string): Promise<string> {
    const { origin } = this.#office;
    const headers = { origin, cookie: this.#cookie, 'content-type': type };
    const response = await fetch(`${origin}/api/pictures`, {
      method: 'POST',
      headers,
      body: Buffer.from(bytes),
    });
    assert.is(response.status, 201);
    return ((await response.json()) as { readonly name: string }).name;
  }

  async delete(path: string): Promise<void> {
    const response = await this.#send('DELETE', path);
    assert.ok(response.ok, `${path}: ${await response.text()}`);
  }

  /** Other members for a record, the rest as it is. */
  async change(path: string, change: object): Promise<void> {
    const { revision, body } = (await this.get(path)) as { readonly revision: number; readonly body: object };
    await this.put(path, { revision, body: { ...body, ...change } });
  }

  async #send(method: string, path: string, body?: object): Promise<Response> {
    const { origin } = this.#office;
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { origin, cookie: this.#cookie, ...type };
    return fetch(`${origin}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Another price for a product, everywhere. */
  async price(product: string, amount: number): Promise<void> {
    const { revision, body } = (await this.get(`/api/products/${product}`)) as {
      readonly revision: number;
      readonly body: { readonly prices: Readonly<Record<string, unknown>> };
    };
    const prices = Object.fromEntries(Object.keys(body.prices).map((region) => [region, amount]));
    await this.put(`/api/products/${product}`, { revision, body: { ...body, prices } });
  }
}

// The office's REST as its pages use it: one place that knows paths, revisions and how a refusal comes. Never throws: what went wrong is an
// answer with words. Requests that take too long are given up; reading may be repeated, writing never is by itself.
import type { Body, Kind, OfficeRecord } from '@countertop/appliance/protocol';

export interface OfficeFailure {
  /** A code of the office's catalogue, or `link.lost`, `link.slow`, `fault`. */
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly status: number;
}

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: OfficeFailure };

export interface ListQuery {
  readonly search?: string;
  readonly sort?: string;
  readonly direction?: 'up' | 'down';
  /** From 1. */
  readonly page?: number;
  readonly pageSize?: number;
  readonly active?: 'active' | 'inactive' | 'all';
  /** Field → value it must have (a reference's id, a word of a choice), or one of several. */
  readonly filters?: Readonly<Record<string, string | readonly string[]>>;
}

export interface Page<T> {
  readonly records: readonly T[];
  readonly total: number;
}

export interface WriteOptions {
  /** It was read who uses what is put out of use, and it is wanted all the same. */
  readonly acceptUse?: boolean;
}

const readingMs = 15_000;
const writingMs = 60_000;
/** A file may hold 100,000 records. */
const filesMs = 600_000;

async function failureOf(response: Response): Promise<OfficeFailure> {
  const { status } = response;
  try {
    const { error } = (await response.json()) as { error?: unknown };
    if (typeof error === 'object' && error !== null && 'code' in error) {
      const { code, data } = error as { code: unknown; data?: Record<string, unknown> };
      return { code: String(code), data: data ?? {}, status };
    }
  } catch {
    // No JSON: a proxy's or a fault's page. The status says enough.
  }
  return { code: 'fault', data: {}, status };
}

/** `onSignedOut` hears every 401, whoever asked. */
export class OfficeApi {
  readonly #onSignedOut: () => void;

  constructor(onSignedOut: () => void) {
    this.#onSignedOut = onSignedOut;
  }

  async ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const plain = body instanceof Blob || body instanceof FormData;
    const reading = method === 'GET';
    try {
      const response = await fetch(`/api${path}`, {
        method,
        credentials: 'same-origin',
        signal: AbortSignal.timeout(reading ? readingMs : plain ? filesMs : writingMs),
        ...(body === undefined
          ? {}
          : plain
            ? { body }
            : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      if (response.ok)
        return { ok: true, value: (response.status === 204 ? undefined : await response.json()) as T };
      const failure = await failureOf(response);
      if (response.status === 401 && path !== '/sign-in') this.#onSignedOut();
      return { ok: false, failure };
    } catch (error) {
      const slow = error instanceof DOMException && error.name === 'TimeoutError';
      return { ok: false, failure: { code: slow ? 'link.slow' : 'link.lost', data: {}, status: 0 } };
    }
  }

  list<K extends Kind>(path: string, query: ListQuery = {}): Promise<Answer<Page<OfficeRecord<K>>>> {
    return this.ask('GET', `/${path}${queryText(query)}`);
  }

  find<K extends Kind>(path: string, id: string): Promise<Answer<OfficeRecord<K>>> {
    return this.ask('GET', `/${path}/${encodeURIComponent(id)}`);
  }

  create<K extends Kind>(path: string, body: Body<K>): Promise<Answer<OfficeRecord<K>>> {
    return this.ask('POST', `/${path}`, { body });
  }

  change<K extends Kind>(
    path: string,
    record: Pick<OfficeRecord<K>, 'id' | 'revision' | 'body'>,
    { acceptUse = false }: WriteOptions = {},
  ): Promise<Answer<OfficeRecord<K>>> {
    const { id, revision, body } = record;
    const accepted = acceptUse ? '?accept-use=true' : '';
    return this.ask('PUT', `/${path}/${encodeURIComponent(id)}${accepted}`, { revision, body });
  }

  remove(path: string, id: string, revision: number): Promise<Answer<undefined>> {
    return this.ask('DELETE', `/${path}/${encodeURIComponent(id)}?revision=${String(revision)}`);
  }
}

export function queryText({ filters = {}, ...query }: ListQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== '') parameters.set(name, String(value));
  for (const [field, values] of Object.entries(filters))
    for (const value of typeof values === 'string' ? [values] : values)
      if (value !== '') parameters.append(`filter.${field}`, value);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

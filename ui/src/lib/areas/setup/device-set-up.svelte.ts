// The box's devices as a technician's page sees and changes them: one stream of whole views, and a request for each deed.
import type { DeviceSetUpView, DeviceTest, SetUpDeviceView } from '@countertop/appliance/protocol';

const againMs = 1_500;
/** The box gives a sign of life every ten seconds. */
const silenceMs = 25_000;
const answerMs = 20_000;

export type Trouble = 'not-allowed' | 'no-shop' | 'unreachable';
/** What may be written down of a device: the box names the problems. */
export type Setting = Pick<SetUpDeviceView, 'name' | 'kind' | 'model' | 'address' | 'options'>;
/** `problems` are the box's own words. */
export type Changed =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: string; readonly problems: readonly string[] };

export class DeviceSetUp {
  /** Undefined: not heard yet. */
  view = $state.raw<DeviceSetUpView | undefined>();
  trouble = $state<Trouble | undefined>();

  /** Begins to listen; returns what ends it. */
  start(): () => void {
    const stopping = new AbortController();
    void this.#listen(stopping.signal);
    return () => stopping.abort();
  }

  async save(setting: Setting, was: string): Promise<Changed> {
    return this.#send(
      'PUT',
      `of/${encodeURIComponent(setting.name)}?was=${encodeURIComponent(was)}`,
      setting,
    );
  }

  async remove(name: string): Promise<Changed> {
    return this.#send('DELETE', `of/${encodeURIComponent(name)}`);
  }

  async test(name: string, deed: DeviceTest): Promise<Changed> {
    return this.#send('POST', `of/${encodeURIComponent(name)}/test`, { deed });
  }

  async listen(name: string, on: boolean): Promise<Changed> {
    return this.#send('POST', `of/${encodeURIComponent(name)}/bytes`, { on });
  }

  async exported(): Promise<string | undefined> {
    const response = await fetch('/setup/devices/set-up.json', { headers: leave() }).catch(() => undefined);
    return response?.ok === true ? JSON.stringify(await response.json(), null, 2) : undefined;
  }

  async imported(content: string): Promise<Changed> {
    let body: unknown;
    try {
      body = JSON.parse(content);
    } catch {
      return { ok: false, error: 'malformed', problems: [] };
    }
    return this.#send('PUT', 'set-up.json', body);
  }

  async #send(method: string, path: string, body?: unknown): Promise<Changed> {
    try {
      const response = await fetch(`/setup/devices/${path}`, {
        method,
        headers: { ...leave(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        signal: AbortSignal.timeout(answerMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.ok) return { ok: true };
      const { error = 'other', problems = '' } = (await response.json()) as Record<string, string>;
      return { ok: false, error, problems: problems.split('\n').filter((each) => each !== '') };
    } catch {
      return { ok: false, error: 'unreachable', problems: [] };
    }
  }

  async #listen(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      await this.#hear(stopped).catch(() => {
        this.trouble = 'unreachable';
      });
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }

  async #hear(stopped: AbortSignal): Promise<void> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), silenceMs);
    try {
      const response = await fetch('/setup/devices/live', {
        headers: leave(),
        signal: AbortSignal.any([stopped, silence.signal]),
      });
      if (!response.ok || response.body === null) {
        this.trouble = troubleOf(response.status);
        return;
      }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), silenceMs);
        const lines = (rest + chunk.value).split('\n');
        rest = lines.pop() ?? '';
        const last = lines.findLast((line) => line !== '');
        if (last !== undefined) this.view = JSON.parse(last) as DeviceSetUpView;
        this.trouble = undefined;
      }
      this.trouble = 'unreachable';
    } finally {
      clearTimeout(timer);
    }
  }
}

function troubleOf(status: number): Trouble {
  if (status === 401) return 'not-allowed';
  return status === 409 ? 'no-shop' : 'unreachable';
}

/** The session of whoever is logged in on this browser tab. */
function leave(): Record<string, string> {
  const session = sessionStorage.getItem('countertop.session');
  return session === null ? {} : { authorization: `Bearer ${session}` };
}

// The devices a box works with: those of the machine's configuration file, which nobody changes here, and those a technician set up, kept in one
// file of the data folder. What is saved is checked whole first, and taken by the device room at once.
import { Value } from '@sinclair/typebox/value';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { Fault, isFault } from '../../platform/fault.ts';
import type { Disk } from '../../platform/ports/disk.ts';
import { type DeviceSetUp, DeviceSetUpSchema } from '../../protocol/device-set-up.ts';
import { checkSettings } from '../../devices/check-settings.ts';
import type { DeviceSetting } from '../../devices/device.ts';
import { readOptions } from '../../devices/device-options.ts';
import { type Manifest, secretsOf } from './models.ts';

export const deviceSetUpName = 'devices.json';

export type SetUpResult = Result<null, 'device.fixed' | 'device.unknown' | 'device.invalid'>;

export interface SetUpParts {
  readonly disk: Disk;
  readonly path: string;
  /** Of the configuration file. */
  readonly fixed: readonly DeviceSetting[];
  readonly models: readonly Manifest[];
}

export class SetUp {
  readonly #parts: SetUpParts;
  #own: readonly DeviceSetting[];
  /** One change at a time. */
  #saving: Promise<unknown> = Promise.resolve();
  #use: (settings: readonly DeviceSetting[]) => Promise<void> = async () => undefined;

  private constructor(parts: SetUpParts, own: readonly DeviceSetting[]) {
    this.#parts = parts;
    this.#own = own;
  }

  /** Throws Fault `config.invalid` with `{file, problems}` for a file that is none: a till does not guess what stands on its counter. */
  static async open(parts: SetUpParts): Promise<SetUp> {
    const stored = await parts.disk.read(parts.path);
    if (stored === undefined) return new SetUp(parts, []);
    const read = readSetUp(Buffer.from(stored).toString('utf8'));
    if (read === undefined)
      throw new Fault('config.invalid', { file: parts.path, problems: ['not a device set-up of version 1'] });
    return new SetUp(parts, read.devices);
  }

  /** Who works with them; called after each change, before it is answered. */
  onUse(use: (settings: readonly DeviceSetting[]) => Promise<void>): void {
    this.#use = use;
  }

  get settings(): readonly DeviceSetting[] {
    return [...this.#parts.fixed, ...this.#own];
  }

  isFixed(name: string): boolean {
    return this.#parts.fixed.some((setting) => setting.name === name);
  }

  /** New under its name, or in place of the one that has the name `was`. A secret that is not given stays what it was. */
  async save(setting: DeviceSetting, was: string = setting.name): Promise<SetUpResult> {
    return this.#change(() => {
      if (this.isFixed(was)) return refuse('device.fixed', { name: was });
      const before = this.#own.find(({ name }) => name === was);
      const next = withSecretsOf(before, setting, this.#parts.models);
      return ok(
        before === undefined
          ? [...this.#own, next]
          : this.#own.map((each) => (each === before ? next : each)),
      );
    });
  }

  async remove(name: string): Promise<SetUpResult> {
    return this.#change(() => {
      if (this.isFixed(name)) return refuse('device.fixed', { name });
      if (!this.#own.some((each) => each.name === name)) return refuse('device.unknown', { name });
      return ok(this.#own.filter((each) => each.name !== name));
    });
  }

  /** All of a technician's devices of this box, for another box or a replacement. Secrets stay here. */
  exported(): DeviceSetUp {
    const secretsLeftOut: string[] = [];
    const devices = this.#own.map((setting) => {
      const secrets = secretsIn(setting, this.#parts.models);
      secretsLeftOut.push(...secrets.map((option) => `${setting.name}.${option}`));
      return { ...setting, options: omit(setting.options, secrets) };
    });
    return { version: 1, devices, ...(secretsLeftOut.length === 0 ? {} : { secretsLeftOut }) };
  }

  /** In place of all of a technician's devices. A secret this box has already, of a device of that name and model, stays. */
  async imported({ devices }: DeviceSetUp): Promise<SetUpResult> {
    return this.#change(() =>
      ok(
        devices.map((setting) =>
          withSecretsOf(
            this.#own.find(({ name }) => name === setting.name),
            setting,
            this.#parts.models,
          ),
        ),
      ),
    );
  }

  async #change(
    make: () => Result<readonly DeviceSetting[], 'device.fixed' | 'device.unknown'>,
  ): Promise<SetUpResult> {
    const change = this.#saving.then(async (): Promise<SetUpResult> => {
      const made = make();
      if (!made.ok) return made;
      const all = [...this.#parts.fixed, ...made.value];
      const problems = problemsOf(all, made.value, this.#parts.models);
      if (problems.length > 0) return refuse('device.invalid', { problems: problems.join('\n') });
      const content: DeviceSetUp = { version: 1, devices: [...made.value] };
      await this.#parts.disk.write(
        this.#parts.path,
        Buffer.from(`${JSON.stringify(content, null, 2)}\n`),
        0o600,
      );
      this.#own = made.value;
      await this.#use(all);
      return ok(null);
    });
    this.#saving = change.catch(() => undefined);
    return change;
  }
}

/** Undefined for what is no device set-up. */
export function readSetUp(content: string): DeviceSetUp | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return Value.Check(DeviceSetUpSchema, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A secret that is still to be typed in is no problem: its device says that it lacks it. */
function problemsOf(
  all: readonly DeviceSetting[],
  own: readonly DeviceSetting[],
  models: readonly Manifest[],
): readonly string[] {
  const together = problemsIn(() => {
    checkSettings(all);
  });
  return [
    ...together,
    ...own.flatMap((setting) => {
      const manifest = models.find(({ kind, model }) => kind === setting.kind && model === setting.model);
      if (manifest === undefined) return [`${setting.name}: no ${setting.kind} model ${setting.model}`];
      const { options } = manifest;
      if (options === undefined)
        return Object.keys(setting.options).map((option) => `${setting.name}: ${option}`);
      const missing = new Set(
        secretsOf(manifest).filter((option) => !Object.hasOwn(setting.options, option)),
      );
      return problemsIn(() => readOptions(options, setting))
        .filter((problem) => !missing.has(problem.split(':')[0] ?? ''))
        .map((problem) => `${setting.name}: ${problem}`);
    }),
  ];
}

function problemsIn(check: () => void): readonly string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!isFault(error, 'config.invalid')) throw error;
    const { problems } = error.data;
    return Array.isArray(problems) ? problems.map(String) : [error.code];
  }
}

function secretsIn({ kind, model, options }: DeviceSetting, models: readonly Manifest[]): readonly string[] {
  const manifest = models.find((each) => each.kind === kind && each.model === model);
  return manifest === undefined ? [] : secretsOf(manifest).filter((option) => Object.hasOwn(options, option));
}

function withSecretsOf(
  before: DeviceSetting | undefined,
  setting: DeviceSetting,
  models: readonly Manifest[],
): DeviceSetting {
  if (before?.kind !== setting.kind || before.model !== setting.model) return setting;
  const kept = secretsIn(before, models).map((option) => [option, before.options[option] ?? '']);
  return {
    ...setting,
    options: { ...(Object.fromEntries(kept) as DeviceSetting['options']), ...setting.options },
  };
}

function omit(options: DeviceSetting['options'], names: readonly string[]): DeviceSetting['options'] {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
}

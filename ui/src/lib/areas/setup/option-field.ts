// What a model's JSON schema says of one option, as the form needs it: a choice, a switch, a number or a text.

export interface OptionField {
  readonly name: string;
  readonly secret: boolean;
  readonly initial: string;
  readonly kind: 'choice' | 'switch' | 'number' | 'text';
  readonly choices: readonly string[];
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

interface Schema {
  readonly type?: string;
  readonly anyOf?: readonly { readonly const?: unknown }[];
  readonly default?: unknown;
  readonly secret?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

export function optionFields(options: Readonly<Record<string, object>>): readonly OptionField[] {
  return Object.entries(options).map(([name, schema]) => fieldOf(name, schema));
}

function fieldOf(name: string, schema: Schema): OptionField {
  const choices = (schema.anyOf ?? []).flatMap((one) => (one.const === undefined ? [] : [String(one.const)]));
  const { type, minimum, maximum, secret = false } = schema;
  const plain = type === 'boolean' ? 'switch' : type === 'integer' || type === 'number' ? 'number' : 'text';
  const initial = schema.default === undefined ? '' : String(schema.default);
  return { name, secret, initial, kind: choices.length > 0 ? 'choice' : plain, choices, minimum, maximum };
}

/** What was typed, as the box wants it. Nothing typed is nothing set: the model's own value holds, and a secret stays. */
export function optionsOf(
  fields: readonly OptionField[],
  typed: Readonly<Record<string, string>>,
): Record<string, string | number | boolean> {
  return Object.fromEntries(
    fields.flatMap(({ name, kind }) => {
      const text = (typed[name] ?? '').trim();
      if (text === '') return [];
      if (kind === 'switch') return [[name, text === 'true']];
      // What is no number goes as it is: the box says what is wrong with it.
      const number = Number(text);
      return [[name, kind === 'number' && !Number.isNaN(number) ? number : text]];
    }),
  );
}

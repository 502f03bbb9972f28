// What the office said against single fields, in words beside them. A refusal carries `problems`: field and what is wrong with it.
import type { Texts } from '$lib/i18n/texts.svelte.ts';
import type { OfficeFailure } from '$lib/office/api.ts';

export interface FieldProblem {
  readonly key: string;
  readonly text: string;
}

export function fieldErrors(failure: OfficeFailure | undefined, texts: Texts): readonly FieldProblem[] {
  const problems = failure?.data['problems'];
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((problem: unknown) => {
    if (typeof problem !== 'object' || problem === null || !('field' in problem)) return [];
    const { field, code, ...data } = problem as { field: unknown; code?: unknown } & Record<string, unknown>;
    const key =
      String(field)
        .split(/[./]/)
        .find((part) => part !== '') ?? '';
    return [{ key, text: problemWords(String(code), data, texts) }];
  });
}

/** A refusal about a field, or, for what no schema takes, the kind of problem it has. */
export function problemWords(code: string, data: Readonly<Record<string, unknown>>, texts: Texts): string {
  const problem = code === 'record.malformed' ? data['problem'] : code;
  const key = [`problem.${String(problem)}`, `failure.${code}.what`].find((each) => texts.has(each));
  if (key === undefined) return code;
  const values = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  );
  try {
    return texts.t(key, values);
  } catch {
    return code;
  }
}

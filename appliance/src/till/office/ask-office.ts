// Asking the office while somebody waits: what comes back is believed only as far as its schema goes, and no answer is an answer too.
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import type { TSchema } from '@sinclair/typebox';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import { type FailureCode, failures } from '../../protocol/failures.ts';
import { type AnswerTo, type QuestionBody, type QuestionName, questions } from '../../protocol/questions.ts';
import type { AskOutcome } from '../../sync/box/asks.ts';

export type AskOffice = <Name extends QuestionName>(
  question: Name,
  body: QuestionBody<Name>,
) => Promise<Result<AnswerTo<Name>, FailureCode>>;

const checks: ReadonlyMap<string, TypeCheck<TSchema>> = new Map(
  Object.entries(questions).map(([name, { answer }]) => [name, TypeCompiler.Compile(answer)]),
);

const without = {
  'not-linked': 'office.out-of-reach',
  'no-answer': 'office.no-answer',
  'too-old': 'office.other-version',
  busy: 'box.busy',
} as const satisfies Record<string, FailureCode>;

/** @param ask of the link; it answers within a few seconds, whatever happens */
export function askOffice(ask: (question: string, body: unknown) => Promise<AskOutcome>): AskOffice {
  return async <Name extends QuestionName>(question: Name, body: QuestionBody<Name>) => {
    const asked = await ask(question, body);
    if (asked.outcome !== 'answered') return refuse(without[asked.outcome]);
    const { answer } = asked;
    if (!answer.ok) {
      const { code, data } = answer.refusal;
      return isFailure(code) ? refuse(code, data) : refuse('office.other-version');
    }
    if (checks.get(question)?.Check(answer.value) !== true) return refuse('office.other-version');
    // Just checked by the schema of this question.
    return ok(answer.value as AnswerTo<Name>);
  };
}

function isFailure(code: string): code is FailureCode {
  return Object.hasOwn(failures, code);
}

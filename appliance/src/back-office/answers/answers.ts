// What tills may ask of this office: each question is checked by its schema before anything is looked up.
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import type { TSchema } from '@sinclair/typebox';
import { refuse, type Result } from '../../domain/refusal.ts';
import { type AnswerTo, type QuestionBody, type QuestionName, questions } from '../../protocol/questions.ts';
import type { OfficeAnswers } from '../../sync/ports.ts';

/** One for each question: who asks is the register whose key was proved. */
export type Answerers = {
  readonly [Name in QuestionName]: (
    register: string,
    body: QuestionBody<Name>,
  ) => Promise<Result<AnswerTo<Name>>>;
};

const names = Object.keys(questions) as QuestionName[];
const checks: ReadonlyMap<string, TypeCheck<TSchema>> = new Map(
  names.map((name) => [name, TypeCompiler.Compile(questions[name].body)]),
);

export function officeAnswers(answerers: Answerers): OfficeAnswers {
  return {
    questions: names,
    answer: async (register, question, body) => {
      if (checks.get(question)?.Check(body) !== true) return refuse('command.malformed', { name: question });
      // The schema of this name saw to the body.
      const answerer = answerers[question as QuestionName] as (
        register: string,
        body: unknown,
      ) => Promise<Result<unknown>>;
      return answerer(register, body);
    },
  };
}

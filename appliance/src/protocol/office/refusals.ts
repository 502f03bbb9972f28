// All that the office may answer when it says no, with the HTTP status each travels under: one catalogue for pages, words and tests.
import { figuresRefusals } from './figures-refusals.ts';
import { peopleRefusals } from './people-refusals.ts';
import { pictureRefusals } from './picture-refusals.ts';
import { recordRefusals } from './record-refusals.ts';

export const officeRefusals = {
  ...peopleRefusals,
  ...recordRefusals,
  ...figuresRefusals,
  ...pictureRefusals,
};

export type OfficeRefusal = keyof typeof officeRefusals;

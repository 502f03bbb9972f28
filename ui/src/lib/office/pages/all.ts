// Every kind of record that has a page, by its path.
import type { Kind } from '@countertop/appliance/protocol';
import type { PageRule } from '../page-rule.ts';
import * as assortment from './assortment.ts';
import * as organisation from './organisation.ts';
import * as people from './people.ts';
import * as selling from './selling.ts';

// A rule is only ever used with records of its own kind; the union of all kinds loses that.
const rules = [assortment, organisation, people, selling].flatMap(
  (each) => Object.values(each) as unknown as readonly PageRule[],
);

export const pages: ReadonlyMap<string, PageRule> = new Map(rules.map((rule) => [rule.path, rule]));

export const pageOf = (kind: Kind): PageRule | undefined => rules.find((rule) => rule.kind === kind);

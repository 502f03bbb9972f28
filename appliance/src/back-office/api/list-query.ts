// What stands in the address of a list, made into a query; what makes no sense is refused, never guessed.
import { type Kind, kinds } from '../../protocol/office/kinds.ts';
import { ok } from '../../domain/refusal.ts';
import { type ListQuery, pageSizeMax } from '../records/list.ts';
import { type RecordResult, refused } from '../records/refusals.ts';

const filterPrefix = 'filter.';
const searchMax = 200;

type Raw = Readonly<Record<string, string | readonly string[]>>;

/** What each name may be. */
const forms: Readonly<Record<string, RegExp>> = {
  search: new RegExp(`^[^\0]{0,${String(searchMax)}}$`, 's'),
  sort: /^[A-Za-z]{1,40}$/,
  direction: /^(up|down)$/,
  page: /^[1-9]\d{0,5}$/,
  pageSize: /^[1-9]\d{0,3}$/,
  active: /^(active|inactive|all)$/,
};

/** Refused with `request.malformed` and where. */
export function listQueryOf(raw: object): RecordResult<ListQuery> {
  const filters: Record<string, string | readonly string[]> = {};
  const plain = new Map<string, string>();
  for (const [name, value] of Object.entries(raw as Raw)) {
    const values = [value].flat();
    if (!values.every((each) => typeof each === 'string')) return malformed(name);
    if (name.startsWith(filterPrefix)) filters[name.slice(filterPrefix.length)] = values;
    else if (typeof value === 'string' && Object.hasOwn(forms, name) && forms[name]?.test(value) === true)
      plain.set(name, value);
    else return malformed(name);
  }
  const { page, pageSize, ...texts } = Object.fromEntries(plain);
  if (Number(pageSize ?? 1) > pageSizeMax) return malformed('pageSize');
  return ok({
    ...(texts as Pick<ListQuery, 'search' | 'sort' | 'direction' | 'active'>),
    filters,
    page: Number(page ?? 1),
    pageSize: Number(pageSize ?? 50),
  });
}

function malformed(name: string): RecordResult<never> {
  return refused('request.malformed', { at: name.slice(0, 60) });
}

/** For the documents: what a list of the kind takes. */
export function listParameters(kind: Kind): object {
  const { key, sort, schema } = kinds[kind];
  const sorts = [...new Set(['name', key, ...sort])];
  const text = { type: 'string' };
  return {
    type: 'object',
    properties: {
      search: { ...text, maxLength: searchMax, description: 'Words, or parts of them' },
      sort: { ...text, enum: sorts },
      direction: { ...text, enum: ['up', 'down'] },
      page: { type: 'integer', minimum: 1 },
      pageSize: { type: 'integer', minimum: 1, maximum: pageSizeMax },
      active: { ...text, enum: ['active', 'inactive', 'all'] },
      ...Object.fromEntries(
        Object.keys(schema.properties).map((field) => [
          `${filterPrefix}${field}`,
          { ...text, description: 'Only those with this value; may be given several times' },
        ]),
      ),
    },
  };
}

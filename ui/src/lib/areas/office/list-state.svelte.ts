// Which part of a list is on the page: search, filters, sorting and page, kept in the address so that Back and a sent link work, and the rows
// the office gave for it. The last question wins; what is shown stays until the answer is there.
import type { Kind, OfficeRecord } from '@countertop/appliance/protocol';
import type { OfficeApi, OfficeFailure } from '$lib/office/api.ts';
import { sortOfWord, sortWord, type Sort } from '$lib/parts/office/list/sorting.ts';

export interface ListPlace {
  readonly search: string;
  readonly sort: Sort | undefined;
  readonly page: number;
  readonly size: number;
  readonly active: 'active' | 'inactive' | 'all';
  readonly filters: Readonly<Record<string, string>>;
}

export const firstPlace: ListPlace = {
  search: '',
  sort: undefined,
  page: 1,
  size: 50,
  active: 'active',
  filters: {},
};

export function placeOf(parameters: URLSearchParams): ListPlace {
  const active = parameters.get('active');
  const filters: Record<string, string> = {};
  for (const [name, value] of parameters) if (name.startsWith('in.')) filters[name.slice(3)] = value;
  return {
    search: parameters.get('search') ?? '',
    sort: sortOfWord(parameters.get('sort') ?? ''),
    page: Math.max(1, Number(parameters.get('page')) || 1),
    size: Number(parameters.get('size')) || firstPlace.size,
    active: active === 'inactive' || active === 'all' ? active : 'active',
    filters,
  };
}

export function parametersOf(place: ListPlace): URLSearchParams {
  const parameters = new URLSearchParams();
  const put = (name: string, value: string, standard: string): void => {
    if (value !== standard) parameters.set(name, value);
  };
  put('search', place.search, '');
  put('sort', sortWord(place.sort), '');
  put('page', String(place.page), '1');
  put('size', String(place.size), String(firstPlace.size));
  put('active', place.active, 'active');
  for (const [field, value] of Object.entries(place.filters)) put(`in.${field}`, value, '');
  return parameters;
}

export class ListState<K extends Kind> {
  readonly #api: OfficeApi;
  readonly #path: string;
  rows = $state.raw<readonly OfficeRecord<K>[]>([]);
  total = $state(0);
  status = $state<'loading' | 'ready' | 'failed'>('loading');
  failure = $state.raw<OfficeFailure | undefined>();
  #asked = 0;

  constructor(api: OfficeApi, path: string) {
    this.#api = api;
    this.#path = path;
  }

  async load(place: ListPlace): Promise<void> {
    const asked = (this.#asked += 1);
    this.status = 'loading';
    const { search, sort, page, size, active, filters } = place;
    const answer = await this.#api.list<K>(this.#path, {
      search,
      page,
      pageSize: size,
      active,
      filters,
      ...(sort === undefined ? {} : { sort: sort.key, direction: sort.direction }),
    });
    if (asked !== this.#asked) return;
    this.failure = answer.ok ? undefined : answer.failure;
    this.status = answer.ok ? 'ready' : 'failed';
    if (!answer.ok) return;
    this.rows = answer.value.records;
    this.total = answer.value.total;
  }
}

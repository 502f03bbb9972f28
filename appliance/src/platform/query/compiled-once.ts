// A query that is asked all day: built and compiled at the first asking, then only its parameters change.
import type { Compilable, CompiledQuery, DialectAdapter, Kysely } from 'kysely';

/**
 * `build` must put each of its parameters into the query once, in their order, and nothing else that becomes one (a limit is `sql.lit`): the first
 * asking throws when it did not. Compiled anew for each store.
 */
export function compiledOnce<Schema, Row, Parameters extends readonly (string | number)[]>(
  build: (queries: Kysely<Schema>, ...parameters: Parameters) => Compilable<Row>,
): (queries: Kysely<Schema>, ...parameters: Parameters) => Promise<readonly Row[]> {
  const known = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  return async (queries, ...parameters) => {
    const { adapter } = queries.getExecutor();
    let compiled = known.get(adapter);
    if (compiled === undefined) {
      compiled = build(queries, ...parameters).compile();
      if (JSON.stringify(compiled.parameters) !== JSON.stringify(parameters))
        throw new TypeError(`the parameters of this query are not those given: ${compiled.sql}`);
      known.set(adapter, compiled);
    }
    return (await queries.executeQuery<Row>({ ...compiled, parameters })).rows;
  };
}

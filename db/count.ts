import type { SelectQueryBuilder } from 'kysely'

/** How many rows a query finds, which has selected nothing yet. */
export async function countOf<DB, Tables extends keyof DB>(query: SelectQueryBuilder<DB, Tables, object>): Promise<number> {
  const counted = query.select(({ fn }) => fn.countAll<number>().as('count'))
  // Kysely cannot infer a selection through type parameters.
  const { count } = (await counted.executeTakeFirstOrThrow()) as { count: number }
  return count
}

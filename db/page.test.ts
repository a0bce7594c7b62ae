import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { isIdPart, keysetPage, type PageArgs } from '#lib/pagination.ts'
import { testDatabase } from '../test/postgres.ts'
import { connect } from './connect.ts'
import { pageBy } from './page.ts'

test('pages by several columns fit together, from either end and between two ends, where rows share all but the last column', async () => {
  await using stack = new AsyncDisposableStack()
  const { url } = stack.use(await testDatabase('accounts'))
  const log = createLog('test', { level: 'silent' })
  const db = stack.adopt(connect<object>({ url, schema: 'accounts', log }), (open) => open.destroy())
  const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
  const rows = Array.from({ length: 9 }, (_, n) => ({ score: Math.floor(n / 4), id: id(n) }))
  const values = sql.join(rows.map((row) => sql`(${row.score}::int, ${row.id}::uuid)`))
  const all = db.selectFrom(sql<{ score: number; id: string }>`(SELECT * FROM (VALUES ${values}) AS v (score, id))`.as('row'))

  for (const order of ['asc', 'desc'] as const) {
    const list = order === 'asc' ? rows : rows.toReversed()
    const page = async (args: PageArgs) => {
      const { edges } = await keysetPage({
        args,
        fetch: (request) =>
          pageBy(
            all.selectAll(),
            [
              ['score', 'int'],
              ['id', 'uuid'],
            ],
            order,
            request,
          ),
        key: (row) => [row.score, row.id],
        parts: [Number.isInteger, isIdPart],
      })
      return { edges, ids: edges.map(({ node }) => node.id) }
    }
    const { edges, ids } = await page({ first: 20 })
    expect(ids).toEqual(list.map((row) => row.id))
    for (const [from, { cursor: after }] of edges.entries()) {
      expect((await page({ first: 3, after })).ids).toEqual(ids.slice(from + 1, from + 4))
      expect((await page({ last: 3, before: after })).ids).toEqual(ids.slice(Math.max(0, from - 3), from))
      const before = edges[from + 3]?.cursor
      expect((await page({ first: 5, after, before })).ids).toEqual(ids.slice(from + 1, before ? from + 3 : from + 6))
      expect((await page({ last: 5, after, before })).ids).toEqual(
        before ? ids.slice(from + 1, from + 3) : ids.slice(from + 1).slice(-5),
      )
    }
  }
})

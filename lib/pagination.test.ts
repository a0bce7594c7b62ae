import { expect, test } from 'vitest'
import { isMomentPart, keysetPage, type PageArgs } from './pagination.ts'

const rows = Array.from({ length: 45 }, (_, i) => ({ id: i + 1 }))
const page = (args: PageArgs, list = rows) =>
  keysetPage<{ id: number }>({
    args,
    key: (row) => [row.id],
    fetch: ({ past, until, forward, limit }) => {
      const from = (past?.[0] as number | undefined) ?? (forward ? 0 : Infinity)
      const to = (until?.[0] as number | undefined) ?? (forward ? Infinity : 0)
      const inside = list.filter(({ id }) => (forward ? id > from && id < to : id < from && id > to))
      return Promise.resolve((forward ? inside : inside.toReversed()).slice(0, limit))
    },
  })
const ids = (result: Awaited<ReturnType<typeof page>>) => result.edges.map((edge) => edge.node.id)

test('pages follow one another without gap or repeat, forward and backward', async () => {
  const seen: number[] = []
  for (let after: string | null = null; ;) {
    const result = await page({ first: 7, after })
    seen.push(...ids(result))
    after = result.pageInfo.endCursor
    if (!result.pageInfo.hasNextPage) break
  }
  expect(seen).toEqual(rows.map(({ id }) => id))
  const back: number[] = []
  for (let before: string | null = null; ;) {
    const result = await page({ last: 7, before })
    back.unshift(...ids(result))
    before = result.pageInfo.startCursor
    if (!result.pageInfo.hasPreviousPage) break
  }
  expect(back).toEqual(seen)
})

test('a row added before the cursor moves nothing', async () => {
  const first = await page({ first: 3 })
  expect(ids(await page({ first: 3, after: first.pageInfo.endCursor }, [{ id: 0 }, ...rows]))).toEqual([4, 5, 6])
})

test('without a size a page has 20 entries; an empty list has no cursors', async () => {
  expect(ids(await page({}))).toHaveLength(20)
  expect((await page({}, [])).pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null })
})

test.each([
  [{ first: 0 }, 'first'],
  [{ first: 101 }, 'first'],
  [{ last: -1 }, 'last'],
  [{ first: 1, last: 1 }, 'last'],
  [{ after: 'nonsense' }, 'after'],
  [{ before: Buffer.from('{"a":1}').toString('base64url') }, 'before'],
])('%o is refused with the argument’s path', async (args, argument) => {
  await expect(page(args)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: [argument] }] })
})

test.each(['2026-11-21T09:30:00.000Z', '0001-01-01T00:00:00.000Z'])('%s can be a part of a cursor', (moment) => {
  expect(isMomentPart(moment)).toBe(true)
})

test.each(['0000-01-01T00:00:00.000Z', '2026-02-30T00:00:00.000Z', '2026-11-21', 1])(
  '%s, which no database has as a moment, cannot',
  (moment) => {
    expect(isMomentPart(moment)).toBe(false)
  },
)

import { expect, test } from 'vitest'
import { codesIn, errorTable, limitTable, tellUnsaid, thrownIn } from './tables.ts'

const root = new URL('../', import.meta.url)
const rowsOf = (table: string) => table.split('\n').slice(2)

test('codes are found with the comment that each has', () => {
  const text = "type A =\n  /** It is\n   * over. */\n  | 'OVER'\n  | 'BARE'\n\ntype B<'no' | 'X_Y'>"
  expect(codesIn(text)).toEqual([
    { code: 'OVER', comment: 'It is over.' },
    { code: 'BARE', comment: '' },
    { code: 'X_Y', comment: '' },
  ])
})

test('every code of an error says what it means', async () => {
  const rows = rowsOf(await errorTable(root))
  expect(rows.length).toBeGreaterThan(40)
  expect(rows.filter((row) => /\|\s*\|$/.test(row))).toEqual([])
})

test('a code that is thrown and has no sentence stops the making of the table', () => {
  const thrown = thrownIn("new GraphQLError(m, { extensions: { code: 'ALL_GONE' } }); refusal('TOO_LATE', m)\n  413: 'TOO_BIG',")
  expect(thrown).toEqual(['ALL_GONE', 'TOO_LATE', 'TOO_BIG'])
  expect(() => tellUnsaid([{ place: 'gateway/x.ts', code: 'ALL_GONE' }], new Set(['TOO_LATE']))).toThrow(
    'ALL_GONE is thrown in gateway/x.ts',
  )
})

test('every limit of the gateway has a sentence of its own', async () => {
  const rows = rowsOf(await limitTable(root)).filter((row) => row.startsWith('| gateway |'))
  expect(rows.length).toBeGreaterThan(70)
  expect(rows.filter((row) => /\|\s*\|$/.test(row))).toEqual([])
})

test('every limit is in the table, with what its comment says', async () => {
  const rows = rowsOf(await limitTable(root))
  expect(rows.length).toBeGreaterThan(150)
  expect(rows).toContain(
    "| all | `document.selections` | 2500 | Selections of a document with its fragments written out. Our clients' have 80, the introspection of tools has 400. |",
  )
})

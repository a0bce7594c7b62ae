import { expect, test } from 'vitest'
import { beginsOf, joined, keyOf, type Answered } from './chain.ts'

/** A platform with this list gives two rows a page; a cursor is the last row before it. */
const pageOf = (list: string, after: string | null): Answered<string> => {
  const from = after === null ? 0 : list.indexOf(after) + 1
  const rows = list.slice(from, from + 2).split('')
  return { after, rows, next: list.length > from + 2 ? (rows.at(-1) ?? null) : null }
}
const same = (row: string) => row

/** What is shown at each answer, until all pages are asked for as they begin now. */
function shownWhile(list: string, pages: (Answered<string> | undefined)[], before: string): string[] {
  const shown: string[] = []
  let last: readonly string[] = before.split('')
  for (let left = 9; left > 0; left--) {
    const begins = beginsOf(pages.length, pages)
    const { rows, settled } = joined(last, begins, pages, same)
    shown.push(rows.join(''))
    last = rows
    if (settled) return shown
    const at = begins.findIndex((after, index) => pages[index]?.after !== after)
    pages[at] = pageOf(list, begins[at] ?? null)
  }
  return shown
}
const open = (list: string, count: number) => {
  const pages: Answered<string>[] = []
  for (let at = 0; at < count; at++) pages.push(pageOf(list, beginsOf(at + 1, pages)[at] ?? null))
  return pages
}

test('pages follow one another, and the next begins where the last ends', () => {
  const pages = open('abcdef', 2)
  expect(joined([], beginsOf(2, pages), pages, same)).toEqual({ rows: ['a', 'b', 'c', 'd'], settled: true })
  expect(beginsOf(3, pages)).toEqual([null, 'b', 'd'])
})

test('a list that grows at its head loses no row and doubles none, also while its further pages are asked for anew', () => {
  const pages = open('abcdef', 3)
  pages[0] = pageOf('xabcdef', null)
  expect(shownWhile('xabcdef', pages, 'abcdef')).toEqual(['xabcdef', 'xabcdef', 'xabcde'])
  // By more than a page, so that nothing of the first one is known from before.
  const far = open('abcdef', 2)
  far[0] = pageOf('xyzabcdef', null)
  expect(shownWhile('xyzabcdef', far, 'abcd')).toEqual(['xyabcd', 'xyza'])
})

test('a row that comes in the midst doubles none of those around it', () => {
  const pages = open('abcdef', 2)
  pages[0] = pageOf('axbcdef', null)
  expect(shownWhile('axbcdef', pages, 'abcd')).toEqual(['axbcd', 'axbc'])
})

test('a list that loses a row is shorter by that row alone', () => {
  const pages = open('abcdef', 2)
  pages[0] = pageOf('bcdef', null)
  expect(shownWhile('bcdef', pages, 'abcd')).toEqual(['bcd', 'bcde'])
})

test('a list that has become one page ends there', () => {
  const pages = open('abcdef', 3)
  pages[0] = pageOf('ab', null)
  expect(shownWhile('ab', pages, 'abcdef')).toEqual(['ab'])
})

test('while the next page is on its way, what is there stays', () => {
  const pages = [...open('abcdef', 1), undefined]
  expect(joined(['a', 'b'], beginsOf(2, pages), pages, same)).toEqual({ rows: ['a', 'b'], settled: false })
})

test('a row is known by its id, or by all that it says', () => {
  expect(keyOf({ id: '1', n: 1 })).toBe(keyOf({ id: '1', n: 2 }))
  expect(keyOf({ rank: 1, n: 1 })).not.toBe(keyOf({ rank: 1, n: 2 }))
})

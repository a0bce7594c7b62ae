import { expect, test } from 'vitest'
import { drawnRows, piecesOf, rowBy, type Piece } from './window.ts'

const looked = { top: 4_400, height: 440, rowHeight: 44, count: 2_000 }
const heightOf = (pieces: readonly Piece[]) =>
  pieces.reduce((sum, piece) => sum + ('gap' in piece ? piece.gap : looked.rowHeight), 0)

test('of two thousand rows those are drawn that are seen, and some beyond', () => {
  expect(drawnRows(looked)).toEqual([90, 120])
  expect(drawnRows({ ...looked, top: 0 })).toEqual([0, 20])
  expect(drawnRows({ ...looked, top: 2_000 * 44 })).toEqual([1_990, 1_999])
  expect(drawnRows({ ...looked, count: 0 })).toEqual([0, -1])
})

test('rows and gaps together are as high as all rows, wherever the focus is', () => {
  for (const focused of [null, 0, 3, 95, 150, 1_999, 2_500]) {
    const pieces = piecesOf(drawnRows(looked), focused, looked)
    expect(heightOf(pieces)).toBe(2_000 * 44)
  }
})

test('the row with the focus stays drawn when it is scrolled away', () => {
  const rows = (focused: number) =>
    piecesOf(drawnRows(looked), focused, looked).flatMap((piece) => ('row' in piece ? [piece.row] : []))
  expect(rows(3)).toHaveLength(32)
  expect(rows(3)[0]).toBe(3)
  expect(rows(1_999).at(-1)).toBe(1_999)
  expect(rows(100)).toHaveLength(31)
})

test('the arrow keys lead from row to row, Home and End to the first and the last, and none beyond', () => {
  expect(['ArrowDown', 'ArrowUp', 'Home', 'End', 'a'].map((key) => rowBy(key, 5, 10))).toEqual([6, 4, 0, 9, null])
  expect([rowBy('ArrowUp', 0, 10), rowBy('ArrowDown', 9, 10), rowBy('ArrowDown', 8, 10)]).toEqual([null, null, 9])
})

import { expect, test } from 'vitest'
import { overlap, suppress } from './detection.ts'

const box = (label: string, score: number, left: number) => ({ label, score, left, top: 0, right: left + 0.2, bottom: 0.2 })

test('of overlapping boxes of one label the best stays; another label and another place stay too', () => {
  const found = suppress([box('a', 0.5, 0), box('a', 0.9, 0.05), box('b', 0.4, 0.05), box('a', 0.3, 0.6)], 0.5)
  expect(found.map(({ label, score }) => [label, score])).toEqual([
    ['a', 0.9],
    ['b', 0.4],
    ['a', 0.3],
  ])
})

test('a chain of overlaps loses only those that overlap a better one', () => {
  const found = suppress([box('a', 0.9, 0), box('a', 0.8, 0.1), box('a', 0.7, 0.2)], 0.3)
  expect(found.map(({ score }) => score)).toEqual([0.9, 0.7])
})

test('intersection over union', () => {
  expect(overlap(box('a', 1, 0), box('a', 1, 0))).toBe(1)
  expect(overlap(box('a', 1, 0), box('a', 1, 0.1))).toBeCloseTo(1 / 3)
  expect(overlap(box('a', 1, 0), box('a', 1, 0.2))).toBe(0)
})

import { expect, test } from 'vitest'
import { apart } from './apart.ts'

test('texts at the ends of lines never lie over each other, and those with room stay where they are', () => {
  expect(apart([100, 98, 20], 14)).toEqual([100, 86, 20])
  expect(apart([50, 50, 50], 10)).toEqual([50, 40, 30])
  expect(apart([10, 100], 14)).toEqual([10, 100])
})

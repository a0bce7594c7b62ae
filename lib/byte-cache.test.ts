import { expect, test } from 'vitest'
import { byteCache } from './byte-cache.ts'

test('what was used longest ago goes first, and the bytes stay within the limit', () => {
  const cache = byteCache<string>(10)
  cache.set('a', 'A', 4)
  cache.set('b', 'B', 4)
  expect(cache.get('a')).toBe('A')
  cache.set('c', 'C', 4)
  expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.bytes]).toEqual(['A', undefined, 'C', 8])
})

test('a value that has grown pushes out others, and itself when it is larger than all', () => {
  const cache = byteCache<string>(10)
  cache.set('a', 'A', 4)
  cache.set('b', 'B', 4)
  cache.set('b', 'B', 9)
  expect([cache.get('a'), cache.get('b'), cache.bytes]).toEqual([undefined, 'B', 9])
  cache.set('b', 'B', 11)
  expect([cache.get('b'), cache.bytes]).toEqual([undefined, 0])
})

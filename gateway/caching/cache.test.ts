import { expect, test, vi } from 'vitest'
import { GATEWAY_LIMITS } from '../limits.ts'
import { createCache } from './cache.ts'

const kept = (tags: readonly string[], limit = 1_000_000) => {
  const cache = createCache(limit)
  cache.keep('key', { text: 'answer', began: cache.clock, tags, seconds: 60 })
  return cache
}

test('what is kept is given until one of its things ends, and other things do not end it', () => {
  const cache = kept(['Station 1', 'Availability 1'])
  cache.end(['Station 2'])
  expect(cache.get('key', undefined)).toBe('answer')
  cache.end(['Availability 1'])
  expect(cache.get('key', undefined)).toBeUndefined()
})

test('a reading that began before the end of its thing is not kept after it', () => {
  const cache = createCache(1_000_000)
  const began = cache.clock
  cache.end(['Station 1'])
  cache.keep('key', { text: 'old', began, tags: ['Station 1'], seconds: 60 })
  expect(cache.get('key', undefined)).toBeUndefined()
  cache.keep('key', { text: 'new', began: cache.clock, tags: ['Station 1'], seconds: 60 })
  expect(cache.get('key', undefined)).toBe('new')
})

test('who has written is given nothing that was read before, and everybody else is', () => {
  const cache = kept(['Station 1'])
  cache.end(['writer ann'])
  expect(cache.get('key', 'writer ann')).toBeUndefined()
  expect(cache.get('key', 'writer bob')).toBe('answer')
  cache.keep('key', { text: 'newer', began: cache.clock, tags: ['Station 1'], seconds: 60 })
  expect(cache.get('key', 'writer ann')).toBe('newer')
})

test('nothing is given after its time', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const cache = kept(['Station 1'])
    vi.advanceTimersByTime(59_999)
    expect(cache.get('key', undefined)).toBe('answer')
    vi.advanceTimersByTime(1)
    expect(cache.get('key', undefined)).toBeUndefined()
  } finally {
    vi.useRealTimers()
  }
})

test('it holds no more than its bytes', () => {
  const cache = createCache(10_000)
  for (let n = 0; n < 100; n += 1) cache.keep(`key ${n}`, { text: 'x'.repeat(1_000), began: 0, tags: [], seconds: 60 })
  expect(cache.get('key 99', undefined)).toBeDefined()
  expect(cache.get('key 0', undefined)).toBeUndefined()
})

test('when more things have ended than it remembers, all that is kept ends with them', () => {
  const cache = kept(['Station 1'])
  const began = cache.clock
  for (let n = 0; n <= GATEWAY_LIMITS.cacheEnds; n += 1) cache.end([`other ${n}`])
  expect(cache.get('key', undefined)).toBeUndefined()
  cache.keep('late', { text: 'old', began, tags: ['Station 1'], seconds: 60 })
  expect(cache.get('late', undefined)).toBeUndefined()
  cache.keep('key', { text: 'new', began: cache.clock, tags: ['Station 1'], seconds: 60 })
  expect(cache.get('key', undefined)).toBe('new')
})

import { afterEach, expect, test, vi } from 'vitest'
import { brokenSince, heard, interrupted } from './connection.ts'

afterEach(() => {
  heard()
  vi.useRealTimers()
})

test('a live page says since when it hears nothing: since the first break, until something is heard', () => {
  vi.useFakeTimers({ now: 1_000 })
  interrupted()
  vi.setSystemTime(9_000)
  interrupted()
  expect(brokenSince.get()).toBe(1_000)
  heard()
  expect(brokenSince.get()).toBeNull()
})

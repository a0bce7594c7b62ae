import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ANNOUNCED_EVERY_MS, paced } from './paced.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('what changes often is told at once, then at most every 15 seconds, and the last of it always', () => {
  const heard: number[] = []
  const { tell, end } = paced<number>(ANNOUNCED_EVERY_MS, (value) => heard.push(value))
  for (let second = 0; second < 40; second++) {
    tell(second)
    vi.advanceTimersByTime(1_000)
  }
  expect(heard).toEqual([0, 14, 29])
  vi.advanceTimersByTime(60_000)
  expect(heard).toEqual([0, 14, 29, 39])
  tell(99)
  expect(heard.at(-1)).toBe(99)
  tell(100)
  end()
  vi.advanceTimersByTime(60_000)
  expect(heard.at(-1)).toBe(99)
})

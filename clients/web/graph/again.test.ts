import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAgain } from './again.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function asked() {
  const counted = { asks: 0 }
  return Object.assign(
    counted,
    createAgain(() => void counted.asks++, 1_000),
  )
}

test('a thousand events in ten seconds ask ten times, the first at once and once after the last', () => {
  const question = asked()
  question.again()
  expect(question.asks).toBe(1)
  for (let at = 0; at < 1_000; at++) {
    vi.advanceTimersByTime(10)
    question.again()
  }
  vi.advanceTimersByTime(5_000)
  expect(question.asks).toBeGreaterThanOrEqual(10)
  expect(question.asks).toBeLessThanOrEqual(12)
})

test('while an answer is on its way nothing is asked; what was wanted meanwhile is asked after it, once', () => {
  const question = asked()
  question.again()
  question.busy(true)
  vi.advanceTimersByTime(3_000)
  question.again()
  question.again()
  vi.advanceTimersByTime(3_000)
  expect(question.asks).toBe(1)
  question.busy(false)
  expect(question.asks).toBe(2)
  vi.advanceTimersByTime(3_000)
  expect(question.asks).toBe(2)
})

test('a page that is left asks no more', () => {
  const question = asked()
  question.again()
  question.again()
  question.end()
  vi.advanceTimersByTime(3_000)
  expect(question.asks).toBe(1)
})

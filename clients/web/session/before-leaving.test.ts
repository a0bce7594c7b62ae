import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beforeLeaving, nothingLeft } from './before-leaving.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('who signs out waits until what they decided is sent, and not for what is done or has failed', async () => {
  const slow = Promise.withResolvers<void>()
  const ends = [
    beforeLeaving(() => slow.promise),
    beforeLeaving(async () => {
      throw new Error('refused')
    }),
  ]
  let isLeft = false
  const leaving = nothingLeft().then(() => (isLeft = true))
  await vi.advanceTimersByTimeAsync(100)
  expect(isLeft).toBe(false)
  slow.resolve()
  await leaving
  for (const end of ends) end()
  await nothingLeft()
})

test('nobody is kept at a shared computer by a network that is not there', async () => {
  const end = beforeLeaving(() => new Promise(() => undefined))
  let isLeft = false
  void nothingLeft().then(() => (isLeft = true))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(isLeft).toBe(true)
  end()
})

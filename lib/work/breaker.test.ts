import { expect, test } from 'vitest'
import { createBreaker } from './breaker.ts'

const [silences, silentMs, silentMostMs] = [5, 1_000, 30_000]

test('a service that says nothing is left alone for ever longer, tried with one call, and used again when it answers', () => {
  let now = 0
  const breaker = createBreaker({ atOnce: 16, silences, silentMs, silentMostMs }, () => now)
  expect([breaker.room(0), breaker.room(15), breaker.room(20)]).toEqual([16, 1, 0])
  for (let tries = 1; tries < silences; tries++) breaker.silent()
  expect([breaker.isOpen(), breaker.room(0)]).toEqual([false, 16])
  breaker.silent()
  expect([breaker.isOpen(), breaker.room(0)]).toEqual([true, 0])
  now += silentMs
  expect([breaker.room(0), breaker.room(1)]).toEqual([1, 0])
  breaker.silent()
  now += silentMs
  expect(breaker.room(0)).toBe(0)
  for (let tries = 0; tries < 50; tries++) breaker.silent()
  now += silentMostMs - 1
  expect(breaker.room(0)).toBe(0)
  now += 1
  expect(breaker.room(0)).toBe(1)
  breaker.answered()
  expect([breaker.isOpen(), breaker.room(0)]).toEqual([false, 16])
})

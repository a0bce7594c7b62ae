import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId } from '#lib/id.ts'
import type { Principal } from '../caller.ts'
import { daily, lasting, localCounts } from './counts.ts'
import { clientKey } from './quotas.ts'
import { createRequestLimits } from './requests.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const windowMs = 3_600_000
const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

test('points are counted until they would pass the most; what does not fit is not counted', () => {
  const counts = localCounts(lasting(windowMs, 10))
  expect(counts.add('a', 7, 10)).toMatchObject({ points: 7, fits: true })
  expect(counts.add('a', 4, 10)).toMatchObject({ points: 7, fits: false })
  expect(counts.add('a', 3, 10)).toMatchObject({ points: 10, fits: true })
  expect(counts.add('a', 1, 10)).toMatchObject({ points: 10, fits: false })
  expect(counts.add('b', 1, 10)).toMatchObject({ points: 1, fits: true })
})

test('a window begins with its first request, and ends an hour later whatever came meanwhile', () => {
  const counts = localCounts(lasting(windowMs, 10))
  const { endsAt } = counts.add('a', 1, 2)
  later(windowMs - 1)
  expect(counts.add('a', 1, 2)).toMatchObject({ points: 2, endsAt })
  expect(counts.add('a', 1, 2).fits).toBe(false)
  later(1)
  expect(counts.known('a')).toBeUndefined()
  expect(counts.add('a', 1, 2)).toMatchObject({ points: 1, endsAt: endsAt + windowMs })
})

test('so many clients are remembered: one more makes the oldest forgotten, and windows that have ended go first', () => {
  const counts = localCounts(lasting(windowMs, 2))
  counts.add('a', 1, 5)
  later(10)
  counts.add('b', 1, 5)
  counts.add('a', 1, 5)
  counts.add('c', 1, 5)
  expect(['a', 'b', 'c'].map((key) => counts.known(key)?.points)).toEqual([undefined, 1, 1])
  later(windowMs)
  counts.add('d', 1, 5)
  expect(['b', 'c', 'd'].map((key) => counts.known(key)?.points)).toEqual([undefined, undefined, 1])
})

test('a day ends at midnight for everybody, and what others have counted of it counts', () => {
  vi.setSystemTime(new Date('2026-11-22T23:00:00Z'))
  const counts = localCounts(daily(10))
  counts.atLeast('a', 8)
  counts.atLeast('a', 3)
  expect(counts.add('a', 3, 10)).toMatchObject({ points: 8, fits: false, endsAt: Date.parse('2026-11-23T00:00:00Z') })
  expect(counts.add('a', 2, 10)).toMatchObject({ points: 10, fits: true })
  later(windowMs)
  expect(counts.add('a', 1, 10)).toMatchObject({ points: 1, endsAt: Date.parse('2026-11-24T00:00:00Z') })
})

/** An API key with ten requests an hour and three a day. */
function limited() {
  const clientId = newId()
  const caller = { kind: 'client', clientId }
  const principal = { caller, quota: { requestsPerHour: 10, requestsPerDay: 3 } } as unknown as Principal
  const [hours, days] = [localCounts(lasting(windowMs, 10)), localCounts(daily(10))]
  const limits = createRequestLimits({ hours, days, quotas: {} })
  const used = () => [hours, days].map((counts) => counts.known(clientKey(clientId))?.points)
  return { clientId, limits, used, begin: () => limits.begin(principal, undefined) ?? expect.fail('nobody is counted') }
}

test('what the day has no room for takes nothing of the hour', async () => {
  const { used, begin } = limited()
  expect(await begin().charge(1)).toBeNull()
  expect((await begin().charge(3))?.message).toContain("2 of this day's 3 are left")
  expect(used()).toEqual([1, 1])
})

test('what others have counted of a day is not believed in its first minute: it may be of yesterday', () => {
  const { clientId, limits, used } = limited()
  vi.setSystemTime('2026-11-22T00:00:30Z')
  limits.learn(clientId, 3)
  expect(used()).toEqual([undefined, undefined])
  later(60_000)
  limits.learn(clientId, 3)
  expect(used()).toEqual([undefined, 3])
})

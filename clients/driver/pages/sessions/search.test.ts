import { expect, test } from 'vitest'
import { filterOf, sessionsSearch } from './search.ts'

test('an address that says what no filter is filters nothing', () => {
  for (const address of [{}, { month: '2026-13', vehicle: 'mine', state: 'toString' }, { month: 202_611, state: 3 }])
    expect(filterOf(sessionsSearch(address), 'UTC')).toEqual({})
})

test('a month is asked for as it is by the clock of the zone', () => {
  expect(filterOf(sessionsSearch({ month: '2026-03', state: 'failed' }), 'Europe/Amsterdam')).toEqual({
    from: '2026-02-28T23:00:00.000Z',
    until: '2026-03-31T22:00:00.000Z',
    status: ['FAILED', 'EXPIRED'],
  })
})

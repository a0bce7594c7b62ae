import { expect, test } from 'vitest'
import { freeOf, stateOf } from './station-state.ts'

const station = (online: boolean, ...statuses: Parameters<typeof stateOf>[0]['evses'][number]['status'][]) => ({
  online,
  evses: statuses.map((status) => ({ status })),
})

test('a station is free as long as one of its EVSEs is', () => {
  expect(stateOf(station(true, 'CHARGING', 'AVAILABLE', 'FAULTED'))).toBe('free')
  expect(freeOf(station(true, 'AVAILABLE', 'AVAILABLE', 'RESERVED'))).toBe(2)
})

test('it is taken while something of it works, and out of order when nothing does', () => {
  expect(stateOf(station(true, 'CHARGING', 'FAULTED'))).toBe('busy')
  expect(stateOf(station(true, 'UNAVAILABLE', 'FAULTED'))).toBe('out')
})

test('nothing is known of a station that is not connected, whatever it said last', () => {
  expect(stateOf(station(false, 'AVAILABLE'))).toBe('unknown')
  expect(freeOf(station(false, 'AVAILABLE'))).toBe(0)
})

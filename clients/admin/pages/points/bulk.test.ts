import { expect, test } from 'vitest'
import { bulkOf } from './bulk.ts'

const POINTS = ['a', 'b', 'c'].map((id) => ({ id }))
const chosen = (...ids: string[]) => ({ points: POINTS, complete: true, filter: {}, selected: new Set(ids), all: false })
const all = { ...chosen(), filter: { search: 'quay' }, all: true }

test('the first of those that are selected is asked by itself, and the others as many as there are', () => {
  expect(bulkOf('RESET', chosen('b', 'c', 'a'))).toMatchObject({ one: 'b', rest: { stationIds: ['c', 'a'] }, expectedCount: 2 })
})

test('one charger is no command for many, and none is no command', () => {
  expect(bulkOf('RESET', chosen('b'))).toMatchObject({ one: 'b', rest: null })
  expect(bulkOf('RESET', chosen())).toBeNull()
  expect(bulkOf('RESET', { ...all, points: [] })).toBeNull()
})

test('all that fit are asked by the filter, whatever is selected; how many is known where all are loaded', () => {
  expect(bulkOf('RESET', all)).toMatchObject({ one: 'a', rest: { search: 'quay' }, expectedCount: 2 })
  expect(bulkOf('RESET', { ...all, complete: false })).toMatchObject({ rest: { search: 'quay' }, expectedCount: null })
})

test('the same of the same chargers is the same wish; another charger, other ones or another command is another', () => {
  const keyOf = (...asked: Parameters<typeof bulkOf>) => bulkOf(...asked)?.key
  expect(keyOf('RESET', chosen('a', 'b'))).toBe(keyOf('RESET', chosen('a', 'b')))
  const keys = [chosen('a'), chosen('b'), chosen('a', 'b'), chosen('c', 'b'), all].map((each) => keyOf('RESET', each))
  expect(new Set([...keys, keyOf('HEARTBEAT', chosen('a'))]).size).toBe(6)
})

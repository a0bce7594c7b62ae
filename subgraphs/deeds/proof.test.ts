import { expect, test } from 'vitest'
import { HERE, north } from '../../test/here.ts'

import { distanceM } from '#lib/distance.ts'
import type { Candidate } from './projection.queries.ts'
import { proofOf } from './proof.ts'

const at = (time: string) => new Date(`2026-11-20T${time}Z`)
const session = (over: Partial<Candidate> & { session_id: string }): Candidate => ({
  started_at: at('10:00:00'),
  ended_at: at('11:00:00'),
  ...HERE,
  ...over,
})
const photo = { place: HERE, takenAt: at('10:30:00') }

test('distances are those of the sphere', () => {
  expect(distanceM(HERE, HERE)).toBe(0)
  expect(distanceM({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 })).toBeCloseTo(111_195, 0)
  expect(distanceM({ latitude: 0, longitude: 179.999 }, { latitude: 0, longitude: -179.999 })).toBeCloseTo(222.39, 1)
  // Berlin to Paris.
  expect(distanceM({ latitude: 52.52, longitude: 13.405 }, { latitude: 48.8566, longitude: 2.3522 })).toBeCloseTo(877_464, -3)
})

test.each([
  [299, 'a'],
  [301, null],
])('a station %d m away proves %s', (metres, sessionId) => {
  expect(proofOf([session({ session_id: 'a', ...north(metres) })], photo)).toEqual({ sessionId, unplaced: null })
})

test.each([
  ['09:45:00', 'a'],
  ['09:44:59', null],
  ['11:15:00', 'a'],
  ['11:15:01', null],
])('a photo of %s is proved by %s', (time, sessionId) => {
  expect(proofOf([session({ session_id: 'a' })], { place: HERE, takenAt: at(time) }).sessionId).toBe(sessionId)
})

test('of several sessions the nearest in time proves it', () => {
  const early = session({ session_id: 'early', started_at: at('09:00:00'), ended_at: at('10:20:00') })
  const there = session({ session_id: 'there', started_at: at('10:25:00') })
  expect(proofOf([early, there], photo).sessionId).toBe('there')
})

test('a session whose station has no place proves nothing by itself', () => {
  const unplaced = session({ session_id: 'a', latitude: null, longitude: null })
  expect(proofOf([unplaced], photo)).toEqual({ sessionId: null, unplaced: 'a' })
  expect(proofOf([unplaced, session({ session_id: 'b' })], photo)).toMatchObject({ sessionId: 'b' })
})

test('a photo whose place is erased is not proved', () => {
  expect(proofOf([session({ session_id: 'a' })], { ...photo, place: null }).sessionId).toBeNull()
})

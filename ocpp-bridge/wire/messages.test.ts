import { expect, test } from 'vitest'
import { messagesOf } from './messages.ts'

test('each version has its messages, 2.1 under the ids it came with', () => {
  expect(messagesOf('1.6').has('StartTransaction')).toBe(true)
  expect(messagesOf('1.6').has('TransactionEvent')).toBe(false)
  expect(messagesOf('2.0.1').has('TransactionEvent')).toBe(true)
  expect(messagesOf('2.0.1').has('NotifyPeriodicEventStream')).toBe(false)
  expect(messagesOf('2.1').has('NotifyPeriodicEventStream')).toBe(true)
  expect(messagesOf('2.1').has('constructor')).toBe(false)
})

test.each(['2.0.1', '2.1'] as const)('%s: requests and responses are told apart', (version) => {
  const messages = messagesOf(version)
  expect(messages.violation('Heartbeat', 'request', {})).toBeNull()
  expect(messages.violation('Heartbeat', 'response', {})).toMatchObject({ code: 'OccurrenceConstraintViolation' })
  expect(messages.violation('Heartbeat', 'response', { currentTime: '2026-11-20T12:00:00Z' })).toBeNull()
})

test.each([
  [{}, 'OccurrenceConstraintViolation'],
  [{ idTag: 7 }, 'TypeConstraintViolation'],
  [{ idTag: 'x'.repeat(21) }, 'PropertyConstraintViolation'],
  [{ idTag: 'A', secret: 'hunter2' }, 'FormatViolation'],
])('Authorize %j is a %s', (payload, code) => {
  const violation = messagesOf('1.6').violation('Authorize', 'request', payload)
  expect(violation?.code).toBe(code)
  expect(violation?.description).not.toMatch(/xxx|hunter2|secret/)
})

test('a step of a tenth is no violation of multipleOf', () => {
  const profile = {
    chargingProfileId: 1,
    stackLevel: 0,
    chargingProfilePurpose: 'TxProfile',
    chargingProfileKind: 'Absolute',
    chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 16.3 }] },
  }
  const violation = messagesOf('1.6').violation('RemoteStartTransaction', 'request', { idTag: 'A', chargingProfile: profile })
  expect(violation).toBeNull()
})

import { expect, test } from 'vitest'
import type { Finding } from '../findings.ts'
import { decide, deedFinding, readingFinding, RULE_VERSION } from './verdict.ts'
import { judgementOf, readingOf } from '../verification.fixture.ts'

const finding = (outcome: Finding['outcome'], reason: Finding['reason'] = null): Finding => ({
  check: 'test',
  version: 1,
  outcome,
  score: null,
  reason,
  detail: {},
})

const THRESHOLDS = { approveReading: 0.95, dashboard: 0.4 }

test('nothing flagged is approved', () => {
  expect(decide([finding('PASS'), finding('UNKNOWN')])).toEqual({ verdict: 'APPROVED', reasons: [] })
  expect(RULE_VERSION).toBeGreaterThan(0)
})

test('one flag calls for a person, one failure rejects, and only what led there is named', () => {
  const flags = [finding('FLAG', 'EDITED'), finding('FLAG', 'EDITED'), finding('PASS')]
  expect(decide(flags)).toMatchObject({ verdict: 'MANUAL_REVIEW', reasons: [{ code: 'EDITED' }] })
  expect(decide([...flags, finding('FAIL', 'DUPLICATE')])).toMatchObject({ verdict: 'REJECTED', reasons: [{ code: 'DUPLICATE' }] })
})

test('a reading fails only where it is sure and lower than the last', () => {
  expect(readingFinding(readingOf(10, 0.99), 9, THRESHOLDS)).toMatchObject({ outcome: 'PASS', score: 0.99 })
  expect(readingFinding(readingOf(10, 0.99), null, THRESHOLDS)).toMatchObject({ outcome: 'PASS' })
  expect(readingFinding(readingOf(10, 0.99), 11, THRESHOLDS)).toMatchObject({ outcome: 'FAIL', reason: 'READING_DECREASED' })
  expect(readingFinding(readingOf(10, 0.9), 11, THRESHOLDS)).toMatchObject({ outcome: 'FLAG', reason: 'LOW_CONFIDENCE' })
  expect(readingFinding(readingOf(null), 11, THRESHOLDS)).toMatchObject({ outcome: 'FLAG', reason: 'NO_ODOMETER' })
  expect(readingFinding({ ...readingOf(null), dashboard: 0.1 }, 11, THRESHOLDS)).toMatchObject({
    outcome: 'FLAG',
    reason: 'NOT_A_DASHBOARD',
  })
})

test('a display that may have started again from 0 is a matter for a person', () => {
  expect(readingFinding(readingOf(120, 0.99), 99_950, THRESHOLDS)).toMatchObject({ outcome: 'FLAG', reason: 'READING_DECREASED' })
  expect(readingFinding(readingOf(120, 0.99), 999_950, THRESHOLDS)).toMatchObject({ outcome: 'FLAG' })
  expect(readingFinding(readingOf(120, 0.99), 9_950, THRESHOLDS)).toMatchObject({ outcome: 'FAIL' })
  expect(readingFinding(readingOf(95_000, 0.99), 99_950, THRESHOLDS)).toMatchObject({ outcome: 'FAIL' })
})

test('a number read on something else than a dashboard is a matter for a person, who is not told that there is no dashboard', () => {
  const read = { ...readingOf(10, 0.99), dashboard: 0.39 }
  for (const previous of [9, 11, null])
    for (const confidence of [0.99, 0.5])
      expect(readingFinding({ ...read, confidence }, previous, THRESHOLDS)).toMatchObject({
        outcome: 'FLAG',
        reason: 'DASHBOARD_UNSURE',
        score: 0.39,
      })
  expect(readingFinding({ ...read, dashboard: 0.4 }, 9, THRESHOLDS)).toMatchObject({ outcome: 'PASS' })
})

test('a model without a threshold approves nothing', () => {
  expect(readingFinding(readingOf(10, 1), null, { ...THRESHOLDS, approveReading: 2 })).toMatchObject({ outcome: 'FLAG' })
})

test('a deed’s threshold is never below 0.70, whatever the model says', () => {
  expect(deedFinding({ ...judgementOf(0.65), approveAt: 0.5 }, 'RECYCLING')).toMatchObject({ outcome: 'FLAG' })
  expect(deedFinding({ ...judgementOf(0.7), approveAt: 0.5 }, 'RECYCLING')).toMatchObject({ outcome: 'PASS' })
})

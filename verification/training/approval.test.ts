import { expect, test } from 'vitest'
import { approvalThreshold, errorBounds, type Confident } from './approval.ts'

const readings = (count: number, confidence: number, right = true, vehicle = 'one'): Confident[] =>
  Array.from({ length: count }, () => ({ vehicle, confidence, right }))

test('an approval must be surer than the surest mistake, where one mistake is too many', () => {
  const threshold = approvalThreshold([[...readings(100, 0.99), ...readings(1, 0.95, false), ...readings(100, 0.93)]])
  expect(threshold).toBeGreaterThan(0.95)
  expect(threshold).toBeLessThan(0.97)
})

test('one mistake among very many is allowed', () => {
  expect(approvalThreshold([[...readings(1, 0.95, false), ...readings(400, 0.97)]])).toBeLessThan(0.95)
})

test('the precision holds in every group, not only in all together', () => {
  const [drums, displays] = [readings(1_000, 0.99), [...readings(10, 0.99), ...readings(1, 0.97, false)]]
  expect(approvalThreshold([drums])).toBeLessThan(0.95)
  expect(approvalThreshold([drums, displays])).toBeGreaterThan(0.97)
})

test('photos of one vehicle are one trial', () => {
  const { readings: byReading, vehicles } = errorBounds([...readings(50, 0.99), ...readings(50, 0.99, true, 'two')])
  expect(byReading).toBeLessThan(0.03)
  expect(vehicles).toBeGreaterThan(0.7)
})

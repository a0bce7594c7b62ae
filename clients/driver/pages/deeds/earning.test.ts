import { expect, test } from 'vitest'
import { earningOf } from './earning.ts'

const rule = (more: object) => ({
  name: 'CYCLING',
  amount: '5',
  validFrom: '2026-01-01T00:00:00Z',
  publishedAt: '2025-12-01T00:00:00Z',
  ...more,
})
const now = new Date('2026-06-01T00:00:00Z')

test('the newest published rule that holds tells what a deed earns', () => {
  const newer = rule({ amount: '7', validFrom: '2026-05-01T00:00:00Z' })
  const ahead = rule({ amount: '9', validFrom: '2026-07-01T00:00:00Z' })
  const draft = rule({ amount: '11', validFrom: '2026-05-02T00:00:00Z', publishedAt: null })
  const other = rule({ name: 'RECYCLING', amount: '13' })
  expect(earningOf([other, draft, ahead, rule({}), newer], 'CYCLING', now)).toBe('7')
})

test('a task without a rule earns nothing, and one whose rule gives nothing', () => {
  expect(earningOf([rule({})], 'RECYCLING', now)).toBeNull()
  expect(earningOf([rule({ amount: '0' })], 'CYCLING', now)).toBeNull()
})

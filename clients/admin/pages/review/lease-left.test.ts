import { expect, test } from 'vitest'
import { holdsOut, isFresh } from './lease-left.ts'
import { UNDO_MS } from './pending.ts'

const inMs = (ms: number) => ({ claimedUntil: new Date(Date.now() + ms).toISOString() })

test('a case is claimed anew before a decision that would be sent after it is somebody else’s', () => {
  expect(holdsOut(inMs(UNDO_MS + 60_000))).toBe(true)
  expect(holdsOut(inMs(UNDO_MS))).toBe(false)
  expect(holdsOut(inMs(-1))).toBe(false)
  for (const claimedUntil of [null, undefined]) expect(holdsOut({ claimedUntil: claimedUntil ?? null })).toBe(false)
})

test('a case that was claimed long before it is shown is claimed anew', () => {
  expect(isFresh(inMs(660_000))).toBe(true)
  expect(isFresh(inMs(540_000))).toBe(false)
  expect(isFresh({ claimedUntil: null })).toBe(false)
})

import { useEffect, useRef } from 'react'
import { isPassing, type EvergraphError } from '../../sdk/errors.ts'
import { brokenSince } from './connection.ts'

/** Between tries of what failed. */
const PAUSES_MS = [3_000, 5_000, 10_000, 30_000]

/**
 * Asks again by itself. After a break of the live connection: streams say how things are, and not what lists and sums have become meanwhile. And every now and
 * then while what was asked fails by what may pass: a page without a stream hears of nothing. `fault` is another object after each failure.
 */
export function useRecovery(again: () => void, fault: EvergraphError | null): void {
  const ask = useRef(again)
  ask.current = again
  const since = brokenSince.use()
  const before = useRef(since)
  useEffect(() => {
    if (before.current !== null && since === null) ask.current()
    before.current = since
  }, [since])
  const failures = useRef(0)
  useEffect(() => {
    if (!isPassing(fault)) {
      failures.current = 0
      return
    }
    const pauseMs = PAUSES_MS[Math.min(failures.current++, PAUSES_MS.length - 1)] ?? 0
    // Half of it is left to chance: all pages lost the platform at one moment.
    const timer = setTimeout(() => ask.current(), pauseMs * (0.5 + Math.random() / 2))
    return () => clearTimeout(timer)
  }, [fault])
}

import { OPERATION_LIMITS } from './limits.ts'

/** Keeps calls from a provider that says nothing any more. */
export interface Breaker {
  /** How many calls may begin now. */
  room: (underWay: number) => number
  answered: () => void
  silent: () => void
  /** True while the provider is left alone. */
  isOpen: () => boolean
}

export function createBreaker(atOnce: number, now: () => number = () => performance.now()): Breaker {
  const { silences, silentMs, silentMostMs } = OPERATION_LIMITS
  let failures = 0
  let closedFrom = 0
  return {
    room: (underWay) => {
      if (failures < silences) return Math.max(0, atOnce - underWay)
      // One call tries whether it is back.
      return now() >= closedFrom && underWay === 0 ? 1 : 0
    },
    answered: () => {
      failures = 0
    },
    silent: () => {
      failures++
      closedFrom = now() + Math.min(silentMs * 2 ** Math.min(Math.max(0, failures - silences), 16), silentMostMs)
    },
    isOpen: () => failures >= silences,
  }
}

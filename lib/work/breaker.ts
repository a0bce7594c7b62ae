/** Keeps calls from a service of others that says nothing any more. */
export interface Breaker {
  /** How many calls may begin now. */
  room: (underWay: number) => number
  answered: () => void
  silent: () => void
  /** True while it is left alone. */
  isOpen: () => boolean
}

/** What has said nothing so often in a row is left alone for a while, up to the longest, then tried with one call. */
export interface Patience {
  /** Calls under way at most. */
  atOnce: number
  silences: number
  silentMs: number
  silentMostMs: number
}

export function createBreaker(patience: Patience, now: () => number = () => performance.now()): Breaker {
  const { atOnce, silences, silentMs, silentMostMs } = patience
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

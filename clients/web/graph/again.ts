import { useEffect, useRef, useState } from 'react'

/** Between two askings of one question, however much is heard of meanwhile. */
const EVERY_MS = 1_000

/**
 * Asks anew: at once, then at most once in `everyMs`, and not while an answer is on its way, which would be thrown away. What is wanted meanwhile is asked
 * after it: that answer may be of before.
 */
export function createAgain(ask: () => void, everyMs = EVERY_MS) {
  let [isWanted, isBusy] = [false, false]
  let timer: ReturnType<typeof setTimeout> | undefined
  const go = () => {
    if (!isWanted || isBusy || timer !== undefined) return
    isWanted = false
    timer = setTimeout(() => {
      timer = undefined
      go()
    }, everyMs)
    ask()
  }
  return {
    again(this: void): void {
      isWanted = true
      go()
    },
    /** Whether an answer is on its way. */
    busy(now: boolean): void {
      isBusy = now
      go()
    },
    end(this: void): void {
      clearTimeout(timer)
      timer = undefined
      isWanted = false
    },
  }
}

export function useAgain(ask: () => void, busy: boolean): () => void {
  const latest = useRef(ask)
  latest.current = ask
  const [asking] = useState(() => createAgain(() => latest.current()))
  useEffect(() => asking.busy(busy), [asking, busy])
  useEffect(() => asking.end, [asking])
  return asking.again
}

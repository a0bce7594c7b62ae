import type { Caller } from '#lib/auth.ts'
import { keyOf } from './quotas.ts'

/** What a holder may hold at once. Without a holder nothing is counted. */
export interface Share {
  readonly holder: string | undefined
  readonly most: number
}

/** Ends what was counted. A second call does nothing. */
export type Leave = () => void

/** Counts what each holds at once. Without a limit for each, one could hold all that the process has. */
export interface Held {
  /** Counts one more for each of these and gives the function that ends it; or gives the first share that is full, and counts nothing. */
  take: (shares: readonly Share[]) => Leave | Share | Promise<Leave | Share>
}

/** What an address may hold of one kind, and a user or an API key wherever they are. */
export const shareOfAddress = (kind: string, address: string | undefined, most: number): Share => ({
  holder: address === undefined ? undefined : `${kind} address:${address}`,
  most,
})
export function shareOfCaller(kind: string, caller: Caller, most: number): Share {
  const key = keyOf(caller)
  return { holder: key === undefined ? undefined : `${kind} ${key}`, most }
}

/** The counts of this process. */
export function createHeld() {
  const held = new Map<string, number>()
  const add = (holder: string, one: 1 | -1): void => {
    const now = (held.get(holder) ?? 0) + one
    if (now > 0) held.set(holder, now)
    else held.delete(holder)
  }
  return {
    counts: held as ReadonlyMap<string, number>,
    take: (shares: readonly Share[]): Leave | Share => {
      const counted = shares.flatMap(({ holder }) => holder ?? [])
      const full = shares.find(({ holder, most }) => holder !== undefined && (held.get(holder) ?? 0) >= most)
      if (full) return full
      for (const holder of counted) add(holder, 1)
      return once(() => counted.forEach((holder) => add(holder, -1)))
    },
  }
}

export function once(run: () => void): Leave {
  let done = false
  return () => {
    if (!done) run()
    done = true
  }
}

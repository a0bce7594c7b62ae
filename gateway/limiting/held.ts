import type { Caller } from '#lib/auth.ts'
import { keyOf } from './quotas.ts'

/** Counts what each holds at once. Without a limit for each, one could hold all that the process has. */
export interface Held {
  /** Counts one more and gives the function that ends it. Null if the holder has its full share. Without a holder nothing is counted. */
  take: (holder: string | undefined) => (() => void) | null
}

export interface Shares {
  /** Counts one more for the address and for the caller, or says which of them has its full share. */
  take: (caller: Caller, address: string | undefined) => (() => void) | 'address' | 'caller'
}

/** What an address may hold at once, and a user or an API key wherever they are. */
export function createShares(most: { perAddress: number; perCaller: number }): Shares {
  const addresses = createHeld(most.perAddress)
  const callers = createHeld(most.perCaller)
  return {
    take: (caller, address) => {
      const leaveAddress = addresses.take(address)
      if (!leaveAddress) return 'address'
      const leaveCaller = callers.take(keyOf(caller))
      if (leaveCaller)
        return () => {
          leaveAddress()
          leaveCaller()
        }
      leaveAddress()
      return 'caller'
    },
  }
}

export function createHeld(most: number): Held {
  const held = new Map<string, number>()
  return {
    take(holder) {
      if (holder === undefined) return () => undefined
      const before = held.get(holder) ?? 0
      if (before >= most) return null
      held.set(holder, before + 1)
      let left = false
      return () => {
        if (left) return
        left = true
        const now = (held.get(holder) ?? 1) - 1
        if (now > 0) held.set(holder, now)
        else held.delete(holder)
      }
    },
  }
}

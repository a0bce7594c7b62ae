/** Counts what each address holds at once. Without a limit for each, one client could hold all that the process has. */
export interface PerAddress {
  /** Counts one more and gives the function that ends it. Null if the address has its full share. Without an address nothing is counted. */
  take: (address: string | undefined) => (() => void) | null
}

export function createPerAddress(most: number): PerAddress {
  const held = new Map<string, number>()
  return {
    take(address) {
      if (address === undefined) return () => undefined
      const before = held.get(address) ?? 0
      if (before >= most) return null
      held.set(address, before + 1)
      let left = false
      return () => {
        if (left) return
        left = true
        const now = (held.get(address) ?? 1) - 1
        if (now > 0) held.set(address, now)
        else held.delete(address)
      }
    },
  }
}

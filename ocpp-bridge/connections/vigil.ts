/**
 * Tells whether this process may take another for dead because that one has not renewed its entry for `deadMs`. Who could not renew its own
 * entry meanwhile cannot tell: the database was away, and all have been silent. Without this, the first to come back after an outage would
 * set the chargers of all others offline.
 */
export function createVigil(deadMs: number, clock = () => performance.now()): { isUnbroken(): boolean } {
  let since = clock()
  let last = since
  return {
    /** Call it after each renewal. True if renewals have come for `deadMs` without a gap. */
    isUnbroken: () => {
      const now = clock()
      if (now - last > deadMs / 2) since = now
      last = now
      return now - since >= deadMs
    },
  }
}

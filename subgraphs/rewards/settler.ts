import { setTimeout as wait } from 'node:timers/promises'
import { reconcile } from './reconcile.service.ts'
import { settleOnce } from './settlement.service.ts'
import type { Settlement } from './settlement.ts'
import { dropLease, takeLease } from './transaction.queries.ts'

/** Between looks at a transaction that is on its way. */
const BUSY_MS = 100
const RECONCILE_MS = 60_000
/** A chain or database that is away is asked again after pauses that grow up to this. */
const LONGEST_PAUSE_MS = 15_000

/**
 * Settles rewards until it is disposed: one worker of the many that may run, of which the one with the lease works. Compares the
 * ledger with the chain at the start and every minute.
 */
export function startSettler(settlement: Settlement): AsyncDisposable {
  const { db, chain, settings, log, holder } = settlement
  const stop = new AbortController()
  let reconcileAt = 0

  const round = async (): Promise<number> => {
    await chain.check()
    if (Date.now() >= reconcileAt && (await takeLease(db, chain.signer, holder, settings.leaseMs))) {
      await reconcile(settlement)
      reconcileAt = Date.now() + RECONCILE_MS
    }
    return (await settleOnce(settlement)) === 'busy' ? BUSY_MS : settings.intervalMs
  }

  const run = async () => {
    for (let failures = 0; !stop.signal.aborted;) {
      let pause: number
      try {
        pause = await round()
        failures = 0
      } catch (error) {
        failures++
        pause = Math.min(settings.intervalMs * 2 ** failures, LONGEST_PAUSE_MS)
        if (!stop.signal.aborted) log.warn({ err: error }, 'a round of the settlement failed; it is repeated')
      }
      await wait(pause, undefined, { signal: stop.signal }).catch(() => undefined)
    }
  }

  const running = run()
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await running
      // Lets the next worker begin at once.
      await dropLease(db, chain.signer, holder).catch(() => undefined)
    },
  }
}

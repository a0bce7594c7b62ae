import { setTimeout as wait } from 'node:timers/promises'
import { createOutage, sentenceOf } from '#lib/work/outage.ts'
import { comparisonWanted, saveChains, saveFault } from '../chains/chain.queries.ts'
import { observe } from './observe.ts'
import { reconcile } from './reconcile.ts'
import { holdSigner, settleOnce } from './round.ts'
import { signerOf, type Settlement } from './settlement.ts'
import { dropLease, workWaits } from './transaction.queries.ts'

/** Pauses between looks at a transaction that is on its way: short at first, for chains that mine at once. */
const LOOK_MS = 100
const SELDOM_MS = 3_000
/** How often what is mined and not final is looked at again: blocks may be taken back. */
const RECHECK_MS = 5_000
const RECONCILE_MS = 60_000
/** The longest pause while the chain or the database is away; pauses grow up to it. */
const LONGEST_PAUSE_MS = 15_000

/**
 * Settles rewards of one chain until it is disposed. Many workers may run; the one with the lease works. It compares the ledger with the
 * chain at the start, every minute, and when another chain's worker waits for that. While nothing waits, it only asks the database.
 */
export function startSettler(settlement: Settlement): AsyncDisposable {
  const { db, chain, rows, settings, log, holder } = settlement
  const stop = new AbortController()
  const outage = createOutage(log, `the settlement on ${chain.name}`)
  let [recheckAt, reconcileAt, checked] = [-Infinity, -Infinity, false]

  const round = async (): Promise<'idle' | 'busy' | 'elsewhere'> => {
    // Not the time of day: that may be set back by days.
    const now = performance.now()
    const wanted = await comparisonWanted(db, chain.id)
    if (now < recheckAt && !wanted && !(await workWaits(db, signerOf(settlement)))) return 'idle'
    if (!checked) {
      await chain.check()
      // Also in a database that was restored in the meantime.
      await saveChains(db, rows)
    }
    checked = true
    if ((now >= reconcileAt || wanted) && (await holdSigner(settlement))) {
      await chain.check()
      await reconcile(settlement)
      reconcileAt = now + RECONCILE_MS
    }
    const state = await settleOnce(settlement)
    if (now >= recheckAt) {
      if (state !== 'elsewhere') await observe(settlement)
      recheckAt = now + RECHECK_MS
    }
    return state
  }

  const run = async () => {
    for (let [looks, failures] = [0, 0]; !stop.signal.aborted;) {
      let pause = settings.intervalMs
      try {
        looks = (await round()) === 'busy' ? looks + 1 : 0
        if (looks > 0) pause = Math.min(LOOK_MS * 1.2 ** (looks - 1), SELDOM_MS)
        failures = 0
        outage.over()
      } catch (error) {
        checked = false
        pause = Math.min(settings.intervalMs * 2 ** ++failures, LONGEST_PAUSE_MS)
        if (!stop.signal.aborted) {
          outage.failed(error)
          await saveFault(db, chain.id, sentenceOf(error).slice(0, 500)).catch(() => undefined)
        }
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
      await dropLease(db, signerOf(settlement), holder).catch(() => undefined)
    },
  }
}

import type { Bus } from '#lib/bus.ts'
import type { MeterSample } from '#lib/events.ts'

/** The newest sample of each transaction that was heard of since they were last taken. */
export interface Meters extends Disposable {
  take(): Map<string, MeterSample>
}

/** How many transactions are remembered between two rounds. The next sample of one that is left out comes soon. */
const REMEMBERED = 100_000

/**
 * Listens to meters. A sample that is lost does no harm, because the next one comes soon: so they are not kept in an inbox, which would cost
 * a commit for each, also of chargers that share nothing.
 */
export function listenToMeters(bus: Bus, remembered = REMEMBERED): Meters {
  let newest = new Map<string, MeterSample>()
  const ears = bus.listen(['ocpp.transaction.metered'], (event) => {
    if (event.name !== 'ocpp.transaction.metered' || event.data.offline) return
    // What is known of a car goes on being true: only others are left out.
    if (newest.size >= remembered && !newest.has(event.data.transactionId)) return
    for (const sample of event.data.samples) {
      const before = newest.get(event.data.transactionId)
      if (before === undefined || before.at < sample.at) newest.set(event.data.transactionId, { ...before, ...sample })
    }
  })
  return {
    take: () => {
      const taken = newest
      newest = new Map()
      return taken
    },
    [Symbol.dispose]: () => ears[Symbol.dispose](),
  }
}

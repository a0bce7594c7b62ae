import { listChains, payment } from './chain.queries.ts'
import type { Db } from '../tables.ts'

/** How long a reward may wait for its payment before somebody should look. */
const LATE_MS = 3_600_000

/** What somebody should look at, by chain: a fault, a pause, rewards that wait for long, payments that came twice. */
export async function chainsDegraded(db: Db): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {}
  const queues = await payment(db)
  for (const chain of await listChains(db)) {
    const queue = queues.find(({ chain_id }) => chain_id === chain.id)
    const late = queue?.oldest_due !== undefined && queue.oldest_due !== null && Date.now() - queue.oldest_due.getTime() > LATE_MS
    const sentences = [
      queue && queue.paid_twice > 0 && `${queue.paid_twice} payments are there that another chain has made too.`,
      chain.paused_at && `It is paused: ${chain.pause_reason ?? ''}`,
      chain.fault,
      late && 'Rewards have waited for over an hour.',
    ].filter((sentence) => typeof sentence === 'string')
    found[`chain ${chain.name}`] = sentences.length > 0 ? sentences.join(' ') : null
  }
  return found
}

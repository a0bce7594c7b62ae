import { totalsOfAll } from './standing.queries.ts'
import type { Db } from '../tables.ts'

/** What all drivers have driven together. */
export type Totals = Awaited<ReturnType<typeof totalsOfAll>>

/** The totals, kept for `keepMs`: everybody may ask for them, and they cost more the more drivers there are. */
export function createTotals(db: Db, keepMs: number): () => Promise<Totals> {
  let last: { at: number; totals: Promise<Totals> } | null = null
  return () => {
    if (last && Date.now() - last.at < keepMs) return last.totals
    const now = { at: Date.now(), totals: totalsOfAll(db) }
    last = now
    now.totals.catch(() => {
      if (last === now) last = null
    })
    return now.totals
  }
}

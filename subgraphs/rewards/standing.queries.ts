import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** Changes that are worked into the counts at once. */
const MOST = 20_000

/** Works what has changed on leaderboards into their counts. Places are right before it too: it keeps them quick to find. */
export async function foldStandings(db: Db): Promise<void> {
  for (let folded = MOST; folded === MOST;) {
    const { rows } = await sql<{ folded: number }>`SELECT fold_standings(${MOST}) AS folded`.execute(db)
    folded = rows[0]?.folded ?? 0
  }
}

import DataLoader from 'dataloader'
import { cdrs, currentCdrs } from './cdr.queries.ts'
import { liveSessions, operators, sessions } from './session.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * Batched look-ups of one request. Nothing is remembered between batches: the context of a subscription lives as long as its
 * stream, and must see each state as it is.
 */
export const createLoaders = (db: Db) => ({
  session: by(
    (ids) => sessions(db, ids),
    (row) => row.id,
  ),
  cdr: by(
    (ids) => cdrs(db, ids),
    (row) => row.id,
  ),
  cdrOfSession: by(
    (ids) => currentCdrs(db, ids),
    (row) => row.session_id,
  ),
  operatorOfStation: by(
    (ids) => operators(db, ids),
    (row) => row.id,
  ),
  liveSessionOfUser: by(
    (ids) => liveSessions(db, ids),
    (row) => row.user_id ?? '',
  ),
})

function by<Row>(load: (ids: readonly string[]) => Promise<Row[]>, key: (row: Row) => string) {
  return new DataLoader<string, Row | null>(
    async (ids) => {
      const rows = new Map((await load([...new Set(ids)])).map((row) => [key(row), row]))
      return ids.map((id) => rows.get(id) ?? null)
    },
    { cache: false },
  )
}

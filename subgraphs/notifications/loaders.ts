import { many, one } from '#lib/graphql/loaders.ts'
import { deliveriesOf, readersOf } from './inbox/inbox.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request: how a reader reads, and what went out of a notification. */
export const createLoaders = (db: Db) => ({
  reader: one(db, readersOf, 'user_id'),
  deliveries: many(db, deliveriesOf, 'notification_id'),
})

import { many, one } from '#lib/graphql/loaders.ts'
import { keysOf } from './client/key.queries.ts'
import { clientsByIds, secretsOf } from './endpoints/endpoint.queries.ts'
import { attemptsOf, countWaiting } from './messages/message.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  keysOfClient: many(db, keysOf, 'client_id'),
  secretsOfEndpoint: many(db, secretsOf, 'endpoint_id'),
  waitingOf: one(db, countWaiting, 'endpoint_id'),
  attemptsOfMessage: many(db, attemptsOf, 'message_id'),
  client: one(db, clientsByIds, 'id'),
})

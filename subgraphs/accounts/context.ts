import DataLoader from 'dataloader'
import type { Caller } from '#lib/auth.ts'
import type { Log } from '#lib/log.ts'
import type { Attempts } from './attempts.ts'
import { findIdTokensOf } from './id-token.queries.ts'
import type { Db, IdTokenRow, UserRow, VehicleRow } from './tables.ts'
import type { TokenKeys } from './token.ts'
import { findUsers } from './user.queries.ts'
import { findVehicles } from './vehicle.queries.ts'

/** What lives as long as the process. */
export interface AccountsDeps {
  db: Db
  log: Log
  keys: TokenKeys
  attempts: Attempts
}

/** What a rule works with: the process's things and one request's. */
export interface AccountsContext extends AccountsDeps {
  caller: Caller
  /** Where the gateway's client calls from; null when the gateway does not say. */
  clientAddress: string | null
  loaders: Loaders
}

export interface Loaders {
  users: DataLoader<string, UserRow | null>
  vehicles: DataLoader<string, VehicleRow | null>
  /** By the user they belong to. */
  idTokensOf: DataLoader<string, IdTokenRow[]>
}

export function createContext(deps: AccountsDeps, caller: Caller, clientAddress: string | null): AccountsContext {
  const { db } = deps
  return {
    ...deps,
    caller,
    clientAddress,
    loaders: {
      users: byId((ids) => findUsers(db, ids)),
      vehicles: byId((ids) => findVehicles(db, ids)),
      idTokensOf: new DataLoader(async (userIds) => {
        const rows = Map.groupBy(await findIdTokensOf(db, userIds), (row) => row.user_id)
        return userIds.map((id) => rows.get(id) ?? [])
      }),
    },
  }
}

function byId<Row extends { id: string }>(find: (ids: readonly string[]) => Promise<Row[]>): DataLoader<string, Row | null> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await find(ids)).map((row) => [row.id, row]))
    return ids.map((id) => rows.get(id) ?? null)
  })
}

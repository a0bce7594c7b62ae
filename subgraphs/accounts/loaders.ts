import { many, one } from '#lib/graphql/loaders.ts'
import { findCustomers } from './customer/customer.queries.ts'
import { findIdTokensOf, findIdTokensOfCustomers } from './id-token/id-token.queries.ts'
import { findIdentitiesOf } from './oidc/oidc.queries.ts'
import { findPasskeysOf } from './passkey/passkey.queries.ts'
import type { Db } from './tables.ts'
import { findUsers } from './user.queries.ts'
import { findWallets } from './wallet/wallet.queries.ts'
import { findVehicles } from './vehicle/vehicle.queries.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  user: one(db, findUsers, 'id'),
  vehicle: one(db, findVehicles, 'id'),
  passkeysOfUser: many(db, findPasskeysOf, 'user_id'),
  identitiesOfUser: many(db, findIdentitiesOf, 'user_id'),
  wallet: one(db, findWallets, 'user_id'),
  customer: one(db, findCustomers, 'id'),
  idTokensOfCustomer: many(db, findIdTokensOfCustomers, 'customer_id'),
  idTokensOfUser: many(db, findIdTokensOf, 'user_id'),
})

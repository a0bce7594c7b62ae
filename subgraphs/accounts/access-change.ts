import { emit } from '#db/outbox.ts'
import type { Trx } from './tables.ts'
import { raiseAccessVersion } from './user.queries.ts'

/** Says that something was taken from a user: the gateway refuses their access tokens of before, and their clients fetch new ones. */
export async function changeAccess(trx: Trx, userId: string): Promise<void> {
  await emit(trx, 'accounts.user.changed-access', userId, { userId, version: await raiseAccessVersion(trx, userId) })
}

import { requireGateway } from '#lib/access.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Context } from '../context.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { findChangedAccess, findEndedLogins } from './denial.queries.ts'

export interface Denials {
  logins: string[]
  users: { userId: string; version: number }[]
}

/** What was ended or taken within the life of an access token, for the gateway alone: tokens from before are to be refused. */
export async function recentDenials({ db, caller }: Context): Promise<Denials> {
  requireGateway(caller)
  const since = new Date(Date.now() - LIMITS.token.accessSeconds * 1000)
  const logins = await findEndedLogins(db, since, ACCOUNTS_LIMITS.denials)
  const users = await findChangedAccess(db, since, ACCOUNTS_LIMITS.denials)
  return {
    logins: logins.map(({ id }) => id),
    users: users.map(({ id, access_version }) => ({ userId: id, version: access_version })),
  }
}

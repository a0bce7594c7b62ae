import { isSelfOr, requireRole, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { audit } from '#db/audit.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { named, taken, type IdTokenPath, type IssueInput } from './id-token-input.ts'
import { blockIdTokenRow, changeIdToken, countIdTokens, findIdTokenByValue, lockIdToken } from './id-token.queries.ts'
import { addIdToken, emitIssued } from './id-token.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { IdTokenRow, Trx } from '../tables.ts'
import { ownerOf } from '../told.ts'
import { lockAccount } from '../user.ts'

/**
 * Makes what the caller can show to a charger their identity. If it is theirs already, expiry and group are changed. ID_TOKEN_TAKEN if it
 * is somebody else's, ID_TOKEN_BLOCKED if it was blocked.
 */
export async function issueIdToken({ db, caller }: Context, input: IssueInput): Promise<IdTokenRow> {
  const { userId } = requireUser(caller)
  const { type, value, path } = named(input)
  const change = {
    ...(input.expiresAt != null && { expires_at: input.expiresAt }),
    ...(input.group != null && { group_name: input.group.trim() }),
  }
  return db.transaction().execute(async (trx) => {
    await lockAccount(trx, userId)
    const known = await findIdTokenByValue(trx, value, null)
    if (known) return changed(trx, ownAndActive(known, userId, path), change)
    if ((await countIdTokens(trx, 'user_id', userId)) >= ACCOUNTS_LIMITS.idTokensPerUser)
      throw refuse('LIMIT_REACHED', `An account has at most ${ACCOUNTS_LIMITS.idTokensPerUser} identities.`)
    // Undefined if somebody else took it at the same moment.
    return (await addIdToken(trx, { user_id: userId, value, type, ...change })) ?? Promise.reject(taken(path))
  })
}

/**
 * Blocks an identity for good: chargers refuse it as soon as they hear. Blocking it again changes nothing. An admin may block that of
 * somebody else, which leaves an audit row.
 */
export function blockIdToken({ db, caller }: Context, input: { idTokenId: string }): Promise<IdTokenRow> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const token = await lockIdToken(trx, input.idTokenId)
    if (!token || !isSelfOr(caller, token.user_id, 'ADMIN')) throw notFound('identity')
    if (token.status === 'BLOCKED') return token
    const blocked = await blockIdTokenRow(trx, token.id)
    await emitIssued(trx, blocked)
    if (token.user_id !== userId) await audit(trx, userId, 'id-token.blocked', ownerOf(token), { idTokenId: token.id })
    return blocked
  })
}

/** Says how many sessions an identity may have at once, e.g. for the card of a fleet: for admins. */
export async function setConcurrentSessions(
  { db, caller }: Context,
  { idTokenId, sessions }: { idTokenId: string; sessions: number },
): Promise<IdTokenRow> {
  const { userId } = requireRole(caller, 'ADMIN')
  return db.transaction().execute(async (trx) => {
    const token = await lockIdToken(trx, idTokenId)
    if (!token) throw notFound('identity', ['input', 'idTokenId'])
    if (token.concurrent_sessions === sessions) return token
    const row = await changeIdToken(trx, idTokenId, { concurrent_sessions: sessions })
    await emitIssued(trx, row)
    const detail = { idTokenId, before: token.concurrent_sessions, sessions }
    await audit(trx, userId, 'id-token.concurrency-set', ownerOf(token), detail)
    return row
  })
}

async function changed(
  trx: Trx,
  token: IdTokenRow,
  to: Partial<Pick<IdTokenRow, 'expires_at' | 'group_name'>>,
): Promise<IdTokenRow> {
  const sameExpiry = to.expires_at === undefined || to.expires_at?.getTime() === token.expires_at?.getTime()
  const sameGroup = to.group_name === undefined || to.group_name === token.group_name
  if (sameExpiry && sameGroup) return token
  const row = await changeIdToken(trx, token.id, to)
  await emitIssued(trx, row)
  return row
}

function ownAndActive(token: IdTokenRow, userId: string, path: IdTokenPath): IdTokenRow {
  if (token.user_id !== userId) throw taken(path)
  if (token.status === 'BLOCKED') throw refuse('ID_TOKEN_BLOCKED', 'This identity has been blocked.', path)
  return token
}

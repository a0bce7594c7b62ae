import { isSelfOr, requireRole, requireUser } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import type { IdTokenType } from '#lib/events.ts'
import { audit } from '#db/audit.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { readIdToken, type OwnKind } from './id-token-kind.ts'
import { blockIdTokenRow, changeIdToken, countIdTokens, findIdTokenByValue, lockIdToken } from './id-token.queries.ts'
import { addIdToken, emitIssued } from './id-token.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { IdTokenRow, Trx } from '../tables.ts'
import { lockOwner } from '../user.queries.ts'

/** A card by its uid, or a type and a value. */
export interface IssueInput {
  uid?: string | null | undefined
  type?: IdTokenType | null | undefined
  value?: string | null | undefined
  expiresAt?: Date | null | undefined
  group?: string | null | undefined
}

/**
 * Makes what the caller can show to a charger their identity. If it is theirs already, expiry and group are changed. ID_TOKEN_TAKEN if it
 * is somebody else's, ID_TOKEN_BLOCKED if it was blocked.
 */
export async function issueIdToken({ db, caller }: Context, input: IssueInput): Promise<IdTokenRow> {
  const { userId } = requireUser(caller)
  const { type, value, path } = named(input)
  if (input.expiresAt != null && input.expiresAt.getTime() <= Date.now())
    throw badInput(['input', 'expiresAt'], 'This is over already. To end an identity now, block it.')
  const change = {
    ...(input.expiresAt != null && { expires_at: input.expiresAt }),
    ...(input.group != null && { group_name: input.group.trim() }),
  }
  return db.transaction().execute(async (trx) => {
    if (!(await lockOwner(trx, userId))) throw refuse('UNAUTHENTICATED', 'Sign in first.')
    const known = await findIdTokenByValue(trx, value)
    if (known) return changed(trx, ownAndActive(known, userId, path), change)
    if ((await countIdTokens(trx, userId)) >= ACCOUNTS_LIMITS.idTokensPerUser)
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
    if (token.user_id !== userId) await audit(trx, userId, 'id-token.blocked', token.user_id, { idTokenId: token.id })
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
    await audit(trx, userId, 'id-token.concurrency-set', token.user_id, detail)
    return row
  })
}

type Path = ['input', 'uid' | 'value']

/** The identity that the input names, in the form in which it is kept, and its place in the input. */
function named({ uid, type, value }: IssueInput): { type: OwnKind; value: string; path: Path } {
  if (uid != null && (type != null || value != null))
    throw badInput(['input', 'uid'], 'Give a uid, or a type and a value; not both.')
  const path: Path = ['input', uid == null ? 'value' : 'uid']
  const given = uid ?? value
  if (given == null) throw badInput(path, 'Give the uid of a card, or a type and a value.')
  const kind = uid == null ? type : 'RFID'
  if (kind == null) throw badInput(['input', 'type'], 'Say of what type the value is.')
  if (kind === 'APP') throw badInput(['input', 'type'], 'Every account has one of these, which the platform makes.')
  const read = readIdToken(kind, given)
  if ('fault' in read) throw badInput(path, read.fault)
  return { type: kind, value: read.value, path }
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

function ownAndActive(token: IdTokenRow, userId: string, path: Path): IdTokenRow {
  if (token.user_id !== userId) throw taken(path)
  if (token.status === 'BLOCKED') throw refuse('ID_TOKEN_BLOCKED', 'This identity has been blocked.', path)
  return token
}

const taken = (path: Path) => refuse('ID_TOKEN_TAKEN', 'This identity belongs to an account already.', path)

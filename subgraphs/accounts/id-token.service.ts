import { emit } from '#db/outbox.ts'
import { requireUser } from '#lib/auth.ts'
import type { IdTokenType } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { insertAudit } from '#db/audit.ts'
import type { AccountsContext } from './context.ts'
import { notFound, refuse } from './errors.ts'
import { blockIdTokenRow, countIdTokens, findIdTokenByValue, insertIdToken, lockIdToken } from './id-token.queries.ts'
import type { IdTokenRow, Trx } from './tables.ts'
import { lockOwner } from './user.queries.ts'
import { mayRead } from './user.service.ts'

/**
 * Makes an RFID card an identity of the caller, by its uid (4, 7 or 10 bytes in hexadecimal, with or without separators). A card
 * that is the caller's already is returned as it is; ID_TOKEN_TAKEN for somebody else's, ID_TOKEN_BLOCKED for one that was blocked.
 */
export function issueIdToken({ db, caller }: AccountsContext, input: { uid: string }): Promise<IdTokenRow> {
  const { userId } = requireUser(caller)
  const value = input.uid.replaceAll(/[^0-9a-f]/gi, '').toUpperCase()
  return db.transaction().execute(async (trx) => {
    if (!(await lockOwner(trx, userId))) throw refuse('UNAUTHENTICATED', 'Sign in first.')
    const known = await findIdTokenByValue(trx, value)
    if (known) return ownAndActive(known, userId)
    if ((await countIdTokens(trx, userId)) >= LIMITS.accounts.idTokensPerUser)
      throw refuse('LIMIT_REACHED', `An account has at most ${LIMITS.accounts.idTokensPerUser} identities.`)
    // Undefined when somebody else has been faster by a moment.
    return (await addIdToken(trx, { userId, value, type: 'RFID' })) ?? Promise.reject(taken())
  })
}

/**
 * Blocks an identity for good: chargers refuse it as soon as they hear. Blocking it again changes nothing. That of somebody else is
 * for admins, and leaves an audit row.
 */
export function blockIdToken({ db, caller }: AccountsContext, input: { idTokenId: string }): Promise<IdTokenRow> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const token = await lockIdToken(trx, input.idTokenId)
    if (!token || !mayRead(caller, token.user_id)) throw notFound('identity')
    if (token.status === 'BLOCKED') return token
    const blocked = await blockIdTokenRow(trx, token.id)
    await emitIssued(trx, blocked)
    if (token.user_id !== userId)
      await insertAudit(trx, {
        actor_id: userId,
        action: 'ID_TOKEN_BLOCKED',
        subject_id: token.user_id,
        detail: { idTokenId: token.id },
      })
    return blocked
  })
}

/** Stores an identity and tells of it; undefined when its value belongs to somebody already. */
export async function addIdToken(
  trx: Trx,
  token: { userId: string; value: string; type: IdTokenType },
): Promise<IdTokenRow | undefined> {
  const row = await insertIdToken(trx, { id: newId(), user_id: token.userId, value: token.value, type: token.type })
  if (row) await emitIssued(trx, row)
  return row
}

const emitIssued = (trx: Trx, { id, user_id, value, type, status }: IdTokenRow): Promise<void> =>
  emit(trx, 'accounts.id-token.issued', id, { idTokenId: id, userId: user_id, value, type, status })

function ownAndActive(token: IdTokenRow, userId: string): IdTokenRow {
  if (token.user_id !== userId) throw taken()
  if (token.status === 'BLOCKED') throw refuse('ID_TOKEN_BLOCKED', 'This card has been blocked.', ['input', 'uid'])
  return token
}

const taken = () => refuse('ID_TOKEN_TAKEN', 'This card belongs to an account already.', ['input', 'uid'])

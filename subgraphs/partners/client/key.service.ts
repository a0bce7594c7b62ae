import { audit } from '#db/audit.ts'
import { isSelfOr, requireRole, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import type { Client } from '../tables.ts'
import { lockWorking, makeKey, sayChanged, type ShownKey } from './client.ts'
import { lockClient } from './client.queries.ts'
import { endExpired, endKeys, findKey, keyByRequest, keysOf, letExpire } from './key.queries.ts'

/**
 * Makes a second key of a client, and lets the first one work on for so many hours. Both work meanwhile; there are never three. The same
 * idempotency key again gives the same key, without the secret. For the partner alone: whoever makes a key sees its secret, and acts as the
 * partner with it. An admin revokes.
 */
export function rotateKey(
  { db, caller }: Context,
  input: {
    clientId: string
    overlapHours?: number | null | undefined
    keyDays?: number | null | undefined
    idempotencyKey?: string | null | undefined
  },
): Promise<ShownKey & { client: Client }> {
  const { userId } = requireRole(caller, 'PARTNER')
  const { clientId, overlapHours, keyDays = null, idempotencyKey: request = null } = input
  return db.transaction().execute(async (trx) => {
    const client = await lockWorking(trx, caller, clientId)
    if (client.partner_id !== userId) throw notFound('client', ['input', 'clientId'])
    const known = request && (await keyByRequest(trx, clientId, request))
    if (known) return { client, key: known, secret: null }
    await endExpired(trx, clientId)
    const [old, other] = await keysOf(trx, [clientId])
    if (other)
      throw refuse('CONFLICT', 'This client has two keys already. Revoke one of them, or wait until the older one has expired.')
    if (old) await letExpire(trx, old.id, overlapHours ?? PARTNERS_LIMITS.overlapHours.default)
    const made = await makeKey(trx, client, { place: old?.place === 1 ? 2 : 1, days: keyDays, request })
    await sayChanged(trx, clientId)
    await audit(trx, userId, 'client-key.rotated', clientId, { keyId: made.key.id, oldKeyId: old?.id ?? null })
    return { client, ...made }
  })
}

/** Ends a key at once: of the caller's own client, or of any for admins. Again changes nothing. */
export function revokeKey({ db, caller }: Context, keyId: string): Promise<Client> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const key = await findKey(trx, keyId)
    const client = key && (await lockClient(trx, key.client_id))
    if (!client || !isSelfOr(caller, client.partner_id, 'ADMIN')) throw notFound('key', ['input', 'keyId'])
    if (!(await endKeys(trx, { id: keyId }))) return client
    await sayChanged(trx, client.id)
    await audit(trx, userId, 'client-key.revoked', client.id, { keyId })
    return client
  })
}

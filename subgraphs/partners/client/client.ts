import { emit } from '#db/outbox.ts'
import { isSelfOr, requireRole } from '#lib/access.ts'
import { apiKeyHash, newApiKey } from '#lib/partners/api-key.ts'
import type { Caller } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { refuse } from '../errors.ts'
import type { Client, Key, Trx } from '../tables.ts'
import { lockClient } from './client.queries.ts'
import { insertKey } from './key.queries.ts'

/** A key, and the whole of it where it has just been made: it is shown this once. */
export interface ShownKey {
  key: Key
  secret: string | null
}

/** The client, locked, if the caller may change it: it is theirs, or they are an admin. Others are told that there is none. */
export async function lockOwn(trx: Trx, caller: Caller, clientId: string): Promise<Client> {
  const client = await lockClient(trx, clientId)
  if (!client || !isSelfOr(caller, client.partner_id, 'ADMIN')) throw notFound('client', ['input', 'clientId'])
  return client
}

/** The same of a client that still works, for those who are partners still. */
export async function lockWorking(trx: Trx, caller: Caller, clientId: string): Promise<Client> {
  requireRole(caller, 'PARTNER', 'ADMIN')
  const client = await lockOwn(trx, caller, clientId)
  if (client.revoked_at) throw refuse('CLIENT_REVOKED', 'This client was revoked. Make another one.', ['input', 'clientId'])
  return client
}

/** Makes a key of a client, at one of its two places. */
export async function makeKey(
  trx: Trx,
  client: Pick<Client, 'id' | 'sandbox'>,
  { place, days, request }: { place: 1 | 2; days: number | null; request: string | null },
): Promise<ShownKey> {
  const { key: secret, prefix } = newApiKey(client.sandbox)
  const hash = Buffer.from(apiKeyHash(secret), 'hex')
  const key = await insertKey(trx, { id: newId(), client_id: client.id, prefix, hash, place, days, idempotency_key: request })
  return { key, secret }
}

/** Says that what the gateway knows of a client may be wrong from now on. */
export const sayChanged = (trx: Trx, clientId: string): Promise<void> =>
  emit(trx, 'partners.client.changed', clientId, { clientId })

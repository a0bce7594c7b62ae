import { audit } from '#db/audit.ts'
import { hasRole, isSelfOr, requireRole, requireUser } from '#lib/access.ts'
import type { Scope } from '#lib/auth.ts'
import { badInput } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import type { Client } from '../tables.ts'
import { blockOf } from './addresses.ts'
import { lockOwn, lockWorking, makeKey, sayChanged, type ShownKey } from './client.ts'
import {
  changeClient,
  clientByRequest,
  countClients,
  findClient,
  insertClient,
  listClients,
  lockPartner,
  revokeRow,
} from './client.queries.ts'
import { endKeys, keyByRequest } from './key.queries.ts'

/** A partner's clients, the newest first; an admin sees those of all, or of one partner. */
export function clientsOf({ db, caller }: Context, partnerId: string | null, args: PageArgs): Promise<Page<Client>> {
  const { userId } = requireRole(caller, 'PARTNER', 'ADMIN')
  const whose = hasRole(caller, 'ADMIN') ? partnerId : userId
  // A partner who asks for somebody else's has an empty list, as if there were none.
  if (partnerId !== null && whose !== partnerId) return idPage(args, () => Promise.resolve([]))
  return idPage(args, (page) => listClients(db, whose, page))
}

/** A client of the caller's, or any for admins; null for others. */
export async function clientById({ db, caller }: Context, id: string): Promise<Client | null> {
  requireUser(caller)
  const client = await findClient(db, id)
  return client && isSelfOr(caller, client.partner_id, 'ADMIN') ? client : null
}

export interface NewClient {
  name: string
  scopes: readonly Scope[]
  sandbox?: boolean | null | undefined
  allowedAddresses?: readonly string[] | null | undefined
  keyDays?: number | null | undefined
  idempotencyKey?: string | null | undefined
}

/** Makes a client with its first key. The same idempotency key again gives the same client, without the secret. */
export function createClient({ db, caller }: Context, input: NewClient): Promise<ShownKey & { client: Client }> {
  const { userId } = requireRole(caller, 'PARTNER')
  const { clientsPerPartner, requestsPerDay, requestsPerHour } = PARTNERS_LIMITS
  const request = input.idempotencyKey ?? null
  const row = {
    id: newId(),
    partner_id: userId,
    name: input.name.trim(),
    sandbox: input.sandbox ?? false,
    scopes: [...new Set(input.scopes)],
    allowed_addresses: blocksOf(input.allowedAddresses ?? []),
    requests_per_hour: requestsPerHour.default,
    requests_per_day: requestsPerDay.default,
    idempotency_key: request,
  }
  return db.transaction().execute(async (trx) => {
    await lockPartner(trx, userId)
    const known = request && (await clientByRequest(trx, userId, request))
    const key = known && (await keyByRequest(trx, known.id, request))
    if (key) return { client: known, key, secret: null }
    if ((await countClients(trx, userId)) >= clientsPerPartner)
      throw refuse('LIMIT_REACHED', `A partner has at most ${clientsPerPartner} clients, those that were revoked included.`)
    const client = await insertClient(trx, row)
    const made = await makeKey(trx, client, { place: 1, days: input.keyDays ?? null, request })
    await sayChanged(trx, client.id)
    const { name, sandbox, scopes, allowed_addresses: allowedAddresses } = client
    await audit(trx, userId, 'client.created', client.id, { name, sandbox, scopes, allowedAddresses, keyId: made.key.id })
    return { client, ...made }
  })
}

/** Changes what is given of a client: the caller's own, or any for admins. */
export function updateClient(
  { db, caller }: Context,
  input: {
    clientId: string
    name?: string | null | undefined
    scopes?: readonly Scope[] | null | undefined
    allowedAddresses?: readonly string[] | null | undefined
  },
): Promise<Client> {
  const { userId } = requireUser(caller)
  const change = {
    ...(input.name != null && { name: input.name.trim() }),
    ...(input.scopes != null && { scopes: [...new Set(input.scopes)] }),
    ...(input.allowedAddresses != null && { allowed_addresses: blocksOf(input.allowedAddresses) }),
  }
  return db.transaction().execute(async (trx) => {
    const client = await lockWorking(trx, caller, input.clientId)
    if (Object.keys(change).length === 0) return client
    const changed = await changeClient(trx, client.id, change)
    await sayChanged(trx, client.id)
    await audit(trx, userId, 'client.changed', client.id, change)
    return changed
  })
}

/** Says how many requests a client may make: for admins. */
export function setQuota(
  { db, caller }: Context,
  input: { clientId: string; requestsPerHour: number; requestsPerDay: number },
): Promise<Client> {
  const { userId } = requireRole(caller, 'ADMIN')
  const { clientId, requestsPerHour, requestsPerDay } = input
  if (requestsPerDay < requestsPerHour)
    throw badInput(['input', 'requestsPerDay'], 'A day has at least as many requests as an hour.')
  return db.transaction().execute(async (trx) => {
    const before = await lockWorking(trx, caller, clientId)
    const client = await changeClient(trx, clientId, { requests_per_hour: requestsPerHour, requests_per_day: requestsPerDay })
    await sayChanged(trx, clientId)
    const detail = { requestsPerHour, requestsPerDay, before: [before.requests_per_hour, before.requests_per_day] }
    await audit(trx, userId, 'client.quota-set', clientId, detail)
    return client
  })
}

/** Revokes a client with all its keys, for good: the caller's own, or any for admins. Again changes nothing. */
export function revokeClient({ db, caller }: Context, clientId: string): Promise<Client> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const client = await lockOwn(trx, caller, clientId)
    if (client.revoked_at) return client
    const revoked = await revokeRow(trx, clientId)
    await endKeys(trx, { clientId })
    await sayChanged(trx, clientId)
    await audit(trx, userId, 'client.revoked', clientId)
    return revoked
  })
}

/** Blocks of addresses as they are kept. */
function blocksOf(texts: readonly string[]): string[] {
  const { addresses } = PARTNERS_LIMITS
  if (texts.length > addresses) throw badInput(['input', 'allowedAddresses'], `At most ${addresses} blocks.`)
  const blocks = texts.map((text, i) => {
    const block = blockOf(text)
    if (block === null)
      throw badInput(
        ['input', 'allowedAddresses', i],
        'An address or a block of them, e.g. 203.0.113.7, 203.0.113.0/24, 2001:db8::/48.',
      )
    return block
  })
  return [...new Set(blocks)]
}

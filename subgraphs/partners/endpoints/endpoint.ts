import { emit } from '#db/outbox.ts'
import { requireRole, requireUserOrScope } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'
import { lockWorking } from '../client/client.ts'
import { findClient, lockClient } from '../client/client.queries.ts'
import type { Client, DisabledBecause, Endpoint, Trx } from '../tables.ts'
import { findEndpoint, lockEndpoint, switchEndpoint } from './endpoint.queries.ts'

const CLIENT = ['input', 'clientId']
const ENDPOINT = ['input', 'endpointId']

/** The client, locked, whose endpoints the caller may change: their own, an admin's any, and a key its own client's, by its scope. */
export async function lockClientOf(trx: Trx, caller: Caller, clientId: string): Promise<Client> {
  if (caller.kind !== 'client') return lockWorking(trx, caller, clientId)
  requireUserOrScope(caller, 'webhooks:write')
  const client = caller.clientId === clientId ? await lockClient(trx, clientId) : undefined
  if (!client || client.revoked_at) throw notFound('client', CLIENT)
  return client
}

/** Throws unless the caller is one who may have endpoints at all. Call it before anything is read. */
export const requireWebhooks = (caller: Caller): { userId: string } =>
  caller.kind === 'client' ? requireUserOrScope(caller, 'webhooks:write') : requireRole(caller, 'PARTNER', 'ADMIN')

/** The endpoint and its client, both locked, if the caller may change them. Others are told that there is none. */
export async function lockEndpointOf(trx: Trx, caller: Caller, id: string): Promise<{ client: Client; endpoint: Endpoint }> {
  const known = await findEndpoint(trx, id)
  if (!known || !(await isTheirs(trx, caller, known))) throw notFound('endpoint', ENDPOINT)
  const client = await lockClientOf(trx, caller, known.client_id)
  const endpoint = await lockEndpoint(trx, id)
  if (!endpoint) throw notFound('endpoint', ENDPOINT)
  return { client, endpoint }
}

/** Whether somebody changes the endpoints of their own client; else it is an administrator. */
export const isByPartner = (caller: Caller, client: Client): boolean =>
  caller.kind === 'client' || (caller.kind === 'user' && caller.userId === client.partner_id)

async function isTheirs(trx: Trx, caller: Caller, { client_id }: Endpoint): Promise<boolean> {
  if (caller.kind === 'client') return caller.clientId === client_id
  if (caller.kind !== 'user') return false
  return caller.roles.includes('ADMIN') || (await findClient(trx, client_id))?.partner_id === caller.userId
}

/** Has whoever watches an endpoint read it again. */
export const sayIt = (trx: Trx, endpointId: string) => emit(trx, 'partners.webhook.changed', endpointId, { endpointId })

/** Switches an endpoint off, and tells of it where nobody asked for it; null if it was off, or is gone. */
export async function disableEndpoint(trx: Trx, id: string, because: DisabledBecause): Promise<Endpoint | null> {
  const endpoint = await switchEndpoint(trx, id, because)
  if (!endpoint) return null
  await sayIt(trx, id)
  const client = await findClient(trx, endpoint.client_id)
  if (client && because !== 'PARTNER' && because !== 'NO_PARTNER')
    await emit(trx, 'partners.webhook.disabled', id, {
      endpointId: id,
      clientId: client.id,
      clientName: client.name,
      userId: client.partner_id,
      host: new URL(endpoint.url).host,
      because,
      failingSince: endpoint.failing_since?.toISOString() ?? null,
    })
  return endpoint
}

import { audit } from '#db/audit.ts'
import { hasRole } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { publicUrl } from '#lib/http/public-url.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { findClient, lockPartner } from '../client/client.queries.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import type { KindName } from '../kinds/kinds.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import type { Client, Endpoint, Secret, Trx } from '../tables.ts'
import { disableEndpoint, isByPartner, sayIt, lockClientOf, lockEndpointOf, requireWebhooks } from './endpoint.ts'
import {
  changeEndpoint,
  countEndpoints,
  deleteEndpointRow,
  endpointByRequest,
  findEndpoint,
  insertEndpoint,
  insertSecret,
  isUrlClosed,
  listEndpoints,
  removeExpiredSecrets,
  removeSecrets,
  retireSecret,
  secretsOf,
  switchEndpoint,
} from './endpoint.queries.ts'
import { newSecret } from './secret.ts'

/** An endpoint, and its newest secret where that has just been made: it is shown this once. */
export interface ShownSecret {
  endpoint: Endpoint
  secret: string | null
}

/** Endpoints of the caller's clients, the newest first; an admin sees those of all, and a key those of its own client. */
export function endpointsOf({ db, caller }: Context, clientId: string | null, args: PageArgs): Promise<Page<Endpoint>> {
  const { userId } = requireWebhooks(caller)
  if (caller.kind === 'client')
    return idPage(args, (page) =>
      clientId !== null && clientId !== caller.clientId
        ? Promise.resolve([])
        : listEndpoints(db, { partnerId: null, clientId: caller.clientId }, page),
    )
  return idPage(args, (page) => listEndpoints(db, { partnerId: hasRole(caller, 'ADMIN') ? null : userId, clientId }, page))
}

/** One of those; null for others. */
export async function endpointById({ db, caller }: Context, id: string): Promise<Endpoint | null> {
  const { userId } = requireWebhooks(caller)
  const endpoint = await findEndpoint(db, id)
  if (!endpoint) return null
  if (caller.kind === 'client') return caller.clientId === endpoint.client_id ? endpoint : null
  if (hasRole(caller, 'ADMIN')) return endpoint
  return (await findClient(db, endpoint.client_id))?.partner_id === userId ? endpoint : null
}

/** One of those as it is, then each time that it changes or something is sent to it. */
export async function watchEndpoint(ctx: Context, id: string): Promise<AsyncGenerator<Endpoint, void, void>> {
  if (!(await endpointById(ctx, id))) throw notFound('endpoint', ['endpointId'])
  return liveStream({
    bus: ctx.bus,
    names: ['partners.webhook.changed'],
    matches: ({ data }) => data.endpointId === id,
    // Who it belongs to is looked at each time: its partner may have left, or be none any more.
    read: () => endpointById(ctx, id),
  })
}

export interface GivenEndpoint {
  clientId: string
  endpointId?: string | null | undefined
  url: string
  kinds: readonly KindName[]
  description?: string | null | undefined
  idempotencyKey?: string | null | undefined
}

/** Makes an endpoint, or changes all of one. What waits already goes to the new URL, by the ids it had. */
export function saveEndpoint({ db, caller, sealing, reach }: Context, input: GivenEndpoint): Promise<ShownSecret> {
  const { userId } = requireWebhooks(caller)
  const { clientId, endpointId = null, idempotencyKey: request = null } = input
  const judged = publicUrl(input.url, reach.ports)
  if ('fault' in judged) throw badInput(['input', 'url'], judged.fault)
  if (input.kinds.length === 0) throw badInput(['input', 'kinds'], 'At least one kind.')
  const given = { url: judged.url.href, kinds: [...new Set(input.kinds)], description: input.description?.trim() ?? '' }
  return db.transaction().execute(async (trx) => {
    if (endpointId !== null) {
      const { endpoint, client } = await lockEndpointOf(trx, caller, endpointId)
      if (client.id !== clientId) throw badInput(['input', 'clientId'], 'The endpoint is of another client, and stays so.')
      if (isByPartner(caller, client)) await refuseClosed(trx, client, endpoint, given.url)
      // Of a new URL nothing is known yet.
      const fresh = endpoint.url === given.url ? {} : { failures: 0, failing_since: null }
      const changed = await changeEndpoint(trx, endpoint.id, { ...given, ...fresh, rests_until: null })
      await sayIt(trx, endpoint.id)
      await audit(trx, userId, 'webhook-endpoint.changed', endpoint.id, given)
      return { endpoint: changed, secret: null }
    }
    await lockPartner(trx, userId)
    const client = await lockClientOf(trx, caller, clientId)
    // Whoever makes one is shown its secret. That is for its partner alone.
    if (caller.kind === 'user' && client.partner_id !== userId)
      throw refuse('FORBIDDEN', 'Its partner alone makes an endpoint: its secret is shown to whoever does.')
    const known = request && (await endpointByRequest(trx, clientId, request))
    if (known) return { endpoint: known, secret: null }
    await refuseClosed(trx, client, null, given.url)
    const { endpointsPerClient, endpointsPerOwner } = WEBHOOK_LIMITS
    const owner_id = client.sandbox ? sandboxOf(client.partner_id) : client.partner_id
    if ((await countEndpoints(trx, { client_id: clientId })) >= endpointsPerClient)
      throw refuse('LIMIT_REACHED', `A client has at most ${endpointsPerClient} endpoints. Delete one of them.`)
    if ((await countEndpoints(trx, { owner_id })) >= endpointsPerOwner)
      throw refuse('LIMIT_REACHED', `Your clients have at most ${endpointsPerOwner} endpoints in all. Delete one of them.`)
    const id = newId()
    const endpoint = await insertEndpoint(trx, { id, client_id: clientId, owner_id, ...given, idempotency_key: request })
    const { shown, ...kept } = newSecret(sealing, id)
    await insertSecret(trx, { endpoint_id: id, place: 1, ...kept })
    await sayIt(trx, id)
    await audit(trx, userId, 'webhook-endpoint.created', id, { clientId, ...given })
    return { endpoint, secret: shown }
  })
}

/** Throws if an administrator has switched the endpoint off, or another of the partner's with the URL: what is made anew would go on. */
async function refuseClosed(trx: Trx, client: Client, endpoint: Endpoint | null, url: string | null): Promise<void> {
  if (endpoint?.disabled_because === 'ADMIN' || (url !== null && (await isUrlClosed(trx, client.partner_id, url))))
    throw refuse('FORBIDDEN', 'An administrator has switched it off. Ask them.')
}

/**
 * Gives an endpoint a second secret, and lets the first one sign on for so many hours. There are never three. With 0 hours all others are
 * dropped at once, in a rotation too: one of them may have leaked. For its partner alone.
 */
export function rotateSecret(
  { db, caller, sealing }: Context,
  input: { endpointId: string; overlapHours?: number | null | undefined },
): Promise<ShownSecret> {
  const { userId } = requireWebhooks(caller)
  return db.transaction().execute(async (trx) => {
    const { client, endpoint } = await lockEndpointOf(trx, caller, input.endpointId)
    if (caller.kind === 'user' && client.partner_id !== userId)
      throw refuse('FORBIDDEN', 'Its partner alone rotates the secret: the new one is shown to whoever does.')
    const hours = input.overlapHours ?? WEBHOOK_LIMITS.overlapHours.default
    if (hours === 0) await removeSecrets(trx, endpoint.id)
    const free = await freePlace(trx, endpoint.id)
    await retireSecret(trx, endpoint.id, hours)
    const { shown, ...kept } = newSecret(sealing, endpoint.id)
    await insertSecret(trx, { endpoint_id: endpoint.id, place: free, ...kept })
    await sayIt(trx, endpoint.id)
    await audit(trx, userId, 'webhook-secret.rotated', endpoint.id)
    return { endpoint, secret: shown }
  })
}

async function freePlace(trx: Trx, endpointId: string): Promise<1 | 2> {
  await removeExpiredSecrets(trx, endpointId)
  const [newest, older] = await secretsOf(trx, [endpointId])
  if (older)
    throw refuse('CONFLICT', 'It has two secrets already. Wait until the older one has expired, or drop both by `overlapHours: 0`.')
  return newest?.place === 1 ? 2 : 1
}

/** Switches an endpoint on or off. What waits stays, and goes when it is on again. Again changes nothing. */
export function switchWebhook({ db, caller }: Context, id: string, enabled: boolean): Promise<Endpoint> {
  const { userId } = requireWebhooks(caller)
  return db.transaction().execute(async (trx) => {
    const { client, endpoint } = await lockEndpointOf(trx, caller, id)
    const by = isByPartner(caller, client) ? 'PARTNER' : 'ADMIN'
    if (enabled && by === 'PARTNER') await refuseClosed(trx, client, endpoint, null)
    const changed = enabled ? await switchEndpoint(trx, id, null) : await disableEndpoint(trx, id, by)
    if (!changed) return endpoint
    if (enabled) await sayIt(trx, id)
    await audit(trx, userId, enabled ? 'webhook-endpoint.enabled' : 'webhook-endpoint.disabled', id)
    return changed
  })
}

/** Deletes an endpoint with its secrets, and all that waits for it. Its id, so that a repeated request does no harm. */
export function deleteEndpoint({ db, caller }: Context, id: string): Promise<string> {
  const { userId } = requireWebhooks(caller)
  return db.transaction().execute(async (trx) => {
    const { client, endpoint } = await lockEndpointOf(trx, caller, id)
    // With it would go what says that its URL is called no more.
    if (isByPartner(caller, client)) await refuseClosed(trx, client, endpoint, null)
    await deleteEndpointRow(trx, id)
    await sayIt(trx, id)
    await audit(trx, userId, 'webhook-endpoint.deleted', id, { clientId: endpoint.client_id })
    return id
  })
}

/** Secrets of an endpoint that sign, the newest first. For everybody who sees the endpoint; nothing of them is secret. */
export const secretsIn = ({ loaders }: Context, { id }: Endpoint): Promise<readonly Secret[]> => loaders.secretsOfEndpoint.load(id)

import { audit } from '#db/audit.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, isInt32Part, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { lockEndpointOf, requireWebhooks } from '../endpoints/endpoint.ts'
import { endpointById } from '../endpoints/endpoint.service.ts'
import { refuse } from '../errors.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import type { Endpoint, Message, MessageState, Replay, Which } from '../tables.ts'
import { dataText } from './message.ts'
import { listMessages, wakeSenders, writeMessages } from './message.queries.ts'
import { countReplayed, insertReplay, listReplays, openReplay, replayedToday } from './replay.queries.ts'

/** What an endpoint was told, the newest first. For everybody who sees the endpoint. */
export const messagesOf = (
  { db }: Context,
  endpoint: Endpoint,
  state: MessageState | null,
  args: PageArgs,
): Promise<Page<Message>> =>
  keysetPage({
    args,
    fetch: (page) => listMessages(db, { endpointId: endpoint.id, state }, page),
    key: ({ sequence }) => [sequence],
    parts: [isInt32Part],
  })

/** What was asked to be sent again, the newest first. For everybody who sees the endpoint. */
export const replaysOf = ({ db }: Context, endpoint: Endpoint, args: PageArgs): Promise<Page<Replay>> =>
  idPage(args, (page) => listReplays(db, endpoint.id, page))

/** Sends a test event to an endpoint: it waits with the others, and is tried as they are. */
export function testEndpoint({ db, caller }: Context, endpointId: string): Promise<{ endpoint: Endpoint; message: Message }> {
  const { userId } = requireWebhooks(caller)
  return db.transaction().execute(async (trx) => {
    const { endpoint } = await lockEndpointOf(trx, caller, endpointId)
    const [message] = await writeMessages(trx, {
      to: { endpointId },
      kind: 'webhook.test',
      scope: null,
      eventId: newId(),
      occurredAt: new Date().toISOString(),
      about: endpointId,
      data: dataText('webhook.test', { endpointId, text: 'Hello from Evergraph.' }),
      gatherMs: 0,
    })
    if (!message) throw refuse('CONFLICT', 'The endpoint is off. Switch it on by setWebhookEndpointEnabled first.')
    await audit(trx, userId, 'webhook-endpoint.tested', endpointId)
    return { endpoint, message }
  })
}

/** Sends messages again, by their old ids, in rounds: those that never arrived, or all. One replay of an endpoint at a time. */
export async function replayMessages(
  ctx: Context,
  { endpointId, since, which }: { endpointId: string; since: Date; which: Which },
): Promise<Replay> {
  const { db, caller } = ctx
  const { userId } = requireWebhooks(caller)
  if (since.getTime() > Date.now()) throw badInput(['input', 'since'], 'It has to be in the past.')
  if (!(await endpointById(ctx, endpointId))) throw notFound('endpoint', ['input', 'endpointId'])
  const { replayedPerDay: most } = WEBHOOK_LIMITS
  // Before the endpoint is locked: facts would wait until all messages are counted.
  const { total, first, last } = await countReplayed(db, endpointId, { since, which, most })
  return db.transaction().execute(async (trx) => {
    await lockEndpointOf(trx, caller, endpointId)
    if (await openReplay(trx, endpointId))
      throw refuse('CONFLICT', 'A replay of this endpoint is under way. Wait until it has finished.')
    if ((await replayedToday(trx, endpointId)) + total > most)
      throw refuse('LIMIT_REACHED', `An endpoint is sent at most ${most} messages again in 24 hours. Say a later \`since\`.`)
    const numbers = { at_sequence: Math.max(0, (first ?? 1) - 1), last_sequence: last ?? 0 }
    const replay = await insertReplay(trx, { id: newId(), endpoint_id: endpointId, since, which, total, ...numbers })
    await audit(trx, userId, 'webhook-endpoint.replayed', endpointId, { since, which, total })
    await wakeSenders(trx, [endpointId])
    return replay
  })
}

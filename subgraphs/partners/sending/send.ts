import type { Dispatcher } from 'undici'
import { noAnswer, post } from '#lib/http/post.ts'
import { disableEndpoint } from '../endpoints/endpoint.ts'
import { signedHeaders, type Signer } from '../endpoints/secret.ts'
import { isKind, KINDS } from '../kinds/kinds.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import { bodyOf, messageId } from '../messages/message.ts'
import type { Db } from '../tables.ts'
import { pauseMs, restMs } from './pause.ts'
import { noteDelivered, noteDropped, noteFailed, type Due, type Tried } from './try.queries.ts'

/** Tries a message once, and notes what came of it. Who is not allowed to know it any more is not told. */
export async function sendOnce(given: { db: Db; agent: Dispatcher }, due: Due, signers: readonly Signer[]): Promise<void> {
  const { db, agent } = given
  if (!mayKnow(due)) return void (await noteDropped(db, due.id))
  const { tried, rest } = await attempt(agent, due, signers)
  // This process ends. Whoever takes it next tries it.
  if (tried.failure === 'UND_ERR_DESTROYED') return
  const { status } = tried
  if (status !== null && status >= 200 && status < 300) return void (await noteDelivered(db, due, tried))
  const gone = status === 410
  await db.transaction().execute(async (trx) => {
    const pauses = { pauseMs: pauseMs(due.tries + 1, rest), restMs: rest, failingDays: WEBHOOK_LIMITS.failingDays }
    const spent = await noteFailed(trx, due, tried, pauses)
    if (spent !== null && (gone || spent)) await disableEndpoint(trx, due.endpoint_id, gone ? 'GONE' : 'FAILING')
  })
}

function mayKnow({ kind, scopes, revoked }: Due): boolean {
  if (revoked || !isKind(kind)) return false
  const { scope } = KINDS[kind]
  return scope === null || scopes.includes(scope)
}

async function attempt(agent: Dispatcher, due: Due, signers: readonly Signer[]): Promise<{ tried: Tried; rest: number | null }> {
  const { answerMs: timeoutMs, answerBytes } = WEBHOOK_LIMITS
  const body = bodyOf(due)
  // A clock that is set back meanwhile would make it shorter than nothing.
  const began = performance.now()
  // Nobody could tell it from a forgery.
  if (signers.length === 0) return { tried: { status: null, failure: 'NO_SECRET', ms: 0, answer: '' }, rest: null }
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'evergraph-webhooks',
    ...signedHeaders(signers, messageId(due), Date.now(), body),
  }
  try {
    const { status, head, ms, headers: said } = await post(agent, due.url, { headers, body, timeoutMs, answerBytes })
    return { tried: { status, failure: null, ms, answer: head }, rest: restMs(said['retry-after'], Date.now()) }
  } catch (error) {
    const ms = Math.round(performance.now() - began)
    return { tried: { status: null, failure: noAnswer(error).slice(0, 100), ms, answer: '' }, rest: null }
  }
}

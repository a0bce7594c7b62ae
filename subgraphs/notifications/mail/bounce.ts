import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { openContact } from '#lib/mail/contact.ts'
import { say } from '#box/public.ts'
import { rawBodies } from '#box/raw-body.ts'
import type { Services } from '../context.ts'
import { KINDS } from '../kinds.ts'
import { settleMessage } from '../sending/outcome.queries.ts'
import { idOfMessage, wentTo } from './address.ts'
import { clip } from './answer.ts'
import { findMailed, letterCameBack } from './bounce.queries.ts'
import { addressIsDead } from './dead-address.ts'
import { MAIL_LIMITS } from './limits.ts'
import { reportOf, type Report } from './report.ts'
import { decline } from './unsubscribe.ts'
import { isOptional } from './unsubscribe-link.ts'
import { findReader } from './unsubscribe.queries.ts'

/** What came is not signed with a secret of ours, or is too old. */
export class NotSigned extends Error {}

const takeBody = rawBodies({ bytes: MAIL_LIMITS.bounceBytes, atOnce: MAIL_LIMITS.bounceBytesAtOnce })

/**
 * `bounces/`: what the mail server says later of a mail, signed as Standard Webhooks are. Anything but 200 has it sent again; what is no news
 * of ours is taken, and nothing comes of it.
 */
export async function takeBounce(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { bounceSecrets } = services.config
  if (bounceSecrets.length === 0) return say(response, 404, 'There is nothing here.')
  if (request.method !== 'POST') return say(response.setHeader('allow', 'POST'), 405, 'Only to be posted.')
  await takeBody(request, async (body) => {
    if (body.status !== 200) return say(response.setHeader('connection', 'close'), body.status, 'This is too much at once.')
    if (!isSigned(bounceSecrets, request.headers, body.raw)) throw new NotSigned('a bounce is too old, or not signed by its secret')
    const report = reportOf(request.headers['content-type'] ?? '', body.raw)
    if (report) await take(services, report)
    say(response, 200, report ? 'Taken.' : 'Taken. There is nothing in it for us.')
  })
}

/** Changes what is known of the mail, and of its address. Told again it changes nothing. */
export async function take({ db, mailing }: Pick<Services, 'db' | 'mailing'>, report: Report): Promise<void> {
  const named = idOfMessage(report.messageId)
  if (!named || mailing === null) return
  const detail = clip(report.detail)
  await db.transaction().execute(async (trx) => {
    const mailed = await findMailed(trx, named.id)
    if (!mailed) return
    if (report.type === 'DELIVERED') return void (await settleMessage(trx, 'EMAIL', { id: named.id }, { state: 'DELIVERED' }))
    const { userId, kinds } = mailed
    if (report.type === 'COMPLAINT') {
      // Whoever calls it spam wants no more of it.
      const categories = [...new Set(kinds.map((kind) => KINDS[kind].category))].filter(isOptional)
      if (userId !== null && categories.length > 0) await decline(trx, { userId, categories })
      return
    }
    await settleMessage(trx, 'EMAIL', { id: named.id }, { state: 'BOUNCED', reason: 'CAME_BACK', detail })
    await letterCameBack(trx, named.id, detail)
    const contact = report.permanent && userId !== null ? await findReader(trx, userId, 'locked') : undefined
    if (!contact?.contact) return
    const { email } = await openContact(mailing.privateKey, contact.contact)
    // They may have another address by now.
    if (wentTo(mailing.linkSecret, named, email)) await addressIsDead(trx, contact.user_id, contact.address_hash)
  })
}

/** Checks `webhook-id`, `webhook-timestamp` and `webhook-signature` (Standard Webhooks, v1), in constant time. */
export function isSigned(secrets: readonly string[], headers: IncomingHttpHeaders, raw: Buffer): boolean {
  const [id, at, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name] ?? ''))
  const skew = Math.abs(Date.now() / 1000 - Number(at))
  // Not a number is not within it.
  if (!id || !at || !signatures || !(skew <= MAIL_LIMITS.bounceSkewSeconds)) return false
  const given = signatures.split(' ').map((each) => Buffer.from(each))
  return secrets.some((secret) => {
    const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)
    const ours = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${at}.`).update(raw).digest('base64')}`)
    return given.some((each) => each.length === ours.length && timingSafeEqual(each, ours))
  })
}

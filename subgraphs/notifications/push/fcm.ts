import { createPrivateKey } from 'node:crypto'
import { SignJWT } from 'jose'
import { z } from 'zod'
import { exchange, NoAnswer, parsed } from '../wire.ts'
import { busy, isBusy, later, refused, unlessLost, type Push, type PushAnswer } from './answer.ts'
import { fit } from './fit.ts'
import { PUSH_LIMITS } from './limits.ts'

/** What of a service account's file is needed. */
export const serviceAccount = z.object({
  project_id: z.string().regex(/^[\w:.-]+$/),
  client_email: z.string().min(3),
  private_key: z.string().includes('PRIVATE KEY'),
  token_uri: z.url().default('https://oauth2.googleapis.com/token'),
})
export type ServiceAccount = z.output<typeof serviceAccount>

export interface Fcm {
  send(push: Push, token: string): Promise<PushAnswer>
}

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging'
const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })
const fault = z.object({
  error: z.object({
    message: z.string().default(''),
    status: z.string().default(''),
    details: z.array(z.object({ errorCode: z.string().optional() })).default([]),
  }),
})

/** Firebase Cloud Messaging, HTTP v1. */
export function createFcm(account: ServiceAccount, { url, callMs }: { url: string; callMs: number }): Fcm {
  const tokens = createTokens(account, callMs)
  const target = new URL(`/v1/projects/${account.project_id}/messages:send`, url)
  const attempt = async (body: Buffer) => {
    const bearer = await tokens.get()
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
    const answer = await exchange(target, { method: 'POST', headers, body, callMs })
    if (answer.status === 401) tokens.forget(bearer)
    return answer
  }
  return {
    send: (push, token) =>
      unlessLost(async () => {
        const body = fit(push.body, PUSH_LIMITS.fcmBytes, (cut) => JSON.stringify(messageOf(push, token, cut)))
        let answer = await attempt(body)
        // The token may have been withdrawn before its time. A new one is tried once.
        if (answer.status === 401) answer = await attempt(body)
        const said = parsed(answer.text)
        if (answer.status === 200)
          return { state: 'TAKEN', externalId: z.object({ name: z.string() }).safeParse(said).data?.name ?? null }
        const { error } = fault.safeParse(said).data ?? { error: { message: '', status: '', details: [] } }
        const code = error.details.find(({ errorCode }) => errorCode !== undefined)?.errorCode ?? error.status
        if (isGone(answer.status, code, error.message)) return { state: 'GONE', reason: `FCM_${code}` }
        if (isBusy(answer.status)) return busy(answer, `FCM_${code || answer.status}`)
        // The device is of another project, or the service account is: by a wrong one all devices would go.
        if (code === 'SENDER_ID_MISMATCH') return refused(`FCM_${code}`, error.message)
        // The service account may not send: a person mends that, and what waits is sent then.
        if (answer.status === 401 || answer.status === 403) return later(`FCM_${code || answer.status}`, error.message)
        return refused(`FCM_${code || answer.status}`, error.message)
      }),
  }
}

/** By a wrong field of ours Google says INVALID_ARGUMENT as well, but then not of the registration. */
const isGone = (status: number, code: string, message: string): boolean =>
  (status === 404 && code === 'UNREGISTERED') ||
  (status === 400 && code === 'INVALID_ARGUMENT' && /registration token/i.test(message))

function messageOf({ id, kind, title, link, urgency, ttlSeconds }: Push, token: string, body: string) {
  return {
    message: {
      token,
      notification: { title, body },
      data: { id, kind, ...(link !== null && { link }) },
      // The same tag replaces what is shown.
      android: { priority: urgency === 0 ? 'HIGH' : 'NORMAL', ttl: `${ttlSeconds}s`, collapse_key: id, notification: { tag: id } },
    },
  }
}

/** Google's tokens for a signed word of the service account (RFC 7523): one for all, asked for once by however many. */
function createTokens(account: ServiceAccount, callMs: number) {
  const key = createPrivateKey(account.private_key)
  let held: { token: string; until: number } | null = null
  let asking: Promise<string> | null = null
  const ask = async () => {
    const now = Math.floor(Date.now() / 1_000)
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(account.client_email)
      .setAudience(account.token_uri)
      .setIssuedAt(now)
      .setExpirationTime(now + 3_600)
      .sign(key)
    const form = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await exchange(new URL(account.token_uri), { method: 'POST', headers, body: form.toString(), callMs })
    const given = tokenAnswer.safeParse(parsed(answer.text))
    if (answer.status !== 200 || !given.success) throw new NoAnswer(`Google gives no token: it answered ${answer.status}.`)
    held = { token: given.data.access_token, until: Date.now() + given.data.expires_in * 1_000 - PUSH_LIMITS.fcmMarginMs }
    return held.token
  }
  return {
    get: async (): Promise<string> => {
      if (held !== null && held.until > Date.now()) return held.token
      asking ??= ask().finally(() => (asking = null))
      return asking
    },
    /** Only the one that failed: another send may have renewed it by now. */
    forget: (token: string) => {
      if (held?.token === token) held = null
    },
  }
}

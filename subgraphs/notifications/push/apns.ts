import { createPrivateKey } from 'node:crypto'
import { constants } from 'node:http2'
import { SignJWT } from 'jose'
import { z } from 'zod'
import { parsed, retryAfterMs } from '../wire.ts'
import { isBusy, later, refused, unlessLost, type Push, type PushAnswer } from './answer.ts'
import { createLine, type Line } from './apns-line.ts'
import { fit } from './fit.ts'
import { PUSH_LIMITS } from './limits.ts'

export interface ApnsAccess {
  /** The key that Apple has given, PEM (.p8). */
  key: string
  keyId: string
  teamId: string
  /** Where Apple's servers are, for devices of the App Store and for those of developers. */
  urls: { PRODUCTION: string; SANDBOX: string }
  callMs: number
}

export interface ApnsDevice {
  token: string
  /** The app's bundle id. */
  topic: string
  sandbox: boolean
}

export interface Apns extends AsyncDisposable {
  send(push: Push, device: ApnsDevice): Promise<PushAnswer>
}

const GONE = new Set(['BadDeviceToken', 'DeviceTokenNotForTopic', 'Unregistered', 'ExpiredToken'])
const reasonOf = (text: string): string => z.object({ reason: z.string() }).safeParse(parsed(text)).data?.reason ?? ''

/** Apple's push service over HTTP/2: one connection for each of its two servers, kept. */
export function createApns(access: ApnsAccess): Apns {
  const tokens = createTokens(access)
  const lines: Record<keyof ApnsAccess['urls'], Line> = {
    PRODUCTION: createLine(access.urls.PRODUCTION, access.callMs),
    SANDBOX: createLine(access.urls.SANDBOX, access.callMs),
  }
  const attempt = async (push: Push, { token, topic, sandbox }: ApnsDevice) => {
    const bearer = await tokens.get()
    const headers = {
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: `/3/device/${token}`,
      authorization: `bearer ${bearer}`,
      'apns-topic': topic,
      'apns-push-type': 'alert',
      'apns-priority': push.urgency === 2 ? '5' : '10',
      'apns-expiration': String(Math.floor(Date.now() / 1_000) + push.ttlSeconds),
      // The same sent again replaces what is shown. At most 64 bytes.
      'apns-collapse-id': push.id,
    }
    const answer = await lines[sandbox ? 'SANDBOX' : 'PRODUCTION'].send(headers, payloadOf(push))
    if (answer.status === 403) tokens.forget(bearer)
    return answer
  }
  return {
    send: (push, device) =>
      unlessLost(async () => {
        let answer = await attempt(push, device)
        if (answer.status === 403 && reasonOf(answer.text) === 'ExpiredProviderToken') answer = await attempt(push, device)
        const { status, text, header } = answer
        if (status === 200) return { state: 'TAKEN', externalId: header('apns-id') }
        const reason = reasonOf(text)
        const code = `APNS_${reason || status}`
        if (status === 410 || GONE.has(reason)) return { state: 'GONE', reason: code }
        if (isBusy(status)) return later(code, `It answered ${status}.`, retryAfterMs(header('retry-after')))
        // Our key, its id or the team is wrong: a person mends that, and what waits is sent then.
        if (status === 403) return later(code, 'Apple does not take our key. Look at NOTIFICATIONS_APNS_KEY, its id and the team.')
        return refused(code, `It answered ${status}.`)
      }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(Object.values(lines).map((line) => line[Symbol.asyncDispose]()))
    },
  }
}

const payloadOf = ({ id, kind, title, body, link, urgency }: Push): Buffer =>
  fit(body, PUSH_LIMITS.apnsBytes, (cut) =>
    JSON.stringify({
      aps: {
        alert: { title, body: cut },
        sound: 'default',
        'interruption-level': urgency === 0 ? 'time-sensitive' : urgency === 1 ? 'active' : 'passive',
      },
      id,
      kind,
      link,
    }),
  )

/** A token signed by our key. Apple refuses those who make new ones too often, and those who keep one for an hour. */
function createTokens({ key, keyId, teamId }: ApnsAccess) {
  const signing = createPrivateKey(key)
  let held: { token: string; until: number } | null = null
  return {
    async get(): Promise<string> {
      if (held !== null && held.until > Date.now()) return held.token
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', kid: keyId })
        .setIssuer(teamId)
        .setIssuedAt()
        .sign(signing)
      held = { token, until: Date.now() + PUSH_LIMITS.apnsTokenMs }
      return token
    },
    forget: (token: string) => {
      if (held?.token === token) held = null
    },
  }
}

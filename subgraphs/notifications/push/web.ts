import { createHash } from 'node:crypto'
import type { Dispatcher } from 'undici'
import { exchange } from '../wire.ts'
import { busy, isBusy, refused, unlessLost, type Push, type PushAnswer } from './answer.ts'
import { encryptPush, type WebKeys } from './encrypt.ts'
import { fit } from './fit.ts'
import { PUSH_LIMITS } from './limits.ts'
import type { Vapid } from './vapid.ts'

const URGENCY = ['high', 'normal', 'low'] as const

/** Sends to one subscription of a browser (RFC 8030). What its service worker gets is JSON: id, kind, title, body, link. */
export const sendWeb = (
  push: Push,
  device: { endpoint: string; keys: WebKeys },
  { vapid, callMs, dispatcher }: { vapid: Vapid; callMs: number; dispatcher?: Dispatcher | undefined },
): Promise<PushAnswer> =>
  unlessLost(async () => {
    const url = new URL(device.endpoint)
    const { id, kind, title, body, link, urgency, ttlSeconds } = push
    const text = fit(body, PUSH_LIMITS.webBytes, (cut) => JSON.stringify({ id, kind, title, body: cut, link }))
    const answer = await exchange(url, {
      method: 'POST',
      headers: {
        authorization: await vapid.authorization(url.origin),
        'content-type': 'application/octet-stream',
        'content-encoding': 'aes128gcm',
        ttl: String(ttlSeconds),
        urgency: URGENCY[urgency],
        // One that waits for a device is replaced by the same sent again. At most 32 characters.
        topic: createHash('sha256').update(id).digest('base64url').slice(0, 32),
      },
      body: encryptPush(text, device.keys),
      callMs,
      dispatcher,
    })
    const { status } = answer
    if (status >= 200 && status < 300) return { state: 'TAKEN', externalId: null }
    if (status === 404 || status === 410) return { state: 'GONE', reason: `WEB_${status}` }
    if (isBusy(status)) return busy(answer, `WEB_${status}`)
    // 401 and 403: the key or the subject is wrong, or the subscription was made with another key. All devices would go by a wrong key.
    return refused(`WEB_${status}`, `${url.host} answered ${status}: ${answer.text}`)
  })

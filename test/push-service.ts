import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, type ECDH } from 'node:crypto'
import { jwtVerify } from 'jose'
import { startHttpService, type ServedAnswer } from './http-service.ts'

/** A push as its browser sees it. */
export interface WebPushReceived {
  /** What the service worker gets. */
  data: { id: string; kind: string; title: string; body: string; link: string | null }
  ttl: number
  urgency: string
  topic: string | null
  /** Who sent it, by the token. */
  subject: string
  bytes: number
}

interface Subscription {
  pair: ECDH
  auth: Buffer
  /** The key of the sender that the browser has subscribed with; null: any. */
  sender: string | null
  gone: boolean
}

/**
 * A push service and its browsers, for tests and the demo: it knows its subscriptions, verifies who sends (RFC 8292), and decrypts (RFC 8291) as the
 * browser would. Written from the RFCs and not from our sender.
 */
export async function startPushService(options: { port?: number; received?: (push: WebPushReceived) => void } = {}) {
  const subscriptions = new Map<string, Subscription>()
  const received: WebPushReceived[] = []
  const service = await startHttpService(async ({ method, path, headers, body }): Promise<ServedAnswer> => {
    const subscription = subscriptions.get(path)
    if (method !== 'POST' || !subscription) return { status: 404 }
    if (subscription.gone) return { status: 410 }
    if (body.length > 4_096) return { status: 413 }
    if (!/^\d+$/.test(String(headers['ttl']))) return { status: 400, body: 'TTL is missing' }
    const subject = await senderOf(String(headers['authorization']), subscription.sender, service.url)
    if (subject === null) return { status: 403, body: 'the VAPID credentials do not fit' }
    if (headers['content-encoding'] !== 'aes128gcm') return { status: 400 }
    const topic = headers['topic']
    if (typeof topic === 'string' && !/^[\w-]{1,32}$/.test(topic)) return { status: 400, body: 'this is no Topic' }
    const push = {
      data: JSON.parse(decrypted(body, subscription)) as WebPushReceived['data'],
      ttl: Number(headers['ttl']),
      urgency: String(headers['urgency']),
      topic: typeof topic === 'string' ? topic : null,
      subject,
      bytes: body.length,
    }
    received.push(push)
    options.received?.(push)
    return { status: 201, headers: { location: `${service.url}/message/${received.length}` } }
  }, options.port)
  return {
    ...service,
    received,
    /** A browser subscribes; what it then tells the platform. */
    subscribe(sender: string | null = null) {
      const pair = createECDH('prime256v1')
      const p256dh = pair.generateKeys().toString('base64url')
      const auth = randomBytes(16)
      const path = `/push/${randomBytes(24).toString('base64url')}`
      subscriptions.set(path, { pair, auth, sender, gone: false })
      return { endpoint: `${service.url}${path}`, p256dh, auth: auth.toString('base64url') }
    },
    /** Its user has taken the permission back. */
    unsubscribe(endpoint: string) {
      const subscription = subscriptions.get(new URL(endpoint).pathname)
      if (subscription) subscription.gone = true
    },
  }
}

export type PushService = Awaited<ReturnType<typeof startPushService>>

/** A line for people on a push that came, for the demo. */
export const pushLine = ({ data, urgency }: WebPushReceived): string =>
  `push (${urgency})  ${data.title}: ${data.body}${data.link === null ? '' : `  → ${data.link}`}`

/** The subject of a token that is signed by its key, for this service, and good for a day at most; null for any other. */
async function senderOf(authorization: string, expected: string | null, origin: string): Promise<string | null> {
  const [, token, k] = /^vapid t=([^,]+), k=([\w-]+)$/.exec(authorization) ?? []
  if (token === undefined || k === undefined || (expected !== null && k !== expected)) return null
  const point = Buffer.from(k, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  try {
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
    const { payload } = await jwtVerify(token, key, { algorithms: ['ES256'], audience: origin })
    const left = (payload.exp ?? Number.POSITIVE_INFINITY) - Date.now() / 1_000
    return left <= 24 * 3_600 && /^(mailto:|https:)/.test(payload.sub ?? '') ? (payload.sub ?? null) : null
  } catch {
    return null
  }
}

function decrypted(message: Buffer, { pair, auth }: Subscription): string {
  const salt = message.subarray(0, 16)
  const recordSize = message.readUInt32BE(16)
  const sender = message.subarray(21, 21 + message.readUInt8(20))
  const record = message.subarray(21 + sender.length)
  if (record.length > recordSize) throw new Error('There is more than one record.')
  const hkdf = (key: Buffer, from: Buffer, info: Buffer, bytes: number) => Buffer.from(hkdfSync('sha256', key, from, info, bytes))
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender])
  const ikm = hkdf(pair.computeSecret(sender), auth, keyInfo, 32)
  const decipher = createDecipheriv(
    'aes-128-gcm',
    hkdf(ikm, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    hkdf(ikm, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  )
  decipher.setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  const end = padded.lastIndexOf(2)
  if (padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('The record is not padded as it should be.')
  return padded.subarray(0, end).toString()
}

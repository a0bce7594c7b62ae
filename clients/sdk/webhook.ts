/** What a webhook of Evergraph says. */
export interface WebhookEvent {
  /** Its kind, e.g. `session.completed`. */
  type: string
  /** When it happened, ISO 8601 in UTC. */
  timestamp: string
  /** Rises with each fact of the endpoint: of one thing the highest number is the newest, in whatever order they arrive. */
  sequence: number
  data: Record<string, unknown>
}

/** It is no webhook of ours: answer 400 and do nothing. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
}

/** An older one, or one from the future, may be a repetition by somebody who has seen it. */
const TOLERANCE_SECONDS = 5 * 60

type Given = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * The event in a request to your webhook endpoint, if it is ours: else a WebhookError. Give the body as it came, to the byte. `secrets` are
 * `whsec_…`, `whpk_…` or both; two while you rotate. A TypeError: there is none, as where a variable is not set. Remember `webhook-id` for some days: what comes again has the same.
 */
export async function verifyWebhook(
  headers: Given,
  rawBody: string | Uint8Array,
  secrets: string | readonly string[] | undefined,
  { now = new Date() }: { now?: Date } = {},
): Promise<WebhookEvent> {
  const known = [secrets ?? []].flat()
  // An empty one would sign for everybody.
  if (known.length === 0 || known.includes(''))
    throw new TypeError('There is no secret, so nothing can be checked. Is its variable set?')
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => headerOf(headers, `webhook-${name}`))
  if (!id || !timestamp || !signatures) throw new WebhookError('It has not the headers of a webhook.')
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS)
    throw new WebhookError('It is too old, or one of the clocks is wrong.')
  const body = typeof rawBody === 'string' ? new TextEncoder().encode(rawBody) : rawBody
  const before = new TextEncoder().encode(`${id}.${timestamp}.`)
  const signed = new Uint8Array(before.length + body.length)
  signed.set(before)
  signed.set(body, before.length)
  const each = signatures.split(' ')
  for (const secret of known) {
    const check = secret.startsWith('whpk_') ? byPublicKey : bySecret
    for (const signature of each)
      if (await check(secret, signature, signed)) return JSON.parse(new TextDecoder().decode(body)) as WebhookEvent
  }
  throw new WebhookError('No signature of it is by one of these secrets.')
}

/** `verify` compares in constant time. */
async function bySecret(secret: string, signature: string, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const bytes = signature.startsWith('v1,') ? decoded(signature.slice(3)) : null
  const raw = decoded(secret.replace(/^whsec_/, ''))
  if (!raw?.length) throw new TypeError('A secret is whsec_ and base64.')
  if (!bytes) return false
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  return crypto.subtle.verify('HMAC', key, bytes, signed)
}

async function byPublicKey(secret: string, signature: string, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const bytes = signature.startsWith('v1a,') ? decoded(signature.slice(4)) : null
  const raw = decoded(secret.slice('whpk_'.length))
  if (raw?.length !== 32) throw new TypeError('A public key is whpk_ and base64.')
  if (!bytes) return false
  const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, bytes, signed)
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  } catch {
    return null
  }
}

function headerOf(headers: Given, name: string): string | null {
  if (headers instanceof Headers) return headers.get(name)
  const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name) ?? []
  return (typeof value === 'string' ? value : value?.[0]) ?? null
}

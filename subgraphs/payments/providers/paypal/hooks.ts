import { verify, X509Certificate } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { crc32 } from 'node:zlib'
import { request } from 'undici'
import { z } from 'zod'
import { Unknown, type Hook } from '../provider.ts'
import { PAYPAL_LIMITS } from './limits.ts'
import { bounded } from './wire.ts'

interface Asked {
  url: string
  webhookId: string
  callMs: () => number
  now: () => number
}

/**
 * Hooks are signed by PayPal's key, whose certificate the hook names by its address. Only an address of PayPal's (of the configured URL) is
 * fetched, once. The signature covers a CRC-32 of the body, which is no protection against who would change it: so a hook says what to look at,
 * and nothing of what is there.
 */
export function createHooks(asked: Asked) {
  const certificates = certificatesOf(asked)
  return async (headers: IncomingHttpHeaders, raw: Buffer): Promise<Hook | null> => {
    const said = signed.safeParse(headers)
    if (!said.success) return null
    const [id, time] = [said.data['paypal-transmission-id'], said.data['paypal-transmission-time']]
    const age = asked.now() - Date.parse(time)
    if (!(age <= PAYPAL_LIMITS.hookAgeMs && age >= -PAYPAL_LIMITS.hookAheadMs)) return null
    const from = certificateUrl(asked.url, said.data['paypal-cert-url'])
    const certificate = from === null ? null : await certificates.at(from)
    if (from === null || certificate === null) return null
    const message = Buffer.from(`${id}|${time}|${asked.webhookId}|${crc32(raw)}`)
    const signature = Buffer.from(said.data['paypal-transmission-sig'], 'base64')
    if (!verify('RSA-SHA256', message, certificate.publicKey, signature)) return null
    certificates.proven(from, certificate)
    const event = told.safeParse(json(raw))
    return event.success ? { eventId: event.data.id, type: event.data.event_type, about: aboutOf(event.data) } : null
  }
}

const line = z.string().min(1).max(1000)
const signed = z.object({
  'paypal-transmission-id': line,
  'paypal-transmission-time': line,
  'paypal-transmission-sig': line,
  'paypal-cert-url': line,
  'paypal-auth-algo': z.literal('SHA256withRSA'),
})

const related = z.object({ related_ids: z.object({ order_id: z.string().optional() }).optional() }).optional()
const told = z.object({
  id: z.string().min(1).max(200),
  event_type: z.string().max(200),
  resource: z.object({
    id: z.string().optional(),
    order_id: z.string().optional(),
    dispute_id: z.string().optional(),
    payout_batch_id: z.string().optional(),
    batch_header: z.object({ payout_batch_id: z.string() }).optional(),
    supplementary_data: related,
  }),
})

function aboutOf({ event_type: type, resource }: z.output<typeof told>): Hook['about'] {
  const about = (kind: NonNullable<Hook['about']>['kind'], externalId: string | undefined) =>
    externalId === undefined ? null : { kind, externalId }
  if (type.startsWith('CHECKOUT.ORDER.')) return about('PAYMENT', resource.id)
  if (type.startsWith('CHECKOUT.PAYMENT-APPROVAL.')) return about('PAYMENT', resource.order_id)
  if (type === 'PAYMENT.CAPTURE.REFUNDED' || type.startsWith('PAYMENT.REFUND.')) return about('REFUND', resource.id)
  if (type.startsWith('PAYMENT.AUTHORIZATION.') || type.startsWith('PAYMENT.CAPTURE.'))
    return about('PAYMENT', resource.supplementary_data?.related_ids?.order_id)
  if (type.startsWith('CUSTOMER.DISPUTE.')) return about('DISPUTE', resource.dispute_id)
  if (type.startsWith('PAYMENT.PAYOUTS'))
    return about('PAY_OUT', resource.payout_batch_id ?? resource.batch_header?.payout_batch_id)
  return null
}

/**
 * A certificate's address, if it is PayPal's own: https://api.paypal.com and https://api-m.paypal.com stand for each other. Whoever could name
 * another host could sign hooks, and let us fetch what lies inside our own network.
 */
export function certificateUrl(url: string, given: string): string | null {
  const own = new URL(url)
  const parsed = URL.parse(given)
  if (parsed === null || parsed.username !== '' || parsed.password !== '' || parsed.search !== '' || parsed.hash !== '') return null
  const host = (name: string) => name.replace(/^api-m\./, 'api.')
  if (parsed.protocol !== own.protocol || host(parsed.host) !== host(own.host)) return null
  return /^\/v1\/notifications\/certs\/[\w-]{1,100}$/.test(parsed.pathname) ? parsed.href : null
}

/**
 * Certificates by their address. Anybody may name an address, so those that are only named are few, and push out none that a good hook was
 * signed by. While too many are named, a new one of PayPal's is `Unknown`, as one that cannot be fetched: PayPal sends the hook again.
 */
function certificatesOf({ callMs, now }: Asked) {
  const proven = new Map<string, X509Certificate>()
  const named = new Map<string, Promise<X509Certificate | null>>()
  let fetched: number[] = []
  const fetchNew = (url: string) => {
    fetched = fetched.filter((at) => at > now() - 60_000)
    if (fetched.length >= PAYPAL_LIMITS.certificatesPerMinute) throw new Unknown('Too many certificates are named.')
    fetched.push(now())
    const found = certificateAt(url, callMs)
    named.set(url, found)
    forgetOldest(named)
    found.catch(() => named.delete(url))
    return found
  }
  return {
    at: async (url: string): Promise<X509Certificate | null> => {
      const certificate = proven.get(url) ?? (await (named.get(url) ?? fetchNew(url)))
      const [from, to] = [certificate?.validFromDate.getTime() ?? 0, certificate?.validToDate.getTime() ?? 0]
      return now() >= from && now() <= to ? certificate : null
    },
    /** A hook for us was signed by it, so it is PayPal's. */
    proven: (url: string, certificate: X509Certificate): void => {
      if (proven.has(url)) return
      proven.set(url, certificate)
      named.delete(url)
      forgetOldest(proven)
    },
  }
}

const forgetOldest = (certificates: Map<string, unknown>): void => {
  for (const url of [...certificates.keys()].slice(0, -PAYPAL_LIMITS.certificates)) certificates.delete(url)
}

async function certificateAt(url: string, callMs: () => number): Promise<X509Certificate | null> {
  const signal = AbortSignal.timeout(callMs())
  try {
    const answer = await request(url, { signal })
    const text = await bounded(answer.body, PAYPAL_LIMITS.certificateBytes)
    if (answer.statusCode === 404) return null
    if (answer.statusCode !== 200) throw new Unknown(`PayPal answered ${answer.statusCode} for its certificate.`)
    return new X509Certificate(text)
  } catch (error) {
    throw error instanceof Unknown ? error : new Unknown('PayPal’s certificate cannot be read.')
  }
}

function json(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString())
  } catch {
    return undefined
  }
}

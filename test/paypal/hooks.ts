import { randomUUID, sign } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { newSigner, type Signer } from './certificate.ts'
import { isoOf, newId, type Told } from './state.ts'

/** By the certificate of now, of before (still valid), or by one that is not PayPal's. */
export type By = 'NOW' | 'BEFORE' | 'STRANGER'

/** Webhooks: signed by a key whose certificate lies here, and sent until they are taken. */
export function createHooks(webhookId: string, now: () => number, base: () => string) {
  const signers = new Map<By, Signer>()
  const signerOf = (by: By): Signer => {
    const signer = signers.get(by) ?? newSigner('messageverificationcerts.paypal.com')
    signers.set(by, signer)
    return signer
  }
  const queue: Told[] = []
  const under: Set<Promise<void>> = new Set()
  const settings = { url: null as string | null, held: false, twice: false, early: false }

  const signed = (told: Told, by: By = 'NOW', ageMs = 0, certUrl?: string) => {
    const raw = Buffer.from(
      JSON.stringify({
        id: told.id,
        event_version: '1.0',
        create_time: isoOf(now() - ageMs),
        resource_type: told.resourceType,
        event_type: told.type,
        summary: 'SANDBOX',
        resource: told.resource,
      }),
    )
    const [id, time] = [randomUUID(), isoOf(now() - ageMs)]
    const message = `${id}|${time}|${webhookId}|${crc32(raw)}`
    const headers = {
      'content-type': 'application/json',
      'paypal-transmission-id': id,
      'paypal-transmission-time': time,
      'paypal-auth-algo': 'SHA256withRSA',
      'paypal-cert-url': certUrl ?? `${base()}/v1/notifications/certs/CERT-${by === 'STRANGER' ? 'NOW' : by}`,
      'paypal-transmission-sig': sign('RSA-SHA256', Buffer.from(message), signerOf(by).key).toString('base64'),
    }
    return { headers, raw }
  }

  /** Tries again on anything but a 2xx, as PayPal does: 25 times. */
  const send = async (told: Told, attempt = 1): Promise<void> => {
    const { url } = settings
    if (url === null) return
    const { headers, raw } = signed(told)
    const taken = await fetch(url, { method: 'POST', headers, body: raw }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (taken || attempt >= 25) return
    await new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 50 * 2 ** attempt)).unref())
    await send(told, attempt + 1)
  }
  const follow = (work: Promise<void>) => {
    under.add(work)
    void work.finally(() => under.delete(work))
    return work
  }
  const deliver = (events: readonly Told[]) =>
    Promise.all(events.flatMap((told) => (settings.twice ? [told, told] : [told])).map((told) => follow(send(told))))

  return {
    settings,
    queue,
    signed,
    certificate: (by: By): string => signerOf(by).certificate,
    tell: (type: string, resourceType: string, resource: unknown): void => {
      // What is told is how it was then, also if it is sent later.
      queue.push({ id: `WH-${newId()}`, type, resourceType, resource: JSON.parse(JSON.stringify(resource)) })
    },
    /** Sends what was told while the answer of a call was made: before that answer, or after it. */
    flush: (): Promise<unknown> => (settings.held ? Promise.resolve() : deliver(queue.splice(0))),
    /** Sends what was held back, in another order if asked. */
    release: (order: (events: Told[]) => Told[] = (events) => events): Promise<unknown> => deliver(order(queue.splice(0))),
    idle: async (): Promise<void> => {
      while (under.size > 0) await Promise.all(under)
    },
  }
}

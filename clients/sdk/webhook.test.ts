import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { verifyWebhook, WebhookError } from './webhook.ts'

const now = new Date()
const secret = () => `whsec_${randomBytes(32).toString('base64')}`
const event = { type: 'session.completed', timestamp: now.toISOString(), sequence: 7, data: { name: 'Straße' } }
const body = JSON.stringify(event)
const id = 'msg_1'
const seconds = (at: Date) => String(Math.floor(at.getTime() / 1_000))
const headersOf = (signature: string, at = now) => ({
  'webhook-id': id,
  'webhook-timestamp': seconds(at),
  'Webhook-Signature': signature,
})
const pair = generateKeyPairSync('ed25519')
const publicKey = `whpk_${Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')}`
const asymmetric = `v1a,${sign(null, Buffer.from(`${id}.${seconds(now)}.${body}`), pair.privateKey).toString('base64')}`

test('a webhook that standardwebhooks has signed is taken, by either of two secrets, as text, bytes, and from Headers', async () => {
  const [old, next] = [secret(), secret()]
  const signature = new Webhook(next).sign(id, now, body)
  for (const secrets of [next, [old, next], [next, publicKey]])
    expect(await verifyWebhook(headersOf(`v1,nonsense ${signature}`), body, secrets)).toEqual(event)
  expect(await verifyWebhook(new Headers(headersOf(signature)), Buffer.from(body), next)).toEqual(event)
  expect(await verifyWebhook({ ...headersOf(''), 'Webhook-Signature': [signature] }, body, next)).toEqual(event)
})

test('a webhook that is signed by the public key’s other half is taken', async () => {
  expect(await verifyWebhook(headersOf(`v1,AAAA ${asymmetric}`), body, publicKey)).toEqual(event)
})

test('a webhook is refused that is changed, of another secret or id, old, early, unsigned, or signed as something else', async () => {
  const mine = secret()
  const good = new Webhook(mine).sign(id, now, body)
  const later = (minutes: number) => ({ now: new Date(now.getTime() + minutes * 60_000) })
  const refused: [Parameters<typeof verifyWebhook>, string][] = [
    [[headersOf(good), `${body} `, mine], 'changed'],
    [[headersOf(good), body, secret()], 'another secret'],
    [[{ ...headersOf(good), 'webhook-id': 'msg_2' }, body, mine], 'another id'],
    [[headersOf(good, new Date(now.getTime() + 1_000)), body, mine], 'another time'],
    [[headersOf(good), body, mine, later(6)], 'old'],
    [[headersOf(good), body, mine, later(-6)], 'early'],
    [[headersOf(''), body, mine], 'unsigned'],
    [[{}, body, mine], 'no headers'],
    [[headersOf(good.replace('v1,', 'v2,')), body, mine], 'another version'],
    [[headersOf(good.replace('v1,', 'v1a,')), body, publicKey], 'HMAC as Ed25519'],
    [[headersOf(asymmetric.replace('v1a,', 'v1,')), body, mine], 'Ed25519 as HMAC'],
    [[headersOf(good.slice(0, -4)), body, mine], 'cut'],
    [[headersOf('v1,'), body, mine], 'empty'],
    [[{ ...headersOf(good), 'webhook-timestamp': 'nonsense' }, body, mine], 'no time'],
  ]
  for (const [given, why] of refused) await expect(verifyWebhook(...given), why).rejects.toBeInstanceOf(WebhookError)
  for (const none of ['whsec_', '', undefined, [], [mine, '']])
    await expect(verifyWebhook(headersOf(good), body, none)).rejects.toBeInstanceOf(TypeError)
})

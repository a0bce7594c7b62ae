import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { newId } from '#lib/id.ts'
import { sealContact } from '#lib/mail/contact.ts'
import { newMailKeys } from '#lib/mail/letter.ts'
import { testBox } from '../../../test/box.ts'
import { openSmtpServer, type SmtpServer } from '../../../test/smtp.ts'
import { until } from '../../../test/until.ts'
import { box } from '../box.ts'
import { notify } from '../notify.ts'
import type { NotificationsTables } from '../tables.ts'
import { SAMPLES } from '../templates/samples.ts'
import { messageId as nameOf } from './address.ts'
import { unsubscribePath } from './unsubscribe-link.ts'

const keys = newMailKeys()
const secret = 'l'.repeat(32)
const bounceSecret = `whsec_${Buffer.from('b'.repeat(32)).toString('base64')}`
let smtp: SmtpServer
let world: Awaited<ReturnType<typeof open>>
let http: Server
let url: string
const open = (smtpUrl: string) =>
  testBox<NotificationsTables>(box, {
    variables: {
      NOTIFICATIONS_SMTP_URL: smtpUrl,
      NOTIFICATIONS_MAIL_FROM: 'Evergraph <mail@example.org>',
      NOTIFICATIONS_MAIL_PRIVATE_KEY: keys.privateKey,
      NOTIFICATIONS_LINK_SECRET: secret,
      NOTIFICATIONS_SWEEP_MS: '50',
      NOTIFICATIONS_BOUNCE_SECRETS: `${'o'.repeat(24)},${bounceSecret}`,
    },
  })
beforeAll(async () => {
  smtp = await openSmtpServer()
  world = await open(smtp.url)
  // The box's own: the type of its app does not say what it adds.
  http = createServer((world.app as unknown as { open: (request: object, response: object) => void }).open)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`
})
beforeEach(() => void (smtp.mails.length = 0))
afterAll(async () => {
  http.close().closeAllConnections()
  await world[Symbol.asyncDispose]()
  await smtp[Symbol.asyncDispose]()
})

async function newReader(email = `${newId()}@example.org`): Promise<string> {
  const userId = newId()
  await tellContact(userId, email)
  return userId
}
let said = 0
const hashOf = (email: string) => createHmac('sha256', 'x').update(email).digest('hex')
async function tellContact(userId: string, email: string) {
  const addressHash = hashOf(email)
  const contact = await sealContact(keys.publicKey, { email, name: null })
  const data = { userId, contact, addressHash, emailVerified: true, locale: 'fr', timeZone: null, roles: ['DRIVER'] }
  const common = { id: newId(), occurredAt: new Date().toISOString(), position: ++said, requestId: null }
  await world.again({ ...common, name: 'accounts.contact.saved', aggregateId: userId, data })
  await until(async () => (await contactOf(userId))?.address_hash === addressHash)
}
const contactOf = (userId: string) => world.db.selectFrom('contact').selectAll().where('user_id', '=', userId).executeTakeFirst()
const bill = (userId: string, cause = newId()) =>
  world.db.transaction().execute((trx) =>
    notify(trx, {
      userId,
      kind: 'BILL',
      cause,
      params: { currency: 'EUR', totalMinor: 1_234, paid: true },
      link: '/bills/1',
    }),
  )
const stateOf = async (userId: string) =>
  (
    await world.db
      .selectFrom('delivery')
      .select('state')
      .where('user_id', '=', userId)
      .where('channel', '=', 'EMAIL')
      .orderBy('id', 'desc')
      .executeTakeFirst()
  )?.state
async function mailedBill(userId: string) {
  await bill(userId)
  await until(() => smtp.mails.length === 1)
  await until(async () => (await stateOf(userId)) === 'SENT')
  const [mail] = smtp.mails
  if (!mail?.messageId) throw new Error('there is no mail')
  return { ...mail, messageId: mail.messageId }
}
const untilNothingWaits = (userId: string) =>
  until(async () => {
    const waiting = world.db.selectFrom('delivery').select('id').where('user_id', '=', userId).where('state', '=', 'QUEUED')
    return (await waiting.where('channel', '=', 'EMAIL').execute()).length === 0
  })
const declined = (userId: string) =>
  world.db.selectFrom('preference').select(['category', 'channel', 'wanted']).where('user_id', '=', userId).execute()

describe('a link that stops mails', () => {
  test('stops them by one click, without a sign-in, and is stopped by no look at it', async () => {
    const userId = await newReader()
    const { raw, text } = await mailedBill(userId)
    expect(text).toContain('Ne plus recevoir de messages sur les factures et les paiements: http')
    const [, link = ''] = /^List-Unsubscribe: <(\S+)>/m.exec(raw.replaceAll(/\r\n\s+/g, ' ')) ?? []
    const path = new URL(link).pathname.slice(1)
    for (const method of ['GET', 'HEAD']) {
      const seen = await fetch(url + path, { method })
      expect([seen.status, seen.headers.get('referrer-policy')]).toEqual([200, 'no-referrer'])
    }
    // Read weeks later, away from the mail: it says what is stopped.
    const asked = await (await fetch(url + path)).text()
    expect(asked).toContain('<html lang="fr"')
    expect(asked).toContain('des messages sur les factures et les paiements')
    expect(await declined(userId)).toEqual([])
    const click = {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }
    for (let i = 0; i < 2; i++) expect((await fetch(url + path, click)).status).toBe(200)
    expect(await declined(userId)).toEqual([{ category: 'BILL', channel: 'EMAIL', wanted: false }])
    await bill(userId)
    await untilNothingWaits(userId)
    expect(smtp.mails).toHaveLength(1)
    const told = await world.said('notifications.mail.declined')
    expect(told.filter((each) => each.userId === userId)[0]?.categories).toEqual(['BILL'])
  })

  test('tells accounts once, however often it is pressed', async () => {
    const userId = await newReader()
    const path = unsubscribePath(secret, { userId, categories: ['BILL'] })
    await Promise.all(Array.from({ length: 5 }, () => fetch(url + path, { method: 'POST' })))
    const both = unsubscribePath(secret, { userId, categories: ['BILL', 'REWARD'] })
    for (let i = 0; i < 2; i++) expect((await fetch(url + both, { method: 'POST' })).status).toBe(200)
    const told = await world.said('notifications.mail.declined')
    expect(told.filter((each) => each.userId === userId).map(({ categories }) => categories)).toEqual([['BILL'], ['REWARD']])
  })

  test('that is forged, cut, of another user or of the account’s safety stops nothing', async () => {
    const [one, other] = [await newReader(), await newReader()]
    const good = unsubscribePath(secret, { userId: one, categories: ['BILL'] })
    const bad = [
      good.slice(0, -1),
      good.replace(one, other),
      good.replace('BILL', 'REWARD'),
      unsubscribePath('x'.repeat(32), { userId: one, categories: ['BILL'] }),
      unsubscribePath(secret, { userId: one, categories: ['SECURITY'] }),
      'unsubscribe/',
      'unsubscribe/.',
    ]
    for (const path of bad) expect((await fetch(url + path, { method: 'POST' })).status).toBe(403)
    expect([await declined(one), await declined(other)]).toEqual([[], []])
  })

  test('of somebody who has left makes no row of theirs', async () => {
    const userId = newId()
    expect((await fetch(url + unsubscribePath(secret, { userId, categories: ['BILL'] }), { method: 'POST' })).status).toBe(200)
    expect(await declined(userId)).toEqual([])
  })
})

const post = (body: string, headers: Record<string, string>) =>
  fetch(`${url}bounces/`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
function signed(body: string, at = new Date(), by = bounceSecret) {
  const id = newId()
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(by).sign(id, at, body),
  }
}
const report = async (fields: object) => {
  const body = JSON.stringify(fields)
  return (await post(body, signed(body))).status
}

describe('what a mail server says later', () => {
  test('of an address that takes nothing ends its mails, and is told once', async () => {
    const userId = await newReader()
    const { messageId } = await mailedBill(userId)
    for (let i = 0; i < 2; i++)
      expect(await report({ type: 'BOUNCE', messageId, permanent: true, detail: 'gone noor@example.org' })).toBe(200)
    expect(await stateOf(userId)).toBe('BOUNCED')
    expect((await contactOf(userId))?.email_bounced_at).not.toBeNull()
    const told = await world.said('notifications.address.bounced')
    expect(told.filter((each) => each.userId === userId)).toHaveLength(1)
    await bill(userId)
    await untilNothingWaits(userId)
    expect(smtp.mails).toHaveLength(1)
  })

  test('of a mailbox that is full for now ends the mail, and no mails to its address', async () => {
    const userId = await newReader()
    const { messageId } = await mailedBill(userId)
    expect(await report({ type: 'BOUNCE', messageId, permanent: false, detail: '5.2.2 full' })).toBe(200)
    expect(await stateOf(userId)).toBe('BOUNCED')
    expect((await contactOf(userId))?.email_bounced_at).toBeNull()
    await bill(userId)
    await until(() => smtp.mails.length === 2)
  })

  test('of an address of before says nothing of the one of now', async () => {
    const userId = await newReader()
    const { messageId } = await mailedBill(userId)
    await tellContact(userId, 'another@example.org')
    expect(await report({ type: 'BOUNCE', messageId, permanent: true })).toBe(200)
    expect((await contactOf(userId))?.email_bounced_at).toBeNull()
  })

  test('comes as a returned mail as well (RFC 3464)', async () => {
    const userId = await newReader()
    const { messageId } = await mailedBill(userId)
    const body = [
      'Message-ID: <of-the-report@mail.example.org>',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mail.example.org',
      '',
      'Final-Recipient: rfc822; noor@example.org',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 unknown',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${messageId}`,
      '--b--',
    ].join('\r\n')
    expect(
      (
        await post(body.replace('Action: failed', 'Action: delayed'), {
          ...signed(body.replace('Action: failed', 'Action: delayed')),
          'content-type': 'message/rfc822',
        })
      ).status,
    ).toBe(200)
    expect(await stateOf(userId)).toBe('SENT')
    expect((await post(body, { ...signed(body), 'content-type': 'message/rfc822' })).status).toBe(200)
    expect(await stateOf(userId)).toBe('BOUNCED')
    expect((await contactOf(userId))?.email_bounced_at).not.toBeNull()
  })

  test('of a reader who calls it spam stops mails of that kind', async () => {
    const userId = await newReader()
    const { messageId } = await mailedBill(userId)
    expect(await report({ type: 'COMPLAINT', messageId })).toBe(200)
    expect(await declined(userId)).toEqual([{ category: 'BILL', channel: 'EMAIL', wanted: false }])
    expect((await contactOf(userId))?.email_bounced_at).toBeNull()
  })

  test('of a reader who calls the warning of a new sign-in spam stops nothing', async () => {
    const email = `${newId()}@example.org`
    const userId = await newReader(email)
    await world.db
      .transaction()
      .execute((trx) => notify(trx, { userId, kind: 'NEW_SIGN_IN', cause: newId(), params: SAMPLES.NEW_SIGN_IN }))
    const { id } = await world.db.selectFrom('delivery').select('id').where('user_id', '=', userId).executeTakeFirstOrThrow()
    expect(await report({ type: 'COMPLAINT', messageId: nameOf(secret, id, email, 'mail@example.org') })).toBe(200)
    expect(await declined(userId)).toEqual([])
    expect((await world.said('notifications.mail.declined')).filter((each) => each.userId === userId)).toEqual([])
  })

  test('is believed only with our secret, fresh, and as it was signed', async () => {
    const userId = await newReader()
    const { messageId } = await mailedBill(userId)
    const body = JSON.stringify({ type: 'BOUNCE', messageId, permanent: true })
    const forged = [
      {},
      signed(body, new Date(), `whsec_${Buffer.from('x'.repeat(32)).toString('base64')}`),
      signed(body, new Date(Date.now() - 360_000)),
      signed(`${body} `),
      { ...signed(body), 'webhook-timestamp': 'x' },
    ]
    for (const headers of forged) expect((await post(body, headers)).status).toBe(400)
    expect(await stateOf(userId)).toBe('SENT')
    expect((await post('x'.repeat(300_000), signed('x'))).status).toBe(413)
    for (const other of ['{}', 'nonsense', '{"type":"BOUNCE","messageId":"<x@y>"}'])
      expect((await post(other, signed(other))).status).toBe(200)
  })
})

test('a server that knows no such address at once ends mails to it', async () => {
  const userId = await newReader()
  smtp.mood({ recipient: '550 5.1.1 no' })
  await bill(userId)
  await until(async () => (await stateOf(userId)) === 'BOUNCED')
  smtp.mood('TAKES')
  expect((await contactOf(userId))?.email_bounced_at).not.toBeNull()
})

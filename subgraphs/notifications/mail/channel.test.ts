import { createPrivateKey, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { sealContact } from '#lib/mail/contact.ts'
import { newMailKeys } from '#lib/mail/letter.ts'
import { openSmtpServer, type SmtpServer } from '../../../test/smtp.ts'
import { testAuthority } from '../../../ocpp-bridge/connections/tls.fixture.ts'
import type { Item, Message } from '../sending/channel.ts'
import { mailChannel } from './channel.ts'
import { MAIL_LIMITS } from './limits.ts'
import { openFolder, openSmtp, smtpOptions, type Transport } from './transport.ts'

const keys = newMailKeys()
const secret = 'l'.repeat(32)
const config = {
  mailFrom: 'Evergraph <mail@example.org>',
  clientUrl: 'https://app.example.org/',
  publicUrl: 'https://mail.example.org/n/',
}
const stationName = '<script>alert(1)</script> "A" & B\r\nBcc: thief@example.org'
const item: Item = {
  notificationId: randomUUID(),
  kind: 'STATION_FREE',
  params: { stationName },
  link: '/stations/1',
  createdAt: new Date(),
}

async function message(changes: Partial<Message> = {}, email = 'noor@example.org', name: string | null = 'Noor'): Promise<Message> {
  return {
    id: randomUUID(),
    userId: randomUUID(),
    items: [item],
    digestOf: null,
    urgency: 0,
    tries: 0,
    contact: {
      user_id: randomUUID(),
      contact: await sealContact(keys.publicKey, { email, name }),
      address_hash: null,
      email_verified: true,
      email_bounced_at: null,
      locale: 'de',
      time_zone: 'Europe/Berlin',
      roles: ['DRIVER'],
      guest: false,
      marketing: false,
      said: 1,
    },
    ...changes,
  }
}

/** Addresses that take nothing. */
const deadOnes: string[] = []
const dead = async (userId: string) => void deadOnes.push(userId)
let server: SmtpServer
let transport: Transport
const channelOf = (by: Transport) =>
  mailChannel({ transport: by, privateKey: createPrivateKey(keys.privateKey), linkSecret: secret, config }, dead)
const send = async (given: Message | Promise<Message>, signal = AbortSignal.timeout(20_000)) =>
  channelOf(transport).send(await given, signal)

beforeEach(async () => {
  server = await openSmtpServer()
  transport = openSmtp(smtpOptions(server.url), 300)
})
afterEach(async () => {
  await transport[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

describe('a mail', () => {
  test('comes as text and as HTML, in its reader’s language, from us, to them alone', async () => {
    const given = await message()
    const sent = await send(given)
    const [mail] = server.mails
    expect(mail?.envelope).toEqual({ from: 'mail@example.org', to: ['noor@example.org'] })
    expect(mail?.from?.text).toBe('"Evergraph" <mail@example.org>')
    expect(mail?.subject).toContain('ist frei')
    expect(mail?.text).toContain('Guten Tag Noor,')
    expect(mail?.text).toContain('https://app.example.org/stations/1')
    expect(mail?.html).toContain('<html lang="de"')
    expect(mail?.html).toContain('href="https://app.example.org/stations/1"')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(sent).toEqual({ state: 'SENT', externalId: mail?.messageId })
    expect(mail?.messageId).toMatch(new RegExp(`^<${given.id}\\.[0-9a-f]{16}@example\\.org>$`))
  })

  test('shows a name with HTML in it as text, and has no header of a name’s making', async () => {
    await send(message({}, 'noor@example.org', 'Noor\r\nBcc: thief@example.org, <b>'))
    const [mail] = server.mails
    expect(mail?.html).not.toContain('<script')
    expect(mail?.html).toContain('&#60;script&#62;')
    expect(mail?.headers.has('bcc')).toBe(false)
    expect(mail?.envelope.to).toEqual(['noor@example.org'])
    expect(mail?.to).toMatchObject({ value: [{ address: 'noor@example.org' }] })
    expect(mail?.subject).toContain('Bcc: thief@example.org')
  })

  test.each([
    'a@b.org,c@d.org',
    '"a b"@c.org',
    'a@b.org\r\nRCPT TO:<c@d.org>',
    'a@b@c.org',
    '<a@b.org>',
    'a b@c.org',
    'a@',
    'nobody',
  ])('goes to no address like %j', async (email) => {
    expect(await send(message({}, email))).toEqual({ state: 'SUPPRESSED', reason: 'NO_ADDRESS' })
    expect(server.connections).toBe(0)
  })

  test('has a link that stops its kind by one click (RFC 8058); one of the account’s safety has none', async () => {
    await send(message())
    const [mail] = server.mails
    const header = mail?.raw.replaceAll(/\r\n\s+/g, ' ')
    const [, link] = /^List-Unsubscribe: <(\S+)>\r?$/m.exec(header ?? '') ?? []
    expect(link).toMatch(/^https:\/\/mail\.example\.org\/n\/unsubscribe\//)
    expect(header).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m)
    expect(mail?.html).toContain(link)
    await send(
      message({ items: [{ ...item, kind: 'EMAIL_CHANGED', params: { undone: true } }, { ...item, kind: 'NEW_SIGN_IN' }, item] }),
    )
    expect(server.mails[1]?.raw).toContain('List-Unsubscribe')
  })

  test('of what accounts writes a letter on is not sent a second time', async () => {
    const given = message({
      items: [{ ...item, kind: 'NEW_SIGN_IN', params: { device: null, signedInAt: '2026-01-01T00:00:00Z' } }],
    })
    expect(await send(given)).toEqual({ state: 'SUPPRESSED', reason: 'BY_LETTER' })
  })

  test('of a digest has everything, and one subject', async () => {
    const params = { title: 'Kaffee', startsAt: '2026-06-20T09:00:00Z' }
    await send(message({ digestOf: '2026-06-19', items: [{ ...item, kind: 'MEETUP_CREATED', params }, item] }))
    const [mail] = server.mails
    expect(mail?.subject).toBe('Ihr Tag: 2 Nachrichten')
    expect(mail?.text).toContain('Neues Treffen: Kaffee')
    expect(mail?.text).toContain('ist frei')
  })

  test('leads to our own pages, whatever is kept as its link', async () => {
    for (const link of ['//evil.example/x', '/javascript:alert(1)', '/\\evil.example'])
      await send(message({ items: [{ ...item, link }] }))
    for (const { html } of server.mails)
      for (const [, href] of String(html).matchAll(/href="([^"]+)"/g)) expect(href).toMatch(/^https:\/\/(app|mail)\.example\.org\//)
  })

  test('has the same Message-ID in every try', async () => {
    const given = await message()
    server.mood('TAKES_AND_DROPS')
    await expect(send(given)).rejects.toThrow()
    server.mood('TAKES')
    expect(await send(given)).toMatchObject({ state: 'SENT' })
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1)
    expect(server.mails).toHaveLength(2)
  })
})

test('to somebody whose address is sealed for another key waits, and is no silence of the server', async () => {
  const given = await message()
  const contact = await sealContact(newMailKeys().publicKey, { email: 'noor@example.org', name: null })
  const sealed = given.contact && { ...given.contact, contact }
  expect(await send({ ...given, contact: sealed })).toEqual({ state: 'LATER', reason: 'CONTACT_UNREADABLE' })
  expect(server.connections).toBe(0)
})

describe('a server', () => {
  test.each([
    [{ recipient: '550 5.1.1 <noor@example.org> is not here' }, { state: 'BOUNCED', reason: 'NO_SUCH_ADDRESS' }],
    [{ recipient: '550 relaying denied' }, { state: 'FAILED', reason: 'REFUSED' }],
    [{ recipient: '550 nothing from 192.5.1.1' }, { state: 'FAILED', reason: 'REFUSED' }],
    [{ recipient: '554 5.4.4 no route' }, { state: 'BOUNCED', reason: 'REFUSED' }],
    [{ recipient: '550 5.1.8 not from this sender' }, { state: 'LATER', reason: 'SENDER_REFUSED' }],
    [{ sender: '550 5.1.0 not from this sender' }, { state: 'LATER', reason: 'SENDER_REFUSED' }],
    [{ sender: '550 quota exceeded' }, { state: 'LATER', reason: 'SENDER_REFUSED' }],
    [{ recipient: '552 5.2.2 mailbox full' }, { state: 'BOUNCED', reason: 'REFUSED' }],
    [{ recipient: '554 5.7.1 not from you' }, { state: 'FAILED', reason: 'REFUSED' }],
    [{ recipient: '450 4.2.1 later' }, { state: 'LATER', reason: 'DEFERRED' }],
    [{ data: '451 4.7.1 greylisted' }, { state: 'LATER', reason: 'DEFERRED' }],
    [{ data: '554 5.6.0 spam' }, { state: 'FAILED', reason: 'REFUSED' }],
    [{ data: '550 5.1.1 unknown' }, { state: 'BOUNCED', reason: 'NO_SUCH_ADDRESS' }],
  ] as const)('that says %j makes it %j', async (mood, sent) => {
    server.mood(mood)
    const given = await message()
    const got = await send(given)
    expect(got).toMatchObject(sent)
    expect(deadOnes.includes(given.userId)).toBe(got.state === 'BOUNCED' && got.reason === 'NO_SUCH_ADDRESS')
    expect(JSON.stringify(got)).not.toContain('noor@')
  })

  test('that hangs is given up: nobody knows, and others are sent meanwhile', async () => {
    server.mood('HANGS')
    await expect(send(message())).rejects.toThrow()
    server.mood('TAKES')
    expect(await send(message())).toMatchObject({ state: 'SENT' })
  })

  test('that hangs is given up when the caller gives up', async () => {
    const patient = openSmtp(smtpOptions(server.url))
    server.mood('HANGS')
    const given = await message()
    const end = new AbortController()
    const asked = channelOf(patient).send(given, end.signal)
    asked.catch(() => undefined)
    end.abort()
    await expect(asked).rejects.toThrow()
    await patient[Symbol.asyncDispose]()
  })

  test('that is away, or does not know our password, is no fault of the mail', async () => {
    const away = openSmtp(smtpOptions('smtp://127.0.0.1:1'), 300)
    await expect(channelOf(away).send(await message(), AbortSignal.timeout(5_000))).rejects.toThrow()
    const strict = await openSmtpServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    })
    const wrong = openSmtp({ ...smtpOptions(strict.url), auth: { user: 'a', pass: 'b' } }, 300)
    await expect(channelOf(wrong).send(await message(), AbortSignal.timeout(5_000))).rejects.toThrow()
    await Promise.all([away, wrong, strict].map((each) => each[Symbol.asyncDispose]()))
  })

  test('outside of this machine is spoken to by TLS alone, and its certificate must be good', async () => {
    expect(smtpOptions('smtp://u%40x:p%2F@mail.example.org')).toMatchObject({
      port: 587,
      requireTLS: true,
      auth: { user: 'u@x', pass: 'p/' },
    })
    expect(smtpOptions('smtps://mail.example.org')).toMatchObject({ port: 465, secure: true })
    expect(smtpOptions('smtp://localhost:25')).toMatchObject({ requireTLS: false })
    const outside = { ...smtpOptions(server.url), ignoreTLS: false, requireTLS: true }
    const plain = openSmtp(outside, 300)
    await expect(channelOf(plain).send(await message(), AbortSignal.timeout(5_000))).rejects.toThrow()
    expect(server.mails).toEqual([])
    const authority = await testAuthority()
    const { key, cert } = await authority.issue('mail.example.org')
    const tls = await openSmtpServer({ disabledCommands: [], key, cert })
    const [strange, known] = [
      openSmtp({ ...outside, port: tls.port }, 1_000),
      openSmtp({ ...outside, port: tls.port, tls: { ca: authority.pem, servername: 'mail.example.org' } }, 5_000),
    ]
    await expect(channelOf(strange).send(await message(), AbortSignal.timeout(5_000))).rejects.toThrow()
    expect(await channelOf(known).send(await message(), AbortSignal.timeout(5_000))).toMatchObject({ state: 'SENT' })
    await Promise.all([plain, strange, known, tls].map((each) => each[Symbol.asyncDispose]()))
  })
})

test('without a server mails are files for their owner alone, one a mail, the newest of them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mails-'))
  const files = openFolder(folder)
  const given = await message()
  for (let i = 0; i < 2; i++)
    expect(await channelOf(files).send(given, AbortSignal.timeout(5_000))).toMatchObject({ state: 'SENT' })
  expect(await readdir(folder)).toEqual([`${given.id}.eml`])
  expect(await readFile(join(folder, `${given.id}.eml`), 'utf8')).toContain('To: Noor <noor@example.org>')
  expect((await stat(join(folder, `${given.id}.eml`))).mode & 0o777).toBe(0o600)
  await rm(folder, { recursive: true })
})

test('a folder keeps the newest mails, and nothing that is no mail goes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mails-'))
  // Ids are made in the order of time.
  const before = Array.from({ length: MAIL_LIMITS.folderMails }, () => newId())
  await Promise.all([...before.map((id) => `${id}.eml`), 'README.txt'].map((name) => writeFile(join(folder, name), 'kept')))
  const sent: string[] = []
  for (let i = 0; i < 3; i++) {
    const given = { ...(await message()), id: newId() }
    sent.push(given.id)
    await channelOf(openFolder(folder)).send(given, AbortSignal.timeout(5_000))
  }
  const kept = [...before.slice(3), ...sent].map((id) => `${id}.eml`)
  expect((await readdir(folder)).toSorted()).toEqual([...kept, 'README.txt'].toSorted())
  await rm(folder, { recursive: true })
})

test('a channel that is not set up says so', async () => {
  expect(mailChannel(null, dead).ready).toBe(false)
  expect(await mailChannel(null, dead).send(await message(), AbortSignal.timeout(1_000))).toEqual({
    state: 'SUPPRESSED',
    reason: 'NOT_SET_UP',
  })
})

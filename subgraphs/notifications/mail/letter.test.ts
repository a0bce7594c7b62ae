import { sql, type RawBuilder } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { newMailKeys, sealLetter, type Letter } from '#lib/mail/letter.ts'
import { testBox } from '../../../test/box.ts'
import { openSmtpServer, type SmtpServer } from '../../../test/smtp.ts'
import { until } from '../../../test/until.ts'
import { box } from '../box.ts'
import type { NotificationsTables } from '../tables.ts'
import { LANGUAGES } from '../templates/text.ts'
import { claimLetters, insertLetter } from './letter.queries.ts'
import { LETTERS } from './letter-texts.ts'

const keys = newMailKeys()
const LINK = 'https://app.example.org/reset-password#token=SECRET-TOKEN'
let server: SmtpServer
let world: Awaited<ReturnType<typeof open>>
const open = (url: string) =>
  testBox<NotificationsTables>(box, {
    variables: {
      NOTIFICATIONS_SMTP_URL: url,
      NOTIFICATIONS_MAIL_FROM: 'Evergraph <mail@example.org>',
      NOTIFICATIONS_MAIL_PRIVATE_KEY: keys.privateKey,
      NOTIFICATIONS_LINK_SECRET: 'l'.repeat(32),
      NOTIFICATIONS_SWEEP_MS: '50',
    },
  })
beforeAll(async () => {
  server = await openSmtpServer()
  world = await open(server.url)
})
afterEach(() => {
  server.mood('TAKES')
  server.mails.length = 0
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const letter = (changes: Partial<Letter> = {}): Letter => ({
  to: 'noor@example.org',
  name: 'Noor',
  locale: 'nl',
  link: LINK,
  ...changes,
})
const later = (ms = 3_600_000) => new Date(Date.now() + ms).toISOString()

async function say(name: EventName, data: object, changes: Partial<Letter> = {}, expiresAt = later(), id = newId()) {
  const sealed = await sealLetter(keys.publicKey, letter(changes))
  await world.again({
    id,
    name,
    aggregateId: newId(),
    occurredAt: new Date().toISOString(),
    position: 1,
    requestId: null,
    data: { letter: sealed, expiresAt, ...data },
  } as never)
  return id
}
const stateOf = async (id: string) =>
  (await world.db.selectFrom('letter').select(['state', 'sealed', 'reason', 'tries']).where('id', '=', id).executeTakeFirst()) ??
  null
const rowsOf = async <Row>(query: RawBuilder<Row>) => (await query.execute(world.db)).rows
const dueNow = (id: string) => world.db.updateTable('letter').set({ due_at: new Date() }).where('id', '=', id).execute()
const untilOver = (id: string) => until(async () => (await stateOf(id))?.state !== 'QUEUED')

describe('a letter', () => {
  test.each([
    ['accounts.email-verification.requested', { userId: null, purpose: 'REGISTRATION' }, 'Bevestig je e-mailadres'],
    ['accounts.email-verification.requested', { userId: newId(), purpose: 'REGISTRATION' }, 'Je hebt al een account'],
    ['accounts.email-verification.requested', { userId: newId(), purpose: 'VERIFICATION' }, 'Bevestig je e-mailadres'],
    ['accounts.password-reset.requested', { userId: newId() }, 'Stel een nieuw wachtwoord in'],
    ['accounts.email-change.requested', { userId: newId(), purpose: 'CONFIRM' }, 'Bevestig je nieuwe e-mailadres'],
    ['accounts.email-change.requested', { userId: newId(), purpose: 'TAKEN' }, 'Dit adres heeft al een account'],
    ['accounts.email-change.requested', { userId: newId(), purpose: 'UNDO' }, 'Het e-mailadres van je account wijzigt'],
    [
      'accounts.login.opened-on-new-device',
      { loginId: newId(), userId: newId(), device: 'Firefox', method: 'PASSWORD' },
      'Nieuwe aanmelding bij je account',
    ],
    [
      'accounts.payout-notice.requested',
      { userId: newId(), account: '…12', restsUntil: later() },
      'Je uitbetaalrekening is gewijzigd',
    ],
  ] as const)('of %s with %j is mailed to the address that it is for', async (name, data, subject) => {
    await untilOver(await say(name, data))
    expect(server.mails.map((mail) => [mail.envelope.to, mail.subject])).toEqual([[['noor@example.org'], subject]])
    const [mail] = server.mails
    expect(mail?.text).toContain(LINK)
    expect(mail?.html).toContain(`href="${LINK}"`)
    expect(mail?.text).toContain('Hallo Noor,')
    // Nobody stops what is about the safety of their account.
    expect(mail?.raw).not.toContain('List-Unsubscribe')
  })

  test('goes out once, however often its event comes, and in two processes', async () => {
    await using second = await world.open()
    expect(second).toBeDefined()
    const data = { userId: newId() }
    const id = newId()
    await Promise.all(Array.from({ length: 5 }, () => say('accounts.password-reset.requested', data, {}, later(), id)))
    await untilOver(id)
    expect(server.mails).toHaveLength(1)
    expect(await stateOf(id)).toMatchObject({ state: 'SENT', sealed: null })
  })

  test('that one process is sending is begun by no other', async () => {
    await using still = await open(server.url)
    // Nobody but the test takes what is due.
    await still.app[Symbol.asyncDispose]()
    const row = { id: newId(), user_id: null, purpose: 'REGISTRATION', params: {}, sealed: 'x', expires_at: new Date(later()) }
    await still.db.transaction().execute((trx) => insertLetter(trx, row))
    const claimed = async () => (await claimLetters(still.db)).map(({ id }) => id)
    expect([await claimed(), await claimed()]).toEqual([[row.id], []])
    // Its process has died: the lease is over.
    await still.db
      .updateTable('letter')
      .set({ due_at: new Date(0) })
      .execute()
    expect(await claimed()).toEqual([row.id])
  })

  test('that the server defers is tried again after a pause, and not before', async () => {
    server.mood({ recipient: '450 4.2.1 later' })
    const id = await say('accounts.password-reset.requested', { userId: newId() })
    await until(async () => (await stateOf(id))?.reason === 'DEFERRED')
    expect((await claimLetters(world.db)).map((row) => row.id)).not.toContain(id)
    expect(await stateOf(id)).toMatchObject({ state: 'QUEUED', tries: 1 })
    server.mood('TAKES')
    await dueNow(id)
    await untilOver(id)
    expect(server.mails).toHaveLength(1)
  })

  test('has no link and no address in the database in the clear, before and after', async () => {
    server.mood({ recipient: '450 4.2.1 later' })
    const id = await say('accounts.password-reset.requested', { userId: newId() })
    await until(async () => ((await stateOf(id))?.tries ?? 0) > 0)
    const kept = await rowsOf(sql<{ text: string }>`SELECT letter::text AS text FROM letter`)
    expect(kept.map(({ text }) => text).join()).not.toMatch(/SECRET-TOKEN|noor@/)
    server.mood('TAKES')
    await dueNow(id)
    await untilOver(id)
    expect(await stateOf(id)).toMatchObject({ state: 'SENT', sealed: null })
  })

  test('whose link is good no more is not sent', async () => {
    const id = await say('accounts.password-reset.requested', { userId: newId() }, {}, later(-1_000))
    await untilOver(id)
    expect(await stateOf(id)).toMatchObject({ state: 'EXPIRED', sealed: null })
    expect(server.mails).toEqual([])
  })

  test.each([
    [{ recipient: '550 5.1.1 no' }, 'BOUNCED', 'NO_SUCH_ADDRESS'],
    [{ data: '554 5.6.0 spam' }, 'FAILED', 'REFUSED'],
  ] as const)('that the server refuses with %j is %s', async (mood, state, reason) => {
    server.mood(mood)
    const id = await say('accounts.password-reset.requested', { userId: newId() })
    await untilOver(id)
    expect(await stateOf(id)).toMatchObject({ state, reason, sealed: null })
  })

  test.each(['a@b.org,c@d.org', 'a@b.org\r\nBcc: c@d.org', '<a@b.org>'])('to %j is mailed to nobody', async (to) => {
    const id = await say('accounts.password-reset.requested', { userId: newId() }, { to })
    await untilOver(id)
    expect(await stateOf(id)).toMatchObject({ state: 'FAILED', reason: 'NO_ADDRESS', sealed: null })
    expect(server.mails).toEqual([])
  })

  test('of a server that breaks the connection has the same Message-ID when it is sent again', async () => {
    server.mood('TAKES_AND_DROPS')
    const id = await say('accounts.password-reset.requested', { userId: newId() })
    await until(async () => (await stateOf(id))?.reason === 'UNKNOWN')
    server.mood('TAKES')
    await dueNow(id)
    await untilOver(id)
    expect(server.mails).toHaveLength(2)
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1)
  })

  test('that was sealed for another key fails after its tries, and holds up no other', async () => {
    const sealed = await sealLetter(newMailKeys().publicKey, letter())
    const bad = await say('accounts.password-reset.requested', { userId: newId(), letter: sealed })
    const good = await say('accounts.password-reset.requested', { userId: newId() })
    await untilOver(good)
    expect(server.mails).toHaveLength(1)
    await until(async () => (await stateOf(bad))?.reason === 'UNKNOWN')
  })

  test('that went out does not go out again, by no statement', async () => {
    const id = await say('accounts.password-reset.requested', { userId: newId() })
    await untilOver(id)
    await expect(rowsOf(sql`UPDATE letter SET state = 'QUEUED', due_at = now(), sealed = 'x' WHERE id = ${id}`)).rejects.toThrow(
      'does not become',
    )
  })
})

test('every letter has its own words in every language', () => {
  for (const language of LANGUAGES)
    for (const [purpose, text] of Object.entries(LETTERS[language])) {
      for (const part of Object.values(text)) expect(part).not.toMatch(/'|[{}]/)
      if (language !== 'en') expect(text.body).not.toBe(LETTERS.en[purpose as keyof typeof LETTERS.en].body)
    }
})

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { sealContact } from '#lib/mail/contact.ts'
import { newMailKeys, sealLetter } from '#lib/mail/letter.ts'
import { closeGate, PATIENT, startDoomedBox } from '../../../test/doomed.ts'
import { openSmtpServer, type SmtpServer } from '../../../test/smtp.ts'
import { until } from '../../../test/until.ts'
import { testNotifications, type TestNotifications } from '../notifications.fixture.ts'
import { messageId } from './address.ts'
import { insertLetter } from './letter.queries.ts'

const keys = newMailKeys()
const secret = 'l'.repeat(32)
const [FROM, TO] = ['mail@example.org', 'noor@example.org']
let server: SmtpServer
let box: TestNotifications
beforeAll(async () => {
  server = await openSmtpServer()
  box = await testNotifications()
  // From now on only the processes that are killed send mails.
  await box.app[Symbol.asyncDispose]()
})
afterAll(async () => {
  await box[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const start = () =>
  startDoomedBox(new URL('../box.ts', import.meta.url), {
    database: box.database,
    env: {
      NOTIFICATIONS_SMTP_URL: server.url,
      NOTIFICATIONS_MAIL_FROM: FROM,
      NOTIFICATIONS_MAIL_PRIVATE_KEY: keys.privateKey,
      NOTIFICATIONS_LINK_SECRET: secret,
      NOTIFICATIONS_SWEEP_MS: '20',
    },
  })

/** Letters of accounts, and what people are told by mail: the ids of the mails. */
async function ask(many: number): Promise<void> {
  const sealed = await sealLetter(keys.publicKey, { to: TO, name: 'Noor', locale: 'nl', link: 'https://example.org/' })
  const contact = await sealContact(keys.publicKey, { email: TO, name: 'Noor' })
  const expiresAt = new Date(Date.now() + 3_600_000)
  for (let i = 0; i < many; i++) {
    await box.notify(await box.person({ contact }), 'BILL')
    const row = { id: newId(), user_id: null, purpose: 'REGISTER', params: {}, sealed, expires_at: expiresAt }
    await box.db.transaction().execute((trx) => insertLetter(trx, row))
  }
}

const rows = async () =>
  (await sql<{ id: string; state: string }>`SELECT id, state FROM letter UNION ALL SELECT id, state FROM delivery`.execute(box.db))
    .rows

/** As if the leases of a process that is dead were over. */
async function leasesEnd(): Promise<void> {
  await sql`UPDATE letter SET due_at = now() WHERE state = 'QUEUED'`.execute(box.db)
  await sql`UPDATE delivery SET due_at = now() WHERE state = 'QUEUED'`.execute(box.db)
}

test('kill -9 in the middle of sending: each mail comes under one id, and a second time only if it was taken and not yet noted', async () => {
  const takenOf = (id: string) => server.mails.filter((mail) => mail.messageId === messageId(secret, id, TO, FROM)).length
  const before = new Map<string, number>()
  const wanted = new Map<string, number>()
  /** What the server took since the last death, and nobody noted, has to come again. */
  const noteDeath = async () => {
    for (const { id, state } of await rows()) {
      if (state === 'QUEUED' && takenOf(id) > (before.get(id) ?? 0)) wanted.set(id, (wanted.get(id) ?? 0) + 1)
      before.set(id, takenOf(id))
    }
    await leasesEnd()
  }
  {
    await ask(30)
    // Some stop between the server's 250 and the note; the process has ten connections, and others go on.
    const gate = { change: 'UPDATE', when: 'NEW.state <> OLD.state AND hashtext(NEW.id::text) % 6 = 0' } as const
    await using letters = await closeGate(box.database, { ...gate, table: 'notifications.letter' })
    await using deliveries = await closeGate(box.database, { ...gate, table: 'notifications.delivery' })
    await using doomed = start()
    await until(async () => (await letters.waiting()) > 0 && (await deliveries.waiting()) > 0, PATIENT)
    await doomed.kill()
    await noteDeath()
    expect(wanted.size).toBeGreaterThan(1)
  }
  {
    await ask(10)
    server.mood('HANGS')
    const { connections } = server
    await using doomed = start()
    await until(() => server.connections > connections, PATIENT)
    await doomed.kill()
    server.mood('TAKES')
    await noteDeath()
  }
  await using _last = start()
  await until(async () => (await rows()).every(({ state }) => state !== 'QUEUED'), PATIENT)
  const all = await rows()
  expect(all).toHaveLength(80)
  expect(all.filter(({ state }) => state !== 'SENT')).toEqual([])
  const come = all.map(({ id }) => [id, takenOf(id)])
  expect(come).toEqual(all.map(({ id }) => [id, 1 + (wanted.get(id) ?? 0)]))
  expect(server.mails).toHaveLength(come.reduce((sum, [, times]) => sum + Number(times), 0))
}, 300_000)

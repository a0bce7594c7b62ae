import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SecurityDocument, UpdateProfileDocument } from '../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../clients/sdk/client.ts'
import { RequestPasswordResetDocument, RequestRegistrationDocument } from '../clients/sdk/generated/graphql.ts'
import { mailTo } from '../deploy/demo/mails.ts'
import { within } from '../deploy/demo/streams.ts'
import { startStack, type Stack } from './stack.ts'

const password = 'correct-horse-battery'
const cleanup = new AsyncDisposableStack()
let stack: Stack
beforeAll(async () => {
  stack = cleanup.use(await startStack({ env: { ACCOUNTS_OPEN_REGISTRATION: 'false' } }))
})
afterAll(() => cleanup.disposeAsync())

const newClient = (): Client => cleanup.use(createClient({ url: `${stack.url}/graphql` }))
const newAddress = () => `noor-${randomUUID().slice(-8)}@example.org`
/** A mail that somebody got, of this subject where one is said, with a link to one of the clients' pages; and what the link proves. */
async function linkTo(email: string, page: string, subject?: string) {
  const link = new RegExp(`/${page}#token=([\\w.~-]+)`)
  const wanted = (mail: { subject: string; text: string }) =>
    link.test(mail.text) && (subject === undefined || mail.subject === subject)
  const mail = await within(mailTo(join(stack.folder, 'mails'), email, wanted), `no mail with a link to ${page} came`)
  return { ...mail, token: link.exec(mail.text)?.[1] ?? expect.fail('no token') }
}

test('who registers gets a mail, and its link alone makes the account: once, for this address, which is proven by it', async () => {
  const [email, another] = [newAddress(), newAddress()]
  const [client, stranger] = [newClient(), newClient()]
  const account = { email, password, displayName: 'Noor' }
  await expect(client.register(account)).rejects.toMatchObject({ code: 'EMAIL_UNPROVEN' })
  await client.execute(RequestRegistrationDocument, { input: { email } })
  const { subject, text, token } = await linkTo(email, 'register')
  expect(subject).toBe('Confirm your e-mail address')
  expect(text).toMatch(/The link is good for \d+ hours?, and once\./)

  const badToken = { code: 'BAD_TOKEN' }
  await expect(stranger.register({ ...account, email: another, emailToken: token })).rejects.toMatchObject(badToken)
  await client.register({ ...account, emailToken: token })
  expect(await client.execute(SecurityDocument)).toMatchObject({ me: { email, emailVerifiedAt: expect.any(String) } })
  await expect(stranger.register({ ...account, emailToken: token })).rejects.toMatchObject(badToken)
  await stranger.signIn({ email, password })
})

test('a newcomer’s first mail is in the language that their app asks for', async () => {
  const email = newAddress()
  await newClient().execute(RequestRegistrationDocument, { input: { email, locale: 'nl-NL' } })
  const { text } = await linkTo(email, 'register', 'Bevestig je e-mailadres')
  expect(text).not.toContain('The link is good')
})

test('who registers an address that has an account is answered the same; its owner reads of it, and sets a new password, in their language', async () => {
  const email = newAddress()
  const owner = newClient()
  await owner.execute(RequestRegistrationDocument, { input: { email } })
  await owner.register({ email, password, displayName: 'Noor', emailToken: (await linkTo(email, 'register')).token })
  await owner.execute(UpdateProfileDocument, { input: { locale: 'nl-NL', timeZone: 'Europe/Amsterdam' } })

  const stranger = newClient()
  expect(await stranger.execute(RequestRegistrationDocument, { input: { email } })).toEqual({
    requestRegistration: { requested: true },
  })
  const again = await linkTo(email, 'reset-password', 'Je hebt al een account')
  expect(again.text).toContain('Hallo Noor,')
  const newPassword = `${password}-2`
  await newClient().resetPassword({ token: again.token, newPassword })
  await expect(newClient().signIn({ email, password })).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' })
  await newClient().signIn({ email, password: newPassword })
})

test('for an address without an account a reset is answered the same, and no mail is written', async () => {
  const [nobody, somebody] = [newAddress(), newAddress()]
  const client = newClient()
  for (const email of [nobody, somebody])
    expect(await client.execute(RequestPasswordResetDocument, { input: { email } })).toEqual({
      requestPasswordReset: { requested: true },
    })
  // Letters are written in the order in which they were asked for: when this one is there, that one would be.
  await client.execute(RequestRegistrationDocument, { input: { email: somebody } })
  await linkTo(somebody, 'register')
  const folder = join(stack.folder, 'mails')
  const mails = (await readdir(folder)).filter((name) => name.endsWith('.eml'))
  const written = await Promise.all(mails.map((name) => readFile(join(folder, name), 'utf8')))
  expect(written.filter((mail) => mail.includes(somebody))).toHaveLength(1)
  expect(written.filter((mail) => mail.includes(nobody))).toEqual([])
})

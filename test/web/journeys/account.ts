import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { mailTo } from '../../../deploy/demo/mails.ts'
import { createClient } from '../../../clients/sdk/client.ts'
import { soon } from '../browser.ts'
import type { Web } from '../platform.ts'

/** Pages on the account itself, and those that mails lead to. */
export function account(web: () => Web): void {
  const login = () => ({ email: `account-${randomUUID()}@evergraph.test`, password: 'a-long-enough-password' })
  const mails = () => join(web().stack.folder, 'mails')
  const registered = async () => {
    const person = login()
    await using client = createClient({ url: web().graphUrl })
    await client.register({ ...person, displayName: 'Noor' })
    return person
  }
  /** The link of a mail, as a path: the platform of this test does not know where its apps are. */
  const linked = async (address: string, page: string): Promise<string> => {
    const found = new RegExp(`/${page}#token=[\\w-]+`)
    const { text } = await mailTo(mails(), address, (mail) => found.test(mail.text))
    return found.exec(text)?.[0] ?? expect.fail('no link')
  }
  let noor: { email: string; password: string }
  beforeAll(async () => {
    noor = await registered()
    const paths = ['/settings', '/settings/notifications', '/privacy', '/security', '/verify-email', '/change-email']
    web().look('driver', noor, ...paths)
    web().look('driver', null, '/reset-password', '/undo-email-change', '/forgot-password', '/payouts')
  })

  test('an address is confirmed by a press behind the link of a mail, by its own account alone, and the token leaves the address', async () => {
    const { page, complaints } = await web().open('driver', noor)
    await page.goto('/security')
    await page.getByText('Not confirmed').waitFor()
    await page.getByRole('button', { name: 'Send me the mail to confirm it' }).click()
    const link = await linked(noor.email, 'verify-email')

    const { page: other } = await web().open('driver', await registered())
    await other.goto(link)
    await other.getByRole('button', { name: 'It is my address' }).click()
    await other.getByText('The link is good no more. Ask for a new one.').waitFor()

    // Not signed in: the link is not lost on the way.
    const { page: fresh } = await web().open('driver')
    await fresh.goto(link)
    await fresh.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    await fresh.locator('[name=email]').fill(noor.email)
    await fresh.locator('[name=password]').fill(noor.password)
    await fresh.locator('main [type=submit]').click()
    await fresh.getByRole('button', { name: 'It is my address' }).click()
    await fresh.getByText('Your address is confirmed.').waitFor()
    expect(fresh.url()).not.toContain('token')

    await page.reload()
    await page.getByText('Confirmed', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  test('who has forgotten their password sets a new one by a mail; the old one is good no more', async () => {
    const person = await registered()
    const { page } = await web().open('driver')
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.waitForURL('**/forgot-password')
    await page.getByRole('button', { name: 'Send the link' }).waitFor()
    await page.getByLabel('E-mail address').fill(person.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText(`If ${person.email} has an account`).waitFor()
    await page.goto(await linked(person.email, 'reset-password'))
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.locator('[name=newPassword][aria-invalid=true]').waitFor()
    await page.getByLabel('New password').fill('another-long-password')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText('Where you are signed in').waitFor()
    await using client = createClient({ url: web().graphUrl })
    await expect(client.signIn(person)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' })
    await client.signIn({ ...person, password: 'another-long-password' })
  })

  test('an address is changed by a mail to the new one, and one is told if it has an account no more', async () => {
    const person = await registered()
    const { page, complaints } = await web().open('driver', person)
    const next = login().email
    await page.goto('/security')
    await page.getByText('Change the address').click()
    await page.getByLabel('New address').fill('no address')
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.locator('[name=email][aria-invalid=true]').waitFor()
    await page.getByLabel('New address').fill(next)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText(`A mail is on its way to ${next}.`).waitFor()
    await page.goto(await linked(next, 'change-email'))
    await page.getByRole('button', { name: 'Change it' }).click()
    await page.getByRole('link', { name: 'To sign-in and security' }).click()
    await page.getByText(next).waitFor()
    expect(complaints).toEqual([])
  })

  test('other sign-ins are shown and ended, one or all; this one goes on', async () => {
    const person = await registered()
    const others = await Promise.all([0, 1].map(() => web().client(person)))
    const { page } = await web().open('driver', person)
    await page.goto('/security')
    const ends = page.getByRole('button', { name: 'Sign out there' })
    await soon(() => ends.count()).toBe(3)
    await ends.first().click()
    await soon(() => ends.count()).toBe(2)
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere else' }).click()
    await soon(() => ends.count()).toBe(0)
    await page.getByText('This device').waitFor()
    const refused = await Promise.allSettled(others.map((client) => renewed(client.tokens()?.refreshToken ?? '', web().graphUrl)))
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  test('a second factor is set up by a key, its recovery codes are shown once, and the next sign-in wants a code', async () => {
    const person = await registered()
    const { page, complaints } = await web().open('driver', person)
    await page.goto('/security')
    await page.getByRole('button', { name: 'Set it up' }).click()
    const secret = await page.locator('main code').first().textContent()
    const totp = new TOTP({ secret: secret?.replaceAll(' ', '') ?? '' })
    const code = page.getByLabel('Code of your authenticator app')
    await code.fill('000000')
    await page.getByRole('button', { name: 'Turn it on' }).click()
    await page.getByText('The code is wrong.').or(page.locator('[name=code][aria-invalid=true]')).first().waitFor()
    await code.fill(totp.generate())
    await page.getByRole('button', { name: 'Turn it on' }).click()
    await page.getByRole('list', { name: 'Recovery codes' }).waitFor()
    const codes = await page.getByRole('list', { name: 'Recovery codes' }).locator('code').allTextContents()
    expect(codes.length).toBeGreaterThan(5)
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText(`${codes.length} recovery codes are left.`).waitFor()
    expect(await page.getByText(codes[0] ?? '').count()).toBe(0)

    const { page: next } = await web().open('driver')
    await next.goto('/sign-in')
    await next.locator('[name=email]').fill(person.email)
    await next.locator('[name=password]').fill(person.password)
    await next.locator('main [type=submit]').click()
    await next.locator('[name=code]').fill(codes[0] ?? '')
    await next.locator('main [type=submit]').click()
    await next.waitForURL((url) => url.pathname !== '/sign-in')
    await next.goto('/security')
    await next.getByText(`${codes.length - 1} recovery codes are left.`).waitFor()
    // The page is told of the wrong code by a refusal.
    expect(complaints.filter((said) => !said.includes('400'))).toEqual([])
  })

  test('what one is told of is chosen by kind and channel and stays; mails on security are always sent', async () => {
    const { page, complaints } = await web().open('driver', await registered())
    await page.goto('/settings/notifications')
    const bills = page.getByRole('checkbox', { name: 'Bills: Push' })
    expect(await bills.isChecked()).toBe(false)
    await bills.check()
    expect(await page.getByRole('checkbox', { name: 'Security: Mail' }).isDisabled()).toBe(true)
    // Who runs nothing is not asked about it.
    expect(await page.getByText('What you run').count()).toBe(0)

    await page.getByRole('switch', { name: 'Keep quiet hours' }).check()
    await page.getByLabel('From').fill('22:30')
    await page.getByLabel('Until').fill('22:30')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Another time than they begin at').waitFor()
    await page.getByLabel('Until').fill('06:45')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.getByLabel('Mails that nobody waits for').selectOption('All in one, at 08:00')
    await soon(() => page.getByLabel('Mails that nobody waits for').inputValue()).toBe('8')

    await page.reload()
    await bills.waitFor()
    expect(await bills.isChecked()).toBe(true)
    expect([await page.getByLabel('From').inputValue(), await page.getByLabel('Until').inputValue()]).toEqual(['22:30', '06:45'])
    expect(await page.getByLabel('Mails that nobody waits for').inputValue()).toBe('8')
    expect(complaints).toEqual([])
  })

  test('a copy of all that is kept is gathered and downloaded as a ZIP', async () => {
    const { page, complaints } = await web().open('driver', await registered())
    await page.goto('/privacy')
    await page.getByRole('button', { name: 'Prepare a copy' }).click()
    const ready = page.getByText(/Your copy is ready/)
    await ready.waitFor()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    const file = await readFile(await (await downloading).path())
    expect(file.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
    expect(await ready.textContent()).toContain(`${(file.length / 1e6).toFixed(2)} MB`)
    expect(complaints).toEqual([])
  })

  test('an account is deleted after a question, on a day that is said; until then it is kept by a press', async () => {
    const { page, complaints } = await web().open('driver', await registered())
    await page.goto('/privacy')
    const leave = page.getByRole('main').getByRole('button', { name: 'Delete the account' }).first()
    await leave.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Keep the account' }).click()
    expect(await page.getByText(/Your account is deleted on/).count()).toBe(0)
    await leave.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the account' }).click()
    await page.getByText(/Your account is deleted on .*20\d\d/).waitFor()
    await page.getByRole('button', { name: 'Keep my account after all' }).click()
    await page.getByText('You have kept your account.').waitFor()
    expect(complaints).toEqual([])
  })

  test('what one agrees to is switched, with its day, and stays', async () => {
    const { page } = await web().open('driver', await registered())
    await page.goto('/privacy')
    const news = page.getByRole('switch', { name: 'News and offers by mail' })
    await news.click()
    await page.getByText(/^since /).waitFor()
    await page.reload()
    await page.getByText(/^since /).waitFor()
    expect(await news.isChecked()).toBe(true)
    await news.click()
    await page.getByText(/^since /).waitFor({ state: 'detached' })
  })

  test.each([
    ['/account', '/profile'],
    ['/devices', '/security'],
    ['/rewards', '/wallet'],
    ['/readings/01a20557-f2ce-778e-b5c0-5616dba34ae6', '/odometer'],
  ])('what mails call %s leads to %s', async (old, now) => {
    const page: Page = await web()
      .open('driver')
      .then((opened) => opened.page)
    await page.goto(old)
    await page.waitForURL((url) => url.pathname === now)
  })
}

/** Refused where the login was ended. */
async function renewed(refreshToken: string, url: string): Promise<void> {
  const body = JSON.stringify({
    query: 'mutation ($token: String!) { refreshLogin(input: { refreshToken: $token }) { user { id } } }',
    variables: { token: refreshToken },
  })
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const { errors } = (await response.json()) as { errors?: unknown }
  if (errors) throw new Error('refused')
}

import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { DeleteAccountDocument, MeDocument } from '../../../clients/driver/generated/graphql.ts'
import { createClient } from '../../../clients/sdk/client.ts'
import { connectChargePoint } from '../../charge-point.ts'
import { ADMIN } from '../../stack.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import type { Web } from '../platform.ts'
import { charged, give, GOOD, startAt, total } from '../till.ts'

/** What those do who run the platform: its people, its rewards, its money, its messages. */
export function desk(web: () => Web): void {
  let world: TestWorld
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl)
    web().look(
      'admin',
      ADMIN,
      '/',
      '/users',
      '/audit',
      '/settlement',
      '/models',
      '/rewards',
      '/rewards?show=rules',
      '/rewards?show=limits',
    )
    web().look(
      'admin',
      ADMIN,
      '/payments',
      '/payments?show=payouts',
      '/messages',
      '/messages?show=words',
      '/messages?show=announcements',
    )
    const opened = await web().open('admin', ADMIN)
    page = opened.page
    complaints = opened.complaints
  }, 240_000)
  const answer = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true })

  test('the overview shows what is the reader’s to do, and each number leads to its page', async () => {
    await page.goto('/')
    for (const name of ['Chargers with a fault', 'Bills held', 'Charged today', 'Photos that wait', 'Rewards wait since'])
      await page.getByRole('heading', { name }).waitFor()
    await page.getByText('As of').first().waitFor()
    await page.getByRole('link', { name: /Rewards wait since/ }).click()
    await page.getByRole('heading', { name: 'Settlement' }).waitFor()

    const { page: reviewers } = await web().open('admin', world.reviewer)
    await reviewers.getByRole('heading', { name: 'Photos that wait' }).waitFor()
    expect(await reviewers.locator('main h2').allTextContents()).toEqual(['Photos that wait'])
    expect(await reviewers.getByRole('navigation').getByRole('link').count()).toBe(3)
    await reviewers.goto('/users')
    await reviewers.getByText('This page is for: Administrator, Compliance.').waitFor()
    await reviewers.context().close()
  })

  test('a user is found by their address; roles are given and taken after a question, and the audit has it', async () => {
    await using driver = createClient({ url: web().graphUrl })
    const email = `found-${randomUUID()}@evergraph.test`
    await driver.register({ email, password: 'a-long-enough-password', displayName: 'Noor <b>Found</b>' })
    await page.goto('/users')
    await page.getByLabel('E-mail address').fill(email)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Noor <b>Found</b>' }).click()
    web().look('admin', ADMIN, new URL(page.url()).pathname)

    await page.getByLabel('Another role').selectOption('REVIEWER')
    await page.getByRole('button', { name: 'Give', exact: true }).click()
    await answer('Back').click()
    expect(await page.getByRole('listitem').filter({ hasText: 'Reviewer' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Give', exact: true }).click()
    await answer('Give').click()
    const role = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Reviewer' })
    await role.waitFor()
    await role.getByRole('button', { name: 'Take away' }).click()
    await answer('Take away').click()
    await role.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'End all' }).click()
    await answer('End all').click()
    await page.getByText('Nowhere.').waitFor()
    await expect(driver.execute(MeDocument)).rejects.toThrow('This login has ended')

    await page.getByRole('link', { name: 'What was done to this account' }).click()
    await page.getByRole('link', { name: 'role.granted' }).waitFor()
    await page.getByRole('link', { name: 'logins.ended' }).click()
    await page.waitForURL(/action=logins\.ended/)
    expect(new URL(page.url()).searchParams.get('action')).toBe('logins.ended')
    expect(complaints).toEqual([])
  })

  test('the page of a user says that they want to leave, and until when they may come back', async () => {
    await using driver = createClient({ url: web().graphUrl })
    const password = 'a-long-enough-password'
    const { id } = await driver.register({ email: `leaves-${randomUUID()}@evergraph.test`, password, displayName: 'Leaves' })
    await page.goto(`/users/${id}`)
    await page.getByRole('heading', { name: 'Leaves' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Leaving' }).count()).toBe(0)
    await driver.execute(DeleteAccountDocument, { input: { password } })
    await page.reload()
    await page.getByRole('heading', { name: 'Leaving' }).waitFor()
    await page.getByText(/^Asked for at .* Due on /).waitFor()
  })

  test('a role that is refused is not given, and the question stays and says why', async () => {
    await page.goto(`/users?email=${encodeURIComponent(ADMIN.email)}`)
    await page.getByRole('cell').getByRole('link').first().click()
    await page.getByRole('button', { name: 'Give', exact: true }).click()
    await answer('Give').click()
    // Nobody gives themself one.
    await page.getByRole('dialog').getByText('FORBIDDEN').waitFor()
    await answer('Back').click()
    expect(await page.getByLabel('Another role').isVisible()).toBe(true)
  })

  test('who signs in from a page comes back to it, with what was chosen there', async () => {
    const { page: later } = await web().open('admin')
    await later.goto('/users?role=REVIEWER&email=reviewer')
    await later.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    await later.locator('[name=email]').fill(ADMIN.email)
    await later.locator('[name=password]').fill(ADMIN.password)
    await later.locator('main [type=submit]').click()
    await later.locator('main [type=search]').waitFor()
    expect(await later.locator('main [type=search]').inputValue()).toBe('reviewer')
    expect(Object.fromEntries(new URL(later.url()).searchParams)).toEqual({ role: 'REVIEWER', email: 'reviewer' })
    await later.context().close()
  })

  test('a payment goes back in part and then whole, to the card and, where the bank sends it back, to the credit; its driver sees each', async () => {
    const [station] = world.stations
    if (!station) throw new Error('no station')
    const login = { email: `refunded-${randomUUID()}@evergraph.test`, password: 'a-long-enough-password' }
    await using driver = createClient({ url: web().graphUrl })
    const name = `Refunded ${randomUUID()}`
    await driver.register({ ...login, displayName: name })
    const { identity, password } = station
    await using _charger = await connectChargePoint({
      url: web().stack.ocppUrl,
      identity,
      password,
      evses: [{ powerW: 50_000 }],
      speed: 120,
      meterIntervalMs: 250,
    })
    const { page: theirs } = await web().open('driver', login)
    await startAt(theirs, station.id)
    await charged(theirs)
    const paid = await total(theirs)
    const pays = theirs.getByRole('button', { name: /^Pay €/ })
    await pays.click()
    await theirs.getByRole('radio', { name: 'A new card' }).waitFor()
    await pays.click()
    await give(theirs, GOOD, /^Pay €/)
    await theirs.getByText('Paid', { exact: true }).waitFor()

    await page.goto('/payments')
    const row = page.getByRole('row').filter({ hasText: name })
    const giveBack = async (amount: string | null, why: string) => {
      await row.getByRole('button', { name: 'Give back' }).click()
      const amountField = page.getByRole('dialog').getByLabel('Amount in EUR')
      if (amount !== null) await amountField.fill(amount)
      await page.getByRole('dialog').getByLabel('Why? Who has paid reads it.').fill(why)
      await answer('Give back').click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    // More than was paid is refused, and nothing goes back.
    await row.getByRole('button', { name: 'Give back' }).click()
    await page.getByRole('dialog').getByLabel('Amount in EUR').fill('900')
    await answer('Give back').click()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await answer('Back').click()

    await giveBack('0,10', 'The plug was stiff')
    const euros = (cents: number) => `€${(cents / 100).toFixed(2)}`
    // Nobody has loaded their page again.
    await theirs.getByText('Refund of €0.10: sent').waitFor()
    await theirs.getByText('The plug was stiff').waitFor()
    await row.getByRole('cell', { name: euros(paid - 10), exact: true }).waitFor()
    await giveBack(null, 'It was too slow')
    await theirs.getByText(`Refund of ${euros(paid - 10)}: sent`).waitFor()
    const sent = () =>
      web()
        .stripe.control.objects('refund')
        .flatMap((each) => (each.object === 'refund' ? [each] : []))
        .slice(-2)
    expect(sent().map(({ amount }) => amount)).toEqual([10, paid - 10])

    web().stripe.control.settleRefund(sent().at(-1)?.id ?? '', 'failed')
    await theirs.getByText(`Refund of ${euros(paid - 10)}: did not arrive, owed again`).waitFor()
    await page.goto('/payments?show=refunds')
    const failed = page.getByRole('row').filter({ hasText: 'It was too slow' }).filter({ hasText: 'Failed' })
    await failed.getByRole('button', { name: 'Into the wallet' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Into the wallet' }).click()
    const arrived = page.getByRole('row').filter({ hasText: 'It was too slow' }).filter({ hasText: 'Arrived' })
    await arrived.getByRole('cell', { name: 'Into the wallet' }).waitFor()
    await theirs.goto('/pay')
    await theirs.locator('strong', { hasText: euros(paid - 10) }).waitFor()
    web().look('admin', ADMIN, '/payments?show=refunds')
    await theirs.context().close()
  })

  test('a chain is paused with a reason that everybody reads, and goes on again', async () => {
    await page.goto('/settlement')
    await page.getByRole('button', { name: 'Pause' }).first().click()
    await page.getByLabel('Why? It is kept in the audit.').fill('Gas is too dear <b>now</b>')
    await answer('Pause').click()
    await page.getByText('Paused: Gas is too dear <b>now</b>').waitFor()
    await page.getByRole('button', { name: 'Resume' }).click()
    // Without a reason it is refused, and the chain stays as it is.
    await answer('Resume').click()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await page.getByLabel('Why? It is kept in the audit.').fill('It is cheap again')
    await answer('Resume').click()
    await page.getByText('Paused: Gas').waitFor({ state: 'detached' })
  })

  test('a rule is drafted: what is wrong stands at its fields and nothing typed is lost; it is tried on the past, and holds for nobody', async () => {
    await page.goto('/rewards?show=rules')
    await page.getByText('New version of a rule').click()
    const form = page.locator('form')
    await form.getByLabel('For', { exact: true }).selectOption('TREE_PLANTING')
    await form.locator('[name=per]').fill('1')
    await form.locator('[name=amount]').fill('2,5')
    await form.locator('[name=maximum]').fill('2')
    await form.locator('[name=budget]').fill('100')
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await form.locator('[name=maximum][aria-invalid=true]').waitFor()
    expect(await form.locator('[name=amount]').inputValue()).toBe('2,5')
    await form.locator('[name=maximum]').fill('5')
    await page.getByRole('button', { name: 'Save the draft' }).click()
    const draft = page.locator('section').filter({ hasText: 'Draft' }).filter({ hasText: 'Planting a tree' })
    await draft.getByText('2.50 EVC for 1 deeds').waitFor()
    await draft.getByRole('button', { name: /Try on the last/ }).click()
    await draft.getByText(/It would have given/).waitFor()
    await draft.getByRole('button', { name: 'Publish' }).click()
    await answer('Back').click()
    await draft.getByText('Draft', { exact: true }).waitFor()
    expect(complaints.filter((complaint) => !/400/.test(complaint))).toEqual([])
  })

  test('a campaign is drafted for some hours of the week, by the clocks of its own zone, and says so', async () => {
    await page.goto('/rewards?show=campaigns')
    await page.getByText('New campaign').click()
    const form = page.locator('form')
    await form.locator('[name=title]').fill('Nights <b>only</b>')
    await form.locator('[name=factor]').fill('1,5')
    const year = new Date().getFullYear() + 1
    await form.locator('[name=startsAt]').fill(`${year}-03-01T08:00`)
    await form.locator('[name=endsAt]').fill(`${year}-03-31T08:00`)
    await form.locator('[name=timeZone]').fill('America/New_York')
    for (const name of ['budget', 'perUser', 'perUserDay']) await form.locator(`[name=${name}]`).fill('10')
    await form.getByRole('button', { name: 'Only at some hours of the week' }).click()
    await form.getByLabel('Saturday').uncheck()
    await form.getByLabel('Monday').check()
    await form.getByLabel('Until').fill('06:00')
    await page.getByRole('button', { name: 'Save the draft' }).click()
    // What is missing is said where it is missing, and nothing is lost.
    await form.locator('[type=time][aria-invalid=true]').waitFor()
    expect(await form.getByLabel('Until').inputValue()).toBe('06:00')
    await form.getByLabel('From').fill('22:00')
    await page.getByRole('button', { name: 'Save the draft' }).click()
    const draft = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Nights <b>only</b>' }) })
    await draft.getByText('Monday, Sunday 22:00–06:00').waitFor()
    await draft.getByText('America/New_York').waitFor()
    // By the clocks of New York, wherever it is read.
    expect(await draft.locator('dd').filter({ hasText: '08:00' }).count()).toBe(2)
    web().look('admin', ADMIN, '/rewards?show=campaigns')
  })

  test('how a message reads is shown in each language, and a mail’s page is saved and not run', async () => {
    await page.goto('/messages?show=words')
    await page.getByLabel('Message', { exact: true }).selectOption('REFUND')
    await page.getByLabel('Language').last().selectOption('nl')
    await page.locator('main [lang=nl]').first().waitFor()
    expect(await page.locator('iframe').count()).toBe(0)
    await page.getByRole('link', { name: 'Figures' }).click()
    await page.getByLabel('Time').selectOption('30')
    await page.waitForURL(/days=30/)
  })
}

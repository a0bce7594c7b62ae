import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { MeDocument } from '../../../clients/driver/generated/graphql.ts'
import { createClient } from '../../../clients/sdk/client.ts'
import { ADMIN } from '../../stack.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import type { Web } from '../platform.ts'

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

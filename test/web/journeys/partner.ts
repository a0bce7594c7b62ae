import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { soon } from '../browser.ts'
import { PartnerClientsDocument } from '../../../clients/partner/generated/graphql.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import { signIn, type Web } from '../platform.ts'

export function partner(web: () => Web): void {
  let world: TestWorld
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl)
    ;({ page, complaints } = await web().open('partner', world.partner))
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  })

  /** What the platform says to a key: a code, or null where it knows the key. */
  async function refusalOf(key: string): Promise<string | null> {
    const response = await fetch(web().graphUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ documentId: `1:${'0'.repeat(64)}`, variables: {} }),
    })
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
    const code = errors[0]?.extensions.code ?? null
    return code === 'UNAUTHENTICATED' ? code : null
  }
  const answer = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true })
  const secret = () => page.locator('code.select-all').textContent()

  test('a client is made with its scopes, and its secret is shown once, to be copied', async () => {
    await page.goto('/webhooks')
    await page.getByText('Make a client first.').waitFor()
    await page.getByRole('link', { name: 'To clients and keys' }).click()
    await page.getByLabel('Name').fill('Till <b>one</b>')
    await page.getByLabel('See sessions at your stations').check()
    await page.getByLabel('Say where you are told of events').check()
    await page.getByRole('button', { name: 'Make the client' }).click()
    await page.getByText('It is not shown again.').waitFor()
    const shown = await secret()
    expect(shown).toMatch(/^eg_/)
    expect(await refusalOf(shown ?? '')).toBeNull()
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown)
    await page.getByRole('heading', { name: 'Till <b>one</b>' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Till <b>one</b>' }).waitFor()
    expect(await page.content()).not.toContain(shown)
    expect(complaints).toEqual([])
  })

  test('a form with what is wrong says so at the field, and loses nothing', async () => {
    await page.goto('/keys')
    await page.getByText('New client').click()
    await page.getByLabel('Name').fill('   ')
    await page.getByLabel('For trying things out').check()
    await page.getByRole('button', { name: 'Make the client' }).click()
    await page.locator('[name=name][aria-invalid=true]').waitFor()
    expect(await page.getByLabel('For trying things out').isChecked()).toBe(true)
    await page.getByLabel('Name').fill('Trials')
    await page.getByRole('button', { name: 'Make the client' }).click()
    await page.getByText('It is not shown again.').waitFor()
    expect(await secret()).toMatch(/^egs_/)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByText('It is not shown again.').waitFor({ state: 'detached' })
  })

  test('a key is rotated and both work; to revoke the client asks first, and ends both', async () => {
    await page.goto('/keys')
    const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Trials' }) })
    await card.getByRole('button', { name: 'Rotate the key' }).click()
    await page.getByRole('dialog').getByLabel('The old key works on for').selectOption({ label: 'one week' })
    await answer('Rotate the key').click()
    await page.getByText('It is not shown again.').waitFor()
    const key = (await secret()) ?? ''
    await card.getByText('works until', { exact: false }).nth(1).waitFor()
    expect(await card.locator('li code').count()).toBe(2)
    const { apiClients } = await (await web().client(world.partner)).execute(PartnerClientsDocument, { first: 10 })
    const { keys } = apiClients.edges.map(({ node }) => node).find(({ name }) => name === 'Trials') ?? { keys: [] }
    const ends = keys.flatMap(({ expiresAt }) => (expiresAt ? [Date.parse(expiresAt)] : []))
    // The old one: it works for as long as was chosen.
    expect(Math.round((Math.min(...ends) - Date.now()) / 3_600_000)).toBe(168)
    await card.getByRole('button', { name: 'Revoke the client' }).click()
    await answer('Leave it as it is').click()
    expect(await refusalOf(key)).toBeNull()
    await card.getByRole('button', { name: 'Revoke the client' }).click()
    await answer('Revoke the client').click()
    await card.getByText('Revoked', { exact: true }).waitFor()
    await soon(() => refusalOf(key)).toBe('UNAUTHENTICATED')
  })

  test('a secret that is shown goes from every tab with its reader, and the next one does not see it', async () => {
    const { page: shows } = await web().open('partner', world.partner)
    await shows.goto('/keys')
    const card = shows.locator('section').filter({ has: shows.getByRole('heading', { name: 'Till <b>one</b>' }) })
    await card.getByRole('button', { name: 'Rotate the key' }).click()
    await shows.getByRole('dialog').getByRole('button', { name: 'Rotate the key', exact: true }).click()
    await shows.locator('code.select-all').waitFor()
    // Somebody else signs in where this one has not signed out.
    const other = await shows.context().newPage()
    await signIn(other, world.driver)
    await shows.locator('code.select-all').waitFor({ state: 'detached' })
    await shows.context().close()
  })

  test('a webhook is made, tried, and each delivery shows its tries and the next one, live', async () => {
    await page.goto('/webhooks')
    await page.getByLabel('Address (URL)').fill('https://10.0.0.1/hook')
    await page.getByLabel('A session at your station has ended').check()
    await page.getByRole('button', { name: 'Make the webhook' }).click()
    await page.locator('[name=url][aria-invalid=true]').waitFor()
    // A name that nobody has: every try fails.
    await page.getByLabel('Address (URL)').fill('https://hooks.example.invalid/evergraph')
    await page.getByRole('button', { name: 'Make the webhook' }).click()
    await page.getByText('It is not shown again.').waitFor()
    expect(await secret()).toMatch(/^whsec_/)
    await page.getByRole('link', { name: /hooks\.example\.invalid/ }).click()
    await page.getByText('Send a test event to see one.').waitFor()
    await page.getByRole('button', { name: 'Send a test event' }).click()
    web().look('partner', world.partner, '/', '/keys', '/webhooks', new URL(page.url()).pathname)
    await page.getByText('webhook.test').first().waitFor()
    await page.getByText(/1 try · next try/).waitFor()
    await page.getByText('webhook.test').first().click()
    await page.getByText('What is posted').waitFor()
    await page.getByText(/Every try has failed since/).waitFor()
    expect(complaints).toEqual([])
  })

  test('a webhook is switched off and on, gets another secret, and sends again what failed', async () => {
    await page.getByRole('button', { name: 'Switch off' }).click()
    await answer('Switch off').click()
    await page.getByText('You have switched it off.').waitFor()
    await page.getByRole('button', { name: 'Switch on again' }).click()
    await page.getByText('You have switched it off.').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Rotate the secret' }).click()
    await answer('Rotate the secret').click()
    await page.getByText('It is not shown again.').waitFor()
    await page.getByText(/signed by two secrets until/).waitFor()
    await page.getByRole('button', { name: 'Send again' }).click()
    await answer('Send again').click()
    await page.getByText(/sent again\./).waitFor()
    await page.getByLabel('Deliveries shown').selectOption('DELIVERED')
    await page.getByText('No delivery here.').waitFor()
    expect(complaints).toEqual([])
  })

  test('the webhook of somebody else is not shown, and one is deleted after it was asked', async () => {
    await page.goto('/webhooks/01932f6e-0000-7000-8000-000000000000')
    await page.getByText('This webhook does not exist any more, or is not yours.').waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Webhooks' }).click()
    await page.getByRole('link', { name: /hooks\.example\.invalid/ }).click()
    await page.getByRole('button', { name: 'Delete' }).click()
    await answer('Delete').click()
    await page.getByText('No webhook yet.').waitFor()
  })
}

import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { AddVehicleDocument } from '../../../clients/driver/generated/graphql.ts'
import { openWeb } from '../../../clients/serve/app.ts'
import { webConfig } from '../../../clients/serve/config.ts'
import { createLog } from '../../../lib/log.ts'
import { connectChargePoint } from '../../charge-point.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import { openPage, soon } from '../browser.ts'
import { signIn, type Web } from '../platform.ts'
import { openRelay } from '../relay.ts'

/** What breaks under a page: the way to the platform, and the login. */
export function breaks(web: () => Web): void {
  let world: TestWorld
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl, 1, { name: 'Ferry', at: { latitude: 53.2, longitude: 6.56 } })
  })

  test('the gateway goes away in the middle of a session: the page says since when, and goes on by itself', async () => {
    const [station] = world.stations
    if (!station) throw new Error('no station')
    await using relay = await openRelay(web().stack.url)
    await using apps = await openApps(`${relay.url}/graphql`)
    await using _charger = await connectChargePoint({
      url: web().stack.ocppUrl,
      identity: station.identity,
      password: station.password,
      evses: [{ powerW: 50_000 }],
      speed: 60,
      meterIntervalMs: 250,
    })
    const { page } = await openPage(web().browser, apps.urls.driver)
    await signIn(page, world.driver)
    await page.goto(`/stations/${station.id}`)
    await page.getByRole('button', { name: 'Start charging' }).click()
    await page.waitForURL('**/sessions/*')
    await page.getByText('Live', { exact: true }).waitFor()
    await page.waitForFunction(() => Number(/([\d.]+) kWh/.exec(document.querySelector('dl')?.textContent ?? '')?.[1]) > 0.2)

    await relay.cut()
    await page
      .getByText(/Reconnecting since \d\d:\d\d/)
      .first()
      .waitFor()
    const shown = await energy(page)
    await relay.repair()
    await page.getByText('Live', { exact: true }).waitFor()
    // So much that it is worth a payment.
    await soon(() => energy(page), 60_000).toBeGreaterThan(Math.max(shown, 1.5))
    await page.getByRole('button', { name: 'Stop charging' }).click()
    await page.getByText('To pay').waitFor()
  })

  test('a list that was drawn before a break has what came during it, and a page opened during it comes by itself', async () => {
    await using relay = await openRelay(web().stack.url)
    await using apps = await openApps(`${relay.url}/graphql`)
    const { page } = await openPage(web().browser, apps.urls.driver)
    await signIn(page, world.driver)
    await page.goto('/odometer')
    await page.getByRole('button', { name: 'I agree' }).click()
    await page.getByText('Live', { exact: true }).waitFor()
    await relay.cut()
    await page
      .getByText(/Reconnecting since/)
      .first()
      .waitFor()
    const elsewhere = await web().client(world.driver)
    await elsewhere.execute(AddVehicleDocument, { input: { name: 'Bought meanwhile' } })
    // It has no stream of its own, and nothing that was heard before.
    const other = await page.context().newPage()
    await other.goto('/leaderboards')
    await other.getByText('NETWORK').first().waitFor()
    await relay.repair()
    await page.getByText('Bought meanwhile').first().waitFor({ state: 'attached' })
    await soon(() => other.getByText('NETWORK').count(), 60_000).toBe(0)
  })

  test('a login that the platform has ended is asked for over the page: what was typed is still there, and is saved', async () => {
    const { page } = await web().open('driver', world.driver)
    await page.goto('/profile')
    const name = page.getByLabel('The name that others see')
    await name.fill('Typed before it ended')
    const elsewhere = await web().client(world.driver)
    await elsewhere.signOut({ everywhere: true })
    const dialog = page.getByRole('dialog', { name: 'Your login has ended' })
    await dialog.getByLabel('E-mail address').fill(world.driver.email)
    await page.keyboard.press('Escape')
    await dialog.getByLabel('Password').fill(world.driver.password)
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await name.inputValue()).toBe('Typed before it ended')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByText('Saved.').waitFor()
  })

  test('whoever signs in as somebody else over an ended login sees nothing of what stood there', async () => {
    const { page } = await web().open('driver', world.driver)
    await page.goto('/profile')
    await page.getByLabel('The name that others see').fill('Only for the first')
    const elsewhere = await web().client(world.driver)
    await elsewhere.signOut({ everywhere: true })
    const dialog = page.getByRole('dialog', { name: 'Your login has ended' })
    await dialog.getByLabel('E-mail address').fill(world.partner.email)
    await dialog.getByLabel('Password').fill(world.partner.password)
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await dialog.waitFor({ state: 'detached' })
    await soon(() => page.getByLabel('The name that others see').inputValue()).toBe('Partner')
  })

  test('two tabs that need a fresh login renew it once, and both go on', async () => {
    const { page: first } = await web().open('driver', world.driver)
    const second = await first.context().newPage()
    let renewals = 0
    first.context().on('request', (request) => {
      if (request.postData()?.includes('mutation RefreshLogin')) renewals++
    })
    await first.evaluate(() => {
      const login = JSON.parse(localStorage.getItem('evergraph.login') ?? '{}') as object
      localStorage.setItem('evergraph.login', JSON.stringify({ ...login, accessTokenExpiresAt: new Date(0).toISOString() }))
    })
    await Promise.all([first, second].map((tab) => tab.goto('/wallet')))
    for (const tab of [first, second]) await tab.getByText('No reward yet.').or(tab.getByText('Energy charged').first()).waitFor()
    expect(renewals).toBe(1)
  })

  test('a clock that is an hour ahead ends nothing: two live tabs renew the login each once, and stay live', async () => {
    const { page: first } = await openPage(web().browser, web().stack.webUrls?.driver ?? '')
    const context = first.context()
    await context.addInitScript(() => {
      const now = Date.now.bind(Date)
      Date.now = () => now() + 3_600_000
    })
    let renewals = 0
    context.on('request', (request) => {
      if (request.postData()?.includes('mutation RefreshLogin')) renewals++
    })
    await signIn(first, world.driver)
    const second = await context.newPage()
    await Promise.all([first.goto('/wallet'), second.goto('/notifications')])
    for (const tab of [first, second]) await tab.getByText('Live', { exact: true }).waitFor()
    const before = renewals
    // Each load of a page learns it anew.
    expect(before).toBeLessThanOrEqual(4)
    await first.getByRole('link', { name: 'Sessions' }).click()
    await first
      .getByText('No session yet.')
      .or(first.getByRole('link', { name: /Ferry 1/ }))
      .first()
      .waitFor()
    await second.getByText('Live', { exact: true }).waitFor()
    expect(renewals).toBe(before)
  })

  test('who signs out in one tab is signed out in the other, which shows nothing of theirs any more', async () => {
    const { page: first } = await web().open('driver', world.driver)
    const second = await first.context().newPage()
    await second.goto('/profile')
    await second.getByLabel('The name that others see').waitFor()
    await first.getByRole('button', { name: 'Sign out' }).click()
    await second.getByText('Sign in to see this.').waitFor()
    expect(await second.getByLabel('The name that others see').count()).toBe(0)
  })
}

/** The apps once more, over another way to the graph. */
const openApps = (graphUrl: string) =>
  openWeb({
    config: webConfig({ WEB_DRIVER_PORT: '0', WEB_ADMIN_PORT: '0', WEB_PARTNER_PORT: '0', WEB_GRAPH_URL: graphUrl }),
    log: createLog('web', { level: 'fatal' }),
  })

/** As the page shows it, in kWh. */
async function energy(page: Page): Promise<number> {
  return Number(/([\d.]+) kWh/.exec((await page.locator('dl').first().textContent()) ?? '')?.[1])
}

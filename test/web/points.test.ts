import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectChargePoint } from '../charge-point.ts'
import { startStack, type Stack } from '../stack.ts'
import { makeWorld, type TestWorld } from '../world.ts'
import { HAS_CHROMIUM, openBrowser, openPage } from './browser.ts'

describe.skipIf(!HAS_CHROMIUM)('a charge point in the console', { timeout: 240_000 }, () => {
  const cleanup = new AsyncDisposableStack()
  let stack: Stack
  let world: TestWorld
  let browser: Browser
  beforeAll(async () => {
    stack = cleanup.use(await startStack({ web: true }))
    world = await makeWorld(`${stack.url}/graphql`)
    browser = cleanup.adopt(await openBrowser(), (open) => open.close())
  })
  afterAll(() => cleanup.disposeAsync())

  async function signedIn({ email, password }: { email: string; password: string }, width = 1280) {
    const opened = await openPage(browser, stack.webUrls?.admin ?? '')
    const { page } = opened
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/sign-in')
    await page.locator('[name=email]').fill(email)
    await page.locator('[name=password]').fill(password)
    await page.locator('main [type=submit]').click()
    return opened
  }

  test('its charger connects, its log is live, and a command shows how far it is and what the charger says', async () => {
    const [station] = world.stations
    if (!station) throw new Error('no station')
    const { page, complaints } = await signedIn(world.operator)
    await page.getByRole('link', { name: station.identity }).click()
    await page.getByText('Offline', { exact: true }).waitFor()
    await page.getByText('Nothing was said yet.').waitFor()

    await using charger = await connectChargePoint({
      url: stack.ocppUrl,
      identity: station.identity,
      password: station.password,
      version: '1.6',
      obedient: true,
    })
    await page.getByText('Connected since').waitFor()
    const log = page.getByRole('list', { name: 'Messages' })
    await log.getByText('BootNotification').first().waitFor()
    await log.getByText('StatusNotification').first().waitFor()
    await page.getByRole('cell', { name: 'Free' }).first().waitFor()

    await page.getByRole('button', { name: 'Restart softly' }).click()
    expect(charger.events.filter(({ name }) => name === 'commanded')).toEqual([])
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByRole('button', { name: 'Ask the charger' }).click()
    const commands = page.getByRole('list', { name: 'Last commands' })
    await commands.getByText('Accepted', { exact: true }).waitFor()
    await commands.getByText('The charger says: Unlocked').waitFor()
    await log.getByText('UnlockConnector').first().waitFor()

    await page.getByLabel('Search in what is loaded').fill('unlocked')
    await log.getByText('BootNotification').first().waitFor({ state: 'hidden' })
    expect(await log.getByRole('listitem').count()).toBe(1)
    expect(complaints).toEqual([])
  })
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectChargePoint } from '../charge-point.ts'
import { ADMIN, startStack, type Stack } from '../stack.ts'
import { makeWorld, PRICE, type TestWorld } from '../world.ts'
import { HAS_CHROMIUM, openBrowser, openPage } from './browser.ts'

// Without a browser there is nothing to look at. `npm test` as root on Debian installs one.
describe.skipIf(!HAS_CHROMIUM)('in a real browser', { timeout: 240_000 }, () => {
  const cleanup = new AsyncDisposableStack()
  let stack: Stack
  let world: TestWorld
  let browser: Browser
  let driver: string
  beforeAll(async () => {
    stack = cleanup.use(await startStack({ web: true }))
    world = await makeWorld(`${stack.url}/graphql`)
    browser = cleanup.adopt(await openBrowser(), (open) => open.close())
    driver = stack.webUrls?.driver ?? ''
  })
  afterAll(() => cleanup.disposeAsync())

  test('a driver registers, finds a charger, starts, watches and stops; the bill is what was shown', async () => {
    const [station] = world.stations
    if (!station) throw new Error('no station')
    const { identity, password } = station
    await using _charger = await connectChargePoint({
      url: stack.ocppUrl,
      identity,
      password,
      version: '2.0.1',
      evses: [{ powerW: 50_000 }],
      speed: 120,
      meterIntervalMs: 250,
    })
    const { page, complaints } = await openPage(browser, driver)
    await page.goto('/register')
    await page.getByLabel('The name that others see').fill('Noor <b>from</b> Utrecht')
    await page.getByLabel('E-mail address').fill(`web-${identity}@evergraph.test`)
    await page.getByLabel('Password').fill('a-long-enough-password')
    await page.getByRole('button', { name: 'Open an account' }).click()

    await page.getByRole('link', { name: /Station 1/ }).click()
    await page.getByText('30.00 kWh here costs').waitFor()
    await page.getByRole('button', { name: 'Start charging' }).click()

    await page.getByRole('button', { name: 'Stop charging' }).waitFor()
    await page.getByText('Charging', { exact: true }).waitFor()
    await page.waitForFunction(() => Number(/([\d.]+) kWh/.exec(document.querySelector('dl')?.textContent ?? '')?.[1]) > 1)
    await page.getByRole('button', { name: 'Stop charging' }).click()
    await page.getByText('Done', { exact: true }).waitFor()
    await page.getByText('To pay').waitFor()

    const [energy = '', cost = ''] = await page.locator('dl dd').allTextContents()
    const kWh = Number(energy.replace(' kWh', ''))
    expect(Number(cost.replace('€', ''))).toBeCloseTo(kWh * PRICE * 1.2, 1)
    expect(await lines(page)).toEqual([cost])

    await page.getByRole('link', { name: 'Sessions' }).click()
    await page.getByRole('link', { name: /Station 1/ }).waitFor()
    expect(await page.getByRole('link', { name: /Station 1/ }).textContent()).toContain(cost)
    expect(complaints).toEqual([])
  })

  test('each app stands at an origin of its own, and its page may run nothing but its own files', async () => {
    const { webUrls } = stack
    if (!webUrls) throw new Error('no apps')
    expect(new Set(Object.values(webUrls)).size).toBe(3)
    for (const url of Object.values(webUrls)) {
      const { headers } = await fetch(url)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
    }
  })

  test('what was signed in for one app is not there in another', async () => {
    const { page } = await openPage(browser, driver)
    await signIn(page, world.driver)
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
    await page.goto(`${stack.webUrls?.admin}/`)
    await page.getByText('Sign in to see this.').waitFor()
  })

  test('an operator sees charge points, and which are connected', async () => {
    const { page, complaints } = await openPage(browser, stack.webUrls?.admin ?? '')
    await signIn(page, ADMIN)
    await page.getByRole('cell', { name: world.stations[0]?.identity ?? '' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('a partner sees that there is no client yet, in each of the four languages', async () => {
    for (const [language, word] of [
      ['en-GB', 'No client yet'],
      ['nl-NL', 'Nog geen client'],
      ['de-DE', 'Noch kein Client'],
      ['fr-FR', 'Aucun client'],
    ] as const) {
      const { page } = await openPage(browser, stack.webUrls?.partner ?? '', { language })
      await page.goto('/sign-in')
      await page.locator('[name=email]').fill(world.partner.email)
      await page.locator('[name=password]').fill(world.partner.password)
      await page.locator('[type=submit]').click()
      await page.getByText(word).waitFor()
    }
  })

  test.each(['light', 'dark'] as const)('axe finds nothing on any page, %s, at 360 and 1280', async (colorScheme) => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    const { page } = await openPage(browser, driver)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const [station] = world.stations
    for (const path of ['/', '/sign-in', '/register', `/stations/${station?.id}`, '/sessions', '/nowhere'])
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(path)
        await page.locator('h1, [role=status], [role=alert]').first().waitFor()
        await page.waitForLoadState('networkidle')
        await page.evaluate(axe)
        const found = await page.evaluate(
          `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
        )
        expect(found, `${path} at ${width}`).toEqual([])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        expect(wide, `${path} at ${width} scrolls sideways`).toBe(0)
      }
  })
})

/** The amounts of the bill's lines. */
const lines = (page: Page) => page.locator('section li > span:last-child').allTextContents()

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
}

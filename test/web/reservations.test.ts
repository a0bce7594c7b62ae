import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SaveBookingTermsDocument, SaveTariffDocument } from '../../clients/admin/generated/graphql.ts'
import { BookReservationDocument, MyReservationsDocument, StationPageDocument } from '../../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../../clients/sdk/client.ts'
import { startStack, type Stack } from '../stack.ts'
import { until } from '../until.ts'
import { makeWorld, type TestWorld } from '../world.ts'
import { HAS_CHROMIUM, openBrowser, openPage } from './browser.ts'

const FEE = 4
const VAT = 20
/** With VAT. */
const NO_SHOW = '€4.80'

describe.skipIf(!HAS_CHROMIUM)('bookings and the inbox in a real browser', { timeout: 240_000 }, () => {
  const cleanup = new AsyncDisposableStack()
  let stack: Stack
  let world: TestWorld
  let browser: Browser
  let url: string
  let stationId: string
  beforeAll(async () => {
    stack = cleanup.use(await startStack({ web: true }))
    world = await makeWorld(`${stack.url}/graphql`)
    stationId = world.stations[0]?.id ?? ''
    await openBookings(await signedIn(world.operator))
    browser = cleanup.adopt(await openBrowser(), (open) => open.close())
    url = stack.webUrls?.driver ?? ''
  })
  afterAll(() => cleanup.disposeAsync())

  async function signedIn(login: { email: string; password: string }): Promise<Client> {
    const client = cleanup.use(createClient({ url: `${stack.url}/graphql` }))
    await client.signIn(login)
    return client
  }

  /** Slots may be booked, and not coming costs something. */
  async function openBookings(operator: Client): Promise<void> {
    const { station } = await operator.execute(StationPageDocument, { id: stationId })
    const price = (type: 'ENERGY' | 'FLAT', amount: number) => ({ type, price: amount, vat: VAT, stepSize: 1 })
    await operator.execute(SaveTariffDocument, {
      input: {
        idempotencyKey: randomUUID(),
        tariffId: station?.evses[0]?.connectors[0]?.tariff?.id ?? null,
        currency: 'EUR',
        description: 'With bookings',
        elements: [
          { components: [price('FLAT', FEE)], restrictions: { reservation: 'RESERVATION_EXPIRES' } },
          { components: [price('ENERGY', 0.5)] },
        ],
      },
    })
    const terms = { stationId, open: true, fees: true, cancelUntilMinutes: 60 }
    await until(() => operator.execute(SaveBookingTermsDocument, { input: terms }).catch(() => undefined))
  }

  async function signIn(page: Page): Promise<void> {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill(world.driver.email)
    await page.getByLabel('Password').fill(world.driver.password)
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
  }

  /** Picks tomorrow's third time, and gives what it is called. */
  async function pick(page: Page): Promise<string> {
    await page.goto(`/stations/${stationId}`)
    const day = page.getByLabel('Day')
    const today = await day.inputValue()
    await day.fill(new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10))
    const time = page.getByRole('group', { name: 'Free times' }).locator('label').nth(2)
    await page.getByRole('radio', { name: '00:30' }).waitFor({ state: 'attached' })
    await time.click()
    return (await time.textContent()) ?? ''
  }

  test('a driver books by the clock of the station, reads what not coming costs, extends, and cancels only when sure', async () => {
    const { page, complaints } = await openPage(browser, url)
    await signIn(page)
    expect(await pick(page)).toBe('00:30')
    await page.getByRole('button', { name: 'Book 00:30–01:00' }).click()

    await page.waitForURL('**/reservations/*')
    await page.getByText('Booked', { exact: true }).waitFor()
    await page
      .getByText(/Free to cancel until .* 23:30, then it may cost something\./)
      .first()
      .waitFor()
    await page.getByText(`Not coming costs ${NO_SHOW}.`).first().waitFor()

    await page.getByLabel('Until').selectOption({ label: '01:30' })
    await page.getByRole('button', { name: 'Last longer' }).click()
    await page.getByRole('heading', { name: /00:30–01:30/ }).waitFor()

    const dialog = page.getByRole('dialog', { name: 'Cancel this booking?' })
    await page.getByRole('button', { name: 'Cancel the booking' }).click()
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('Booked', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Cancel the booking' }).click()
    await dialog.getByRole('button', { name: 'Cancel the booking' }).click()
    await page.getByText('Cancelled', { exact: true }).waitFor()

    await page.getByRole('link', { name: 'Bookings' }).click()
    await page.getByRole('link', { name: /Station 1.*00:30–01:30.*Cancelled/ }).waitFor()
    expect(complaints).toEqual([])
  })

  test('a booking whose answer is lost is asked for again by its key: one slot, not two', async () => {
    const { page } = await openPage(browser, url)
    await signIn(page)
    const span = await pick(page)
    // The platform books, and its answer never comes.
    let lost = 0
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('mutation BookReservation') || lost++ > 0) return route.fallback()
      await route.fetch()
      await route.abort()
    })
    const book = page.getByRole('button', { name: new RegExp(`^Book ${span}`) })
    const driver = await signedIn(world.driver)
    const open = async () => {
      const { me } = await driver.execute(MyReservationsDocument)
      return me?.reservations?.edges.filter(({ node }) => node.state === 'RESERVED') ?? []
    }
    await book.click()
    await page.getByText('The platform cannot be reached.').waitFor()
    expect(await open()).toHaveLength(1)
    await book.click()
    await page.waitForURL('**/reservations/*')
    expect(lost).toBe(2)
    expect(await open()).toHaveLength(1)
  })

  test('the inbox counts what is new as it comes, leads to what it is about, and a read one is not counted', async () => {
    const { page, complaints } = await openPage(browser, url)
    await signIn(page)
    await page.goto('/notifications')
    await page.getByRole('button', { name: 'Mark all as read' }).click()
    await page.getByText('New', { exact: true }).first().waitFor({ state: 'detached' })
    const menu = page.getByRole('navigation').getByRole('link', { name: /^Messages/ })
    await page.getByRole('navigation').getByText('unread').waitFor({ state: 'detached' })

    const driver = await signedIn(world.driver)
    const startsAt = new Date(Math.ceil(Date.now() / 3_600_000 + 72) * 3_600_000).toISOString()
    const input = { stationId, startsAt, minutes: 30, idempotencyKey: randomUUID() }
    const { bookReservation } = await driver.execute(BookReservationDocument, { input })

    const message = page.getByRole('listitem').filter({ has: page.getByText('New', { exact: true }) })
    await message.waitFor()
    await until(async () => (await menu.textContent())?.includes('1 unread'))
    await message.getByRole('button', { name: 'Mark as read' }).click()
    await message.waitFor({ state: 'detached' })
    await page.getByRole('navigation').getByText('unread').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Open' }).first().click()
    await page.waitForURL(`**/reservations/${bookReservation.id}`)
    expect(complaints).toEqual([])
  })

  test.each(['light', 'dark'] as const)('axe finds nothing on these pages, %s, at 360 and 1280', async (colorScheme) => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    const { page } = await openPage(browser, url)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await signIn(page)
    const { me } = await (await signedIn(world.driver)).execute(MyReservationsDocument)
    const slots = me?.reservations?.edges.map(({ node }) => `/reservations/${node.id}`) ?? []
    for (const path of ['/reservations', '/notifications', `/stations/${stationId}`, ...slots.slice(0, 1)])
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(path)
        await page.locator('h1').waitFor()
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

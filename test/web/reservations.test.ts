import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SaveBookingTermsDocument, SaveTariffDocument } from '../../clients/admin/generated/graphql.ts'
import { BookReservationDocument, StationPageDocument } from '../../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../../clients/sdk/client.ts'
import { startStack, type Stack } from '../stack.ts'
import { until } from '../until.ts'
import { makeWorld, type TestWorld } from '../world.ts'
import { HAS_CHROMIUM, openBrowser, openPage } from './browser.ts'

const FEE = 4
const VAT = 20

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
})

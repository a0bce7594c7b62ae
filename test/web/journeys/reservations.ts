import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { SaveBookingTermsDocument, SaveTariffDocument } from '../../../clients/admin/generated/graphql.ts'
import { BookReservationDocument, MyReservationsDocument, StationPageDocument } from '../../../clients/driver/generated/graphql.ts'
import type { Client } from '../../../clients/sdk/client.ts'
import { until } from '../../until.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import type { Web } from '../platform.ts'

const FEE = 4
const VAT = 20
/** With VAT. */
const NO_SHOW = '€4.80'

export function reservations(web: () => Web): void {
  let world: TestWorld
  let stationId: string
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl)
    stationId = world.stations[0]?.id ?? ''
    await openBookings(await web().client(world.operator))
  })

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

  /** Picks the third time of the day after tomorrow, and gives what it is called. Late in the evening the first of tomorrow are gone. */
  async function pick(page: Page): Promise<string> {
    await page.goto(`/stations/${stationId}`)
    const day = page.getByLabel('Day')
    const today = await day.inputValue()
    await day.fill(new Date(Date.parse(today) + 2 * 86_400_000).toISOString().slice(0, 10))
    const time = page.getByRole('group', { name: 'Free times' }).locator('label').nth(2)
    await page.getByRole('radio', { name: '00:30' }).waitFor({ state: 'attached' })
    await time.click()
    return (await time.textContent()) ?? ''
  }

  test('a driver books by the clock of the station, reads what not coming costs, extends, and cancels only when sure', async () => {
    const { page, complaints } = await web().open('driver', world.driver)
    expect(await pick(page)).toBe('00:30')
    // A list that scrolls by itself makes the page of a phone no longer.
    await page.setViewportSize({ width: 360, height: 780 })
    expect(await page.evaluate(() => document.documentElement.scrollHeight - document.body.offsetHeight)).toBeLessThanOrEqual(1)
    await page.setViewportSize({ width: 1280, height: 800 })
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

    web().look('driver', world.driver, '/reservations', new URL(page.url()).pathname, '/notifications', `/stations/${stationId}`)
    await page.getByRole('link', { name: 'Bookings' }).click()
    await page.getByRole('link', { name: /Station 1.*00:30–01:30.*Cancelled/ }).waitFor()
    expect(complaints).toEqual([])
  })

  test('a booking whose answer is lost is asked for again by its key: one slot, not two', async () => {
    const { page } = await web().open('driver', world.driver)
    const span = await pick(page)
    // The platform books, and its answer never comes.
    let lost = 0
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('mutation BookReservation') || lost++ > 0) return route.fallback()
      await route.fetch()
      await route.abort()
    })
    const book = page.getByRole('button', { name: new RegExp(`^Book ${span}`) })
    const driver = await web().client(world.driver)
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
    const { page, complaints } = await web().open('driver', world.driver)
    await page.goto('/notifications')
    await page.getByRole('button', { name: 'Mark all as read' }).click()
    await page.getByText('New', { exact: true }).first().waitFor({ state: 'detached' })
    const menu = page.getByRole('navigation').getByRole('link', { name: /^Messages/ })
    await page.getByRole('navigation').getByText('unread').waitFor({ state: 'detached' })

    const driver = await web().client(world.driver)
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
}

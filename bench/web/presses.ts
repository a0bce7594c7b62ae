import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { AddVehicleDocument } from '../../clients/driver/generated/graphql.ts'
import { consent, followUpload, submitReading } from '../../deploy/demo/photo-steps.ts'
import { dashboardPhoto } from '../../test/photos.ts'
import type { Web } from '../../test/web/platform.ts'
import type { TestWorld } from '../../test/world.ts'
import { slowDown, watchInteractions, type Interaction } from './interactions.ts'

const CASES = 8

/** A driver looks for a charger and walks through the menu: by a phone, where no map is drawn, or beside the map. */
export async function driverPresses(web: Web, world: TestWorld, how: { slower: number; phone: boolean }): Promise<Interaction[]> {
  const { page } = await web.open('driver', world.driver)
  if (how.phone) await page.setViewportSize({ width: 390, height: 844 })
  const took = await watchInteractions(page)
  await slowDown(page, how.slower)
  await page.goto('/')
  await page.getByRole('link', { name: /Station 1/ }).waitFor()
  if (!how.phone) await page.locator('canvas').waitFor()
  await took()
  await page.getByRole('searchbox').first().pressSequentially('Station', { delay: 120 })
  await page.getByRole('link', { name: /Station 1/ }).click()
  await page.getByText('30.00 kWh here costs').waitFor()
  for (const name of ['Sessions', 'Wallet', 'Messages']) {
    await page.getByRole('navigation').getByRole('link', { name }).first().click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  return closed(page, await took())
}

/** A reviewer with nothing but keys: takes a case, corrects its number and approves it, passes one over, rejects one, takes a word back. */
export async function reviewKeys(web: Web, world: TestWorld, slower: number): Promise<Interaction[]> {
  await casesWait(web, world)
  const { page } = await web.open('admin', world.reviewer)
  const took = await watchInteractions(page)
  await slowDown(page, slower)
  await page.goto('/review')
  await page.getByText(`Waiting: ${CASES}`).waitFor()
  await took()
  const photo = () => page.evaluate(() => document.querySelector('main img')?.getAttribute('src') ?? null)
  for (const keys of [' ', 'e a 4 8 2 1 0 Enter', 'z', 's', 'a', 'r 5', 'a']) {
    const before = await photo()
    for (const key of keys === ' ' ? [keys] : keys.split(' ')) {
      await page.keyboard.press(key)
      if (key === 'r') await page.getByRole('dialog', { name: 'Reject' }).waitFor()
    }
    await page.waitForFunction((last) => (document.querySelector('main img')?.getAttribute('src') ?? last) !== last, before)
    // A reviewer looks at a photo before saying a word; what its coming costs is not counted to a key of then.
    await page.waitForTimeout(1_000)
  }
  return closed(page, await took())
}

async function closed(page: Page, all: Interaction[]): Promise<Interaction[]> {
  await page.context().close()
  return all
}

/** First readings of as many vehicles: a person looks at each. */
async function casesWait(web: Web, world: TestWorld): Promise<void> {
  const driver = await web.client(world.driver)
  await consent(driver)
  for (let at = 0; at < CASES; at++) {
    const { addVehicle } = await driver.execute(AddVehicleDocument, {
      input: { name: `Car ${at}`, batteryCapacityWh: 60_000, idempotencyKey: randomUUID() },
    })
    const photo = await dashboardPhoto({ reading: 48_210 + at * 1_000, seed: at + 1 })
    const takenAt = new Date(Date.now() - (CASES - at) * 120_000)
    const upload = await submitReading(driver, { photo, vehicleId: addVehicle.vehicle.id, takenAt, place: world.position })
    await followUpload(driver, upload.id, ({ state }) => state === 'MANUAL_REVIEW')
  }
}

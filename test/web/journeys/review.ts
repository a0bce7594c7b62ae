import { beforeAll, expect, test } from 'vitest'
import { AddVehicleDocument, MeDocument } from '../../../clients/driver/generated/graphql.ts'
import { createClient } from '../../../clients/sdk/client.ts'
import { consent, followUpload, isDecided, submitReading, type Upload } from '../../../deploy/demo/photo-steps.ts'
import { dashboardPhoto } from '../../photos.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import type { Web } from '../platform.ts'

export function review(web: () => Web): void {
  let world: TestWorld
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl)
  })

  test('a reviewer sees the review alone, and decides by the keyboard: one photo is approved, one rejected with a reason', async () => {
    await using driver = createClient({ url: web().graphUrl })
    await driver.signIn(world.driver)
    await consent(driver)
    const first = (await driver.execute(MeDocument)).me?.vehicles?.edges[0]?.node.id ?? ''
    const { addVehicle } = await driver.execute(AddVehicleDocument, {
      input: { name: 'Second', batteryCapacityWh: 60_000, idempotencyKey: crypto.randomUUID() },
    })
    const uploads: Upload[] = []
    // First readings: a person looks at each.
    for (const [seed, vehicleId] of [first, addVehicle.vehicle.id].entries()) {
      const photo = await dashboardPhoto({ reading: 48_210 + seed * 1_000, seed: seed + 1 })
      // Further back for the second: nobody takes two of one minute.
      const takenAt = new Date(Date.now() - (2 - seed) * 600_000)
      const upload = await submitReading(driver, { photo, vehicleId, takenAt, place: world.position })
      uploads.push(await followUpload(driver, upload.id, ({ state }) => state === 'MANUAL_REVIEW'))
    }

    web().look('admin', world.reviewer, '/review')
    const { page, complaints } = await web().open('admin', world.reviewer)
    await page.getByText('Waiting: 2').waitFor()
    expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
      expect.stringContaining('Photo review'),
    ])

    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' })
    await page.keyboard.press(' ')
    await page.getByText(/Yours for 1[45]:/).waitFor()
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('main img')?.naturalWidth)
    await page.getByLabel('What the display shows').fill('48210')
    const shown = await page.locator('main img').getAttribute('src')
    // In the field, A is a letter and no word on the case.
    await page.getByLabel('What the display shows').press('a')
    await page.getByText('Waiting: 2').waitFor()
    await page.getByLabel('What the display shows').blur()
    await page.keyboard.press('a')
    await page.getByText('Waiting: 1').waitFor()

    await page.waitForFunction((last) => document.querySelector<HTMLImageElement>('main img')?.src !== last, shown)
    await page.keyboard.press('r')
    await page.getByLabel('Why?').selectOption('SCREEN_SUSPECTED')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('No photo waits for a person.').waitFor()

    const [approved, rejected] = await Promise.all(uploads.map(({ id }) => followUpload(driver, id, isDecided)))
    expect([approved?.state, rejected?.state]).toEqual(['APPROVED', 'REJECTED'])
    expect(approved?.reading?.value).toBe(48_210)
    expect(complaints).toEqual([])
  })
}

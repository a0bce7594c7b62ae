import { beforeAll, expect, test } from 'vitest'
import { connectChargePoint } from '../../charge-point.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import type { Web } from '../platform.ts'

export function points(web: () => Web): void {
  let world: TestWorld
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl)
  })

  test('its charger connects, its log is live, and a command shows how far it is and what the charger says', async () => {
    const [station] = world.stations
    if (!station) throw new Error('no station')
    const { page, complaints } = await web().open('admin', world.operator)
    await page.goto('/points')
    await page.getByRole('link', { name: station.identity }).click()
    await page.getByRole('heading', { name: station.identity }).waitFor()
    await page.getByText('Offline', { exact: true }).waitFor()
    await page.getByText('Nothing was said yet.').waitFor()

    await using charger = await connectChargePoint({
      url: web().stack.ocppUrl,
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
    web().look('admin', world.operator, '/', '/points', new URL(page.url()).pathname)
  })
}

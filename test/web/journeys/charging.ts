import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { connectChargePoint } from '../../charge-point.ts'
import { makeWorld, PRICE, type TestWorld } from '../../world.ts'
import type { Web } from '../platform.ts'

export function charging(web: () => Web): void {
  let world: TestWorld
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl, 1, { name: 'Quay' })
  })

  test('a driver registers, finds a charger, starts, watches and stops; the bill is what was shown', async () => {
    const [station] = world.stations
    if (!station) throw new Error('no station')
    const { identity, password } = station
    await using _charger = await connectChargePoint({
      url: web().stack.ocppUrl,
      identity,
      password,
      version: '2.0.1',
      evses: [{ powerW: 50_000 }],
      speed: 120,
      meterIntervalMs: 250,
    })
    const { page, complaints } = await web().open('driver')
    await page.goto('/register')
    await page.getByLabel('The name that others see').fill('Noor <b>from</b> Utrecht')
    await page.getByLabel('E-mail address').fill(`web-${identity}@evergraph.test`)
    await page.getByLabel('Password').fill('a-long-enough-password')
    await page.getByRole('button', { name: 'Open an account' }).click()

    await page.getByRole('link', { name: /Quay 1/ }).click()
    await page.getByText('30.00 kWh here costs').waitFor()
    await page.getByRole('button', { name: 'Start charging' }).click()

    await page.getByRole('button', { name: 'Stop charging' }).waitFor()
    await page.getByText('Charging', { exact: true }).waitFor()
    await page.waitForFunction(() => Number(/([\d.]+) kWh/.exec(document.querySelector('dl')?.textContent ?? '')?.[1]) > 1)
    await page.getByRole('button', { name: 'Stop charging' }).click()
    await page.getByText('Done', { exact: true }).waitFor()
    await page.getByText('In all', { exact: true }).waitFor()

    const [energy = '', cost = ''] = await page.locator('dl dd').allTextContents()
    const kWh = Number(energy.replace(' kWh', ''))
    expect(Number(cost.replace('€', ''))).toBeCloseTo(kWh * PRICE * 1.2, 1)
    expect(await lines(page)).toEqual([cost])

    await page.getByRole('link', { name: 'Sessions' }).click()
    await page.getByRole('link', { name: /Quay 1/ }).waitFor()
    expect(await page.getByRole('link', { name: /Quay 1/ }).textContent()).toContain(cost)
    expect(complaints).toEqual([])
    web().look('driver', null, '/', '/register', `/stations/${station.id}`, '/sessions')
  })
}

/** The amounts of the bill's lines. */
const lines = (page: Page) => page.locator('section li > span:last-child').allTextContents()

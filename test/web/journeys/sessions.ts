import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { StationSessionsDocument } from '../../../clients/admin/generated/graphql.ts'
import { connectChargePoint } from '../../charge-point.ts'
import { until } from '../../until.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import { soon } from '../browser.ts'
import type { Web } from '../platform.ts'

export function sessions(web: () => Web): void {
  let world: TestWorld
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl)
  }, 240_000)

  test('an operator finds a held bill, sees why and what the meter said, and lets it go out with a reason', async () => {
    const [station] = world.stations
    if (!station) throw new Error('no station')
    const { identity, password } = station
    await using charger = await connectChargePoint({
      url: web().stack.ocppUrl,
      identity,
      password,
      speed: 120,
      meterIntervalMs: 250,
      stopOnInvalidId: false,
    })
    await charger.start({ idToken: 'STRANGER' })
    await charger.waitFor('metered')
    await charger.stop()
    // What is said in the moment of an answer may still wait.
    await charger.flushed()
    const client = await web().client(world.operator)
    await until(
      async () => (await client.execute(StationSessionsDocument, { filter: { held: true } })).chargingSessions.totalCount === 1,
      { timeoutMs: 120_000 },
    )

    const { page, complaints } = await web().open('admin', world.operator)
    await page.goto('/sessions')
    await page.getByRole('table').getByText('Bill held').waitFor()
    await page.getByLabel('Held bills only').check()
    await page.waitForURL('**/sessions?held=yes')
    await page.getByLabel('State').selectOption('FAILED')
    await page.getByText('No session fits.').waitFor()
    await page.getByLabel('State').selectOption('COMPLETED')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    const csv = await readFile(await (await download).path(), 'utf8')
    expect(csv.trim().split('\n')).toHaveLength(2)
    // A person knows a station by its name.
    expect(csv).toContain(',Station 1,')

    await page.getByRole('table').getByRole('link').first().click()
    await page.getByText('It was started with an identity that may not charge.').waitFor()
    expect(csv).toContain(new URL(page.url()).pathname.split('/').at(-1))
    await page.getByRole('button', { name: 'Show the lines of the meter' }).click()
    await page.getByRole('table').getByRole('row').nth(1).waitFor()

    await page.getByRole('button', { name: 'Release the bill' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Why').fill('A card that was not known yet')
    await dialog.getByRole('button', { name: 'Release the bill' }).click()
    await page.getByText('Bill held').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Bill', exact: true }).waitFor()
    expect(complaints).toEqual([])
    web().look('admin', world.operator, '/sessions', new URL(page.url()).pathname)
  })

  test('the use of stations is there as a picture and as a table of the same numbers', async () => {
    const { page, complaints } = await web().open('admin', world.operator)
    await page.goto('/use')
    await page.getByRole('img', { name: 'How much of the time connectors are used' }).waitFor()
    // An hour of the week in which the connector was used.
    const share = page.locator('svg rect.fill-brand title').first()
    const [, shown] = /: (.*)$/.exec((await share.textContent()) ?? '') ?? []
    await page.getByText('As a table').first().click()
    await page
      .getByRole('cell', { name: shown ?? '', exact: true })
      .first()
      .waitFor()
    // Stations have many EVSEs with a connector 1 each.
    await page.getByRole('cell', { name: 'Station 1, EVSE 1, connector 1' }).first().waitFor()
    await page.getByLabel('From').fill('2020-01-01')
    await page.getByLabel('Until').fill('2020-01-02')
    await page.getByText('No session in these days.').waitFor()
    expect(complaints).toEqual([])
    web().look('admin', world.operator, '/use')
  })

  test('of more stations than a list takes one is found by a part of its name, and stays chosen', async () => {
    const many = await makeWorld(web().graphUrl, 51, { name: 'Depot' })
    const { page, complaints } = await web().open('admin', many.operator)
    await page.goto('/use')
    const station = page.getByLabel('Station', { exact: true })
    await station.waitFor()
    await page.getByLabel('Name, or a part of it').fill('pot 51')
    await soon(() => station.locator('option').allTextContents()).toEqual(['All stations', 'Depot 51'])
    await station.selectOption('Depot 51')
    await page.waitForURL(/station=/)
    await page.getByLabel('Name, or a part of it').fill('pot 7')
    await soon(() => station.locator('option').allTextContents()).toEqual(['All stations', 'Depot 51', 'Depot 7'])
    expect(await station.locator('option:checked').textContent()).toBe('Depot 51')
    expect(complaints).toEqual([])
  })
}

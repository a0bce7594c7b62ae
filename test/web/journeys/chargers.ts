import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { FaultReportsDocument } from '../../../clients/admin/generated/graphql.ts'
import { AddVehicleDocument } from '../../../clients/driver/generated/graphql.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import type { Web } from '../platform.ts'

/** Far from the stations of other journeys. */
const AT = { latitude: 50.8514, longitude: 5.691 }
/** Around them, and so close that each has a pin of its own. */
const BOX = '50.852_5.689_50.855_5.693'

export function chargers(web: () => Web): void {
  let world: TestWorld
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl, 3, { name: 'Vrijthof', at: AT })
    const car = { name: 'Leaf', connectors: ['CHADEMO' as const], idempotencyKey: randomUUID() }
    await (await web().client(world.driver)).execute(AddVehicleDocument, { input: car })
    const opened = await web().open('driver', world.driver)
    page = opened.page
    complaints = opened.complaints
  })

  test('a favourite is one after a reload, too, and stands in its own list until the star is taken away', async () => {
    const [station] = world.stations
    await page.goto('/favourites')
    await page.getByText('No favourite yet.').waitFor()
    await page.goto(`/stations/${station?.id}`)
    await page.getByRole('button', { name: 'Favourite' }).click()
    const marked = page.getByRole('button', { name: 'Favourite', pressed: true })
    await marked.waitFor()
    await page.reload()
    await marked.waitFor()
    await page.goto('/favourites')
    await page.getByRole('link', { name: /Vrijthof 1/ }).waitFor()
    await page.getByRole('switch', { name: 'Tell me when it becomes free' }).click()
    await page.getByRole('switch', { name: 'Tell me when it becomes free', checked: true }).waitFor()
    await page.getByRole('link', { name: /Vrijthof 1/ }).click()
    await marked.click()
    await page.getByRole('button', { name: 'Favourite', pressed: false }).waitFor()
    await page.goto('/favourites')
    await page.getByText('No favourite yet.').waitFor()
    expect(complaints).toEqual([])
  })

  test('a reported fault arrives at the operator as it was written, and stays among one’s own', async () => {
    const [station] = world.stations
    const words = 'The screen is <b>dark</b> 🌑'
    await page.goto(`/stations/${station?.id}`)
    await page.getByText('Report a fault').click()
    await page.getByLabel('What is wrong').selectOption('Something is broken')
    await page.getByLabel('In your own words').fill('x'.repeat(1_001))
    await page.getByRole('button', { name: 'Send the report' }).click()
    // The platform refuses it, and nothing that was typed is lost.
    await page.locator('textarea[aria-invalid=true]').waitFor()
    expect(await page.getByLabel('In your own words').inputValue()).toHaveLength(1_001)
    await page.getByLabel('In your own words').fill(words)
    await page.getByRole('button', { name: 'Send the report' }).click()
    await page.getByText('The operator has your report.').waitFor()

    const operator = await web().client(world.operator)
    const { faultReports } = await operator.execute(FaultReportsDocument, { filter: { stationId: station?.id } })
    expect(faultReports.edges.map(({ node }) => [node.kind, node.text])).toEqual([['BROKEN', words]])
    await page.getByRole('link', { name: 'My reports' }).click()
    await page.getByText(words).waitFor()
    expect(complaints).toEqual([])
    web().look('driver', world.driver, `/?box=${BOX}`, '/favourites', '/fault-reports')
  })
}

import { randomUUID } from 'node:crypto'
import type { FeatureCollection, Point } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { FaultReportsDocument } from '../../../clients/admin/generated/graphql.ts'
import { AddVehicleDocument, ProfilePageDocument } from '../../../clients/driver/generated/graphql.ts'
import { connectChargePoint } from '../../charge-point.ts'
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

  test('the map has the stations of the list: a pin says by its shape and number what is free, and opens its station', async () => {
    const [, second] = world.stations
    if (!second) throw new Error('no station')
    await page.goto(`/?box=${BOX}`)
    await page.getByRole('link', { name: /Vrijthof 2/ }).waitFor()
    await soon(async () =>
      expect((await pins(page)).map(({ name }) => name).toSorted()).toEqual(['Vrijthof 1', 'Vrijthof 2', 'Vrijthof 3']),
    )
    const of = async (id: string) => (await pins(page)).find((pin) => pin.id === id)
    expect(await of(second.id)).toMatchObject({ kind: 'out', count: 0 })

    // Nobody has loaded the page again.
    await using _charger = await connectChargePoint({
      url: web().stack.ocppUrl,
      identity: second.identity,
      password: second.password,
    })
    await soon(async () => expect(await of(second.id)).toMatchObject({ kind: 'free', count: 1 }))
    await page.getByRole('link', { name: /Vrijthof 2.*1 of 1 free/ }).waitFor()

    await clickPin(page, second.id)
    await page.getByRole('link', { name: 'Open', exact: true }).waitFor()
    expect(await page.getByRole('link', { name: /Vrijthof 2/ }).getAttribute('aria-current')).toBe('true')
    await page.getByRole('link', { name: 'Open', exact: true }).click()
    await page.getByRole('heading', { name: 'Vrijthof 2' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('what is wished stands in the address: it narrows list and map, and survives a reload', async () => {
    await page.goto(`/?box=${BOX}`)
    await page.getByLabel('Name, street or city').fill('vrijthof 3')
    await soon(async () => expect(await listed(page)).toEqual(['Vrijthof 3']))
    await soon(async () => expect((await pins(page)).map(({ name }) => name)).toEqual(['Vrijthof 3']))
    await page.reload()
    await soon(async () => expect(await listed(page)).toEqual(['Vrijthof 3']))

    await page.getByRole('button', { name: 'Clear filters' }).click()
    await soon(async () => expect(await listed(page)).toHaveLength(3))
    await page.locator('search summary').click()
    // None of them has the plug of this driver's car.
    await page.getByLabel('Plug', { exact: true }).selectOption('Leaf (CHAdeMO)')
    await page.getByText('No charger fits.').waitFor()
    await page.getByLabel('Plug', { exact: true }).selectOption('CCS 2')
    await soon(async () => expect(await listed(page)).toHaveLength(3))
    await page.getByLabel('Price of a kWh, at most (EUR)').fill('0.59')
    await page.getByText('No charger fits.').waitFor()
    await page.getByLabel('Price of a kWh, at most (EUR)').fill('0.60')
    await soon(async () => expect(await listed(page)).toHaveLength(3))
    expect(new URL(page.url()).searchParams.get('plug')).toBe('IEC_62196_T2_COMBO')
    expect(complaints).toEqual([])
  })

  test('moving the map asks for what is there, and the address says where it is', async () => {
    await page.goto(`/?box=${BOX}`)
    await soon(async () => expect(await pins(page)).toHaveLength(3))
    await page.getByRole('region', { name: 'Map of chargers' }).focus()
    // By keys, until none of them is in sight. One that is pressed while the map moves ends that move where it is.
    await soon(async () => {
      if (!(await isMoving(page))) await page.keyboard.press('ArrowUp')
      expect(await page.getByText('No charger fits.').count()).toBe(1)
    }, 500)
    expect(new URL(page.url()).searchParams.get('box')).not.toBe(BOX)

    // While the map still moves by a key: that move ends here, and is no wish any more.
    await pressedWhileItMoves(page, 'Look everywhere')
    await soon(async () => expect([await isMoving(page), await isAt(page, AT)]).toEqual([false, false]))
    expect(new URL(page.url()).searchParams.get('box')).toBeNull()
    expect(complaints).toEqual([])
  })

  test('a refused place is said, and distances are from there once it is allowed', async () => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Near me' }).click()
    await page.getByText('You have not allowed this page to know where you are.').waitFor()
    await page.context().grantPermissions(['geolocation'])
    await page.context().setGeolocation(AT)
    await page.getByRole('button', { name: 'Near me' }).click()
    await page.getByText('distances from where you are').waitFor()
    // A thousandth of a degree to the north, and roads of this browser's region are in miles.
    expect(await page.getByRole('link', { name: /Vrijthof 1/ }).textContent()).toContain('360 ft')
    expect(complaints).toEqual([])
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

  test('more reports than the platform gives at once are all listed, page by page', async () => {
    const [station] = world.stations
    const { me } = await (await web().client(world.driver)).execute(ProfilePageDocument, { vehicles: 1 })
    const db = new pg.Client({ connectionString: web().stack.databaseUrl })
    await db.connect()
    // Nobody may report so many in a day.
    await db.query(
      `INSERT INTO stations.fault_report (id, station_id, connector_id, user_id, kind, text, resolved_at, resolved_by)
       SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, $2, $3, 'OTHER', 'No. ' || n, now(), $3 FROM generate_series(1, 104) n`,
      [station?.id, station?.connectorId, me?.id],
    )
    await db.end()
    await page.goto('/fault-reports')
    const more = page.getByRole('button', { name: 'Show more' })
    const rows = page.locator('main li')
    await more.waitFor()
    while (await more.isVisible()) {
      const before = await rows.count()
      await more.click()
      await soon(async () => expect(await rows.count()).toBeGreaterThan(before))
    }
    const texts = await rows
      .locator('p')
      .filter({ hasText: /^No\. / })
      .allTextContents()
    expect(texts).toEqual(Array.from({ length: 104 }, (_, n) => `No. ${104 - n}`))
    expect(complaints).toEqual([])
  })
}

/** A bound on what hangs. */
const soon = (check: () => unknown, interval = 100) => vi.waitFor(check, { timeout: 60_000, interval })

const listed = (page: Page) => page.locator('main li a span.font-semibold').allTextContents()

interface DrawnPin {
  id: string
  kind: string
  count: number
  name: string
}

/** What the map draws: its source's data, because pixels say nothing. */
async function pins(page: Page): Promise<DrawnPin[]> {
  const data = await page.evaluate(async () => {
    const region = [...document.querySelectorAll<HTMLElement & { map?: MapLibre }>('.maplibregl-map')].find((each) => each.map)
    return (await region?.map?.getSource<GeoJSONSource>('pins')?.getData()) ?? null
  })
  return (data as FeatureCollection<Point, DrawnPin> | null)?.features.map(({ properties }) => properties) ?? []
}

const isMoving = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement & { map?: MapLibre }>('.maplibregl-map')].some(({ map }) => map?.isMoving()),
  )

/** Whether the middle of the map is within a degree of there. */
const isAt = (page: Page, { latitude, longitude }: typeof AT) =>
  page.evaluate(
    ([lat, lng]) =>
      [...document.querySelectorAll<HTMLElement & { map?: MapLibre }>('.maplibregl-map')].some(({ map }) => {
        const middle = map?.getCenter()
        return middle !== undefined && Math.abs(middle.lat - lat) < 1 && Math.abs(middle.lng - lng) < 1
      }),
    [latitude, longitude] as const,
  )

/** Moves the map by a key, and presses a button before that move is over. */
async function pressedWhileItMoves(page: Page, name: string): Promise<void> {
  const button = await page.getByRole('button', { name }).elementHandle()
  await page.evaluate(async (element) => {
    const regions = [...document.querySelectorAll<HTMLElement & { map?: MapLibre }>('.maplibregl-map')]
    const map = regions.find((each) => each.map)?.map
    map?.getCanvas().dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', keyCode: 38, bubbles: true }))
    while (!map?.isMoving()) await new Promise(requestAnimationFrame)
    if (element instanceof HTMLElement) element.click()
  }, button)
}

async function clickPin(page: Page, id: string): Promise<void> {
  // What is not drawn yet is not hit.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement & { map?: MapLibre }>('.maplibregl-map')].some(({ map }) => map?.loaded()),
  )
  const at = await page.evaluate(async (wanted) => {
    const region = [...document.querySelectorAll<HTMLElement & { map?: MapLibre }>('.maplibregl-map')].find((each) => each.map)
    const data = (await region?.map?.getSource<GeoJSONSource>('pins')?.getData()) as FeatureCollection<Point> | undefined
    const [x = 0, y = 0] = data?.features.find(({ properties }) => properties?.['id'] === wanted)?.geometry.coordinates ?? []
    const point = region?.map?.project([x, y])
    const corner = region?.map?.getCanvas().getBoundingClientRect()
    return { x: (point?.x ?? 0) + (corner?.left ?? 0), y: (point?.y ?? 0) + (corner?.top ?? 0) }
  }, id)
  await page.mouse.click(at.x, at.y)
}

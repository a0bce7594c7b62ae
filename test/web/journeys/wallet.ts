import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { playJourney, type Journey } from '../../../deploy/demo/journey.ts'
import { playPhotos } from '../../../deploy/demo/photos.ts'
import { createTeller } from '../../../deploy/demo/tell.ts'
import { connectChargePoint } from '../../charge-point.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import { soon } from '../browser.ts'
import type { Web } from '../platform.ts'

export function wallet(web: () => Web): void {
  let world: TestWorld
  let page: Page
  let complaints: string[]
  let journey: Journey
  const teller = createTeller(() => undefined)
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl, 1, { at: { latitude: 51.44, longitude: 5.47 } })
    ;({ page, complaints } = await web().open('driver', world.driver))
  })

  test('a wallet without a reward says what to do; one that is earned comes by itself, with its sum', async () => {
    await page.goto('/wallet')
    await page.getByText('No reward yet.').waitFor()

    const [station] = world.stations
    if (!station) throw new Error('no station')
    const { identity, password } = station
    const evses = [{ powerW: 50_000 }]
    await using _charger = await connectChargePoint({
      url: web().stack.ocppUrl,
      identity,
      password,
      evses,
      speed: 120,
      meterIntervalMs: 250,
    })
    const graphUrl = web().graphUrl
    journey = await playJourney({ graphUrl, driver: world.driver, position: world.position, wantedWh: 2_000, teller })

    // Nobody has loaded the page again.
    await page.getByRole('link', { name: /Energy charged.*Paid out/s }).waitFor()
    const tokens = written(journey.tokens)
    await soon(() => figures(page, 3)).toEqual([tokens, tokens, '0.00 EVC'])
    expect(complaints).toEqual([])
  })

  test('a session shows what it has earned, and leads from there to the transaction that paid it', async () => {
    await page.goto(`/sessions/${journey.ids.session}`)
    await page.getByText(written(journey.tokens)).waitFor()
    await page.getByRole('link', { name: 'How it came about' }).click()
    await page.getByText(journey.transactionHash, { exact: true }).waitFor()
    web().look('driver', world.driver, '/wallet', `/wallet/${journey.ids.reward}`, `/sessions/${journey.ids.session}`, '/profile')
    expect(await steps(page)).toEqual(['Charging session: Done', 'Ledger: Done', 'Batch: Done', 'Transaction: Done'])
    expect(complaints).toEqual([])
  })

  test('a reward for kilometres goes back to the photo, its checks and its fingerprint', async () => {
    const graphUrl = web().graphUrl
    const { driver: login, reviewer } = world
    const photos = await playPhotos({ graphUrl, driver: login, reviewer, station: journey.place, teller })
    await page.goto(`/wallet/${photos.ids.reward}`)
    await page.getByText(photos.transactionHash, { exact: true }).waitFor()
    expect(await steps(page)).toEqual(['Photo: Done', 'Reading: Done', 'Ledger: Done', 'Batch: Done', 'Transaction: Done'])
    await page.getByText('48,424 km on Car').waitFor()
    await page.getByText('214.0 km since the reading before').waitFor()
    expect(await page.locator('code').first().textContent()).toMatch(/^[0-9a-f]{64}$/)
    await page.getByAltText('The photo, small').evaluate((image: HTMLImageElement) => image.decode())
    expect(complaints).toEqual([])
  })

  test('nobody sees the reward of somebody else', async () => {
    const { page: stranger } = await web().open('driver')
    await stranger.goto('/register')
    await stranger.getByLabel('The name that others see').fill('Somebody else')
    await stranger.getByLabel('E-mail address').fill(`else-${journey.ids.user}@evergraph.test`)
    await stranger.getByLabel('Password').fill('a-long-enough-password')
    await stranger.getByRole('button', { name: 'Open an account' }).click()
    await stranger.getByRole('button', { name: 'Sign out' }).waitFor()
    await stranger.goto(`/wallet/${journey.ids.reward}`)
    await stranger.getByText('This does not exist, or is not for you.').waitFor()
  })

  test('what the platform finds wrong with a profile stands at its field, and nothing typed is lost', async () => {
    await page.goto('/profile')
    const name = page.getByLabel('The name that others see')
    const zone = page.getByLabel('Time zone')
    await name.fill('Noor <b>from</b> Utrecht')
    await zone.fill('Middle/Earth')
    await page.getByLabel('Distances in').selectOption('Miles')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByText('An IANA time zone, e.g. Europe/Berlin.').waitFor()
    expect(await zone.getAttribute('aria-invalid')).toBe('true')
    expect([await name.inputValue(), await zone.inputValue()]).toEqual(['Noor <b>from</b> Utrecht', 'Middle/Earth'])

    await zone.fill('Europe/Amsterdam')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByText('Saved.').waitFor()
    await page.reload()
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name=displayName]')?.value === 'Noor <b>from</b> Utrecht',
    )
    expect(await page.getByLabel('Distances in').inputValue()).toBe('IMPERIAL')
    expect(complaints).toEqual([])
  })

  test('vehicles are added, made the usual one and removed; removing asks before', async () => {
    const vehicles = page.locator('section', { has: page.getByRole('heading', { name: 'Vehicles' }) })
    await vehicles.getByText('Add a vehicle').first().click()
    const added = vehicles.locator('form').last()
    await added.getByLabel('What you call it').fill('Van')
    await added.getByLabel('Number plate').fill('AB 123')
    await added.getByRole('button', { name: 'Add a vehicle' }).click()
    await added.getByText('A plate and its country are given together.').waitFor()
    await added.getByLabel('Country of the plate').fill('nl')
    await added.getByRole('button', { name: 'Add a vehicle' }).click()

    const van = vehicles.getByRole('listitem').filter({ hasText: 'AB123' })
    await van.getByRole('button', { name: 'Make it the usual one' }).click()
    await van.getByText('The usual one', { exact: true }).waitFor()
    await van.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click()
    expect(await van.count()).toBe(1)
    await van.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await van.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test('a card is added by its number and blocked for good, after a question', async () => {
    const uid = page.getByLabel('Number of the card (UID)')
    await uid.fill('no card')
    await page.getByRole('button', { name: 'Add a card' }).click()
    await page.locator('[name=uid][aria-invalid=true]').waitFor()
    expect(await uid.inputValue()).toBe('no card')
    await uid.fill('04:a2:b3:c4')
    await page.getByRole('button', { name: 'Add a card' }).click()
    const card = page.getByRole('listitem').filter({ hasText: '04A2B3C4' })
    await card.getByText('Works').waitFor()
    await card.getByRole('button', { name: 'Block' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click()
    await card.getByText('Blocked').waitFor()
    expect(await card.getByRole('button').count()).toBe(0)
    expect(complaints).toEqual([])
  })
}

const figures = async (page: Page, n: number) => (await page.locator('dl dd').allTextContents()).slice(0, n)

/** Each step of a trace with its state. */
const steps = (page: Page) =>
  page
    .getByRole('list', { name: 'From what you did to the payment' })
    .locator('h2')
    .evaluateAll((names) => names.map((name) => `${name.textContent}: ${name.nextElementSibling?.textContent}`))

/** As the page writes tokens in English, with two to four decimals. */
function written(baseUnits: string): string {
  const tenThousandths = Number(BigInt(baseUnits) / 10n ** 14n)
  return `${(tenThousandths / 10_000).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 4 })} EVC`
}

import type { Page } from 'playwright-core'
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { connectChargePoint } from '../../charge-point.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import { soon } from '../browser.ts'
import type { Web } from '../platform.ts'

/** It is text, whatever it looks like. */
const NAME = '<b>Zuid</b> 🚗 שלום'

export function stations(web: () => Web): void {
  let world: TestWorld
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl, 3)
  }, 240_000)
  const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click()
  const identity = `CP-${randomUUID().slice(0, 8)}`

  test('an operator registers a station by the wizard, and a charger connects with what is shown this once', async () => {
    const { page, complaints } = await web().open('admin', world.operator)
    await page.goto('/stations')
    await page.getByRole('link', { name: 'Register a station' }).click()
    for (const [label, value] of Object.entries({
      Name: NAME,
      'Street and number': 'Zuidweg 1',
      City: 'Utrecht',
      Country: 'nl',
      Latitude: '52,08',
      Longitude: '5.12',
      'Time zone': 'Europe/Amsterdam',
    }))
      await page.getByLabel(label, { exact: true }).fill(value)
    await next(page)
    await page.getByLabel('EVSE id').fill(`NL*EVG*E${identity.slice(3)}`)
    await next(page)
    await page.getByLabel('Tariff').selectOption({ label: 'Test (EUR)' })
    await next(page)
    await page.getByLabel('Identity of the charger').fill(identity)
    await page.getByRole('button', { name: 'Register the station' }).click()

    await page.getByText('Waiting for the charger').waitFor()
    const [url = '', shown = '', password = ''] = await page.locator('main dd code').allTextContents()
    expect(shown).toBe(identity)
    expect(url).toBe(web().stack.ocppUrl)
    await using _charger = await connectChargePoint({ url, identity, password, obedient: true })
    await page.getByText('The charger is connected').waitFor()
    await page.getByRole('link', { name: 'To its log' }).click()
    const log = page.getByRole('list', { name: 'Messages' })
    await log.getByText('BootNotification').first().waitFor()

    await page.goto('/stations?q=Zuid')
    await page.getByRole('link', { name: NAME }).click()
    await page.getByRole('heading', { name: NAME }).waitFor()
    await page.getByText('Connected', { exact: true }).waitFor()
    expect(await page.content()).not.toContain(password)
    expect(await page.locator('main b').count()).toBe(0)
    expect(complaints).toEqual([])
    web().look('admin', world.operator, '/stations', '/stations/new', '/stations/new?step=2', new URL(page.url()).pathname)
  })

  test('a form with every field wrong has a message at each, and loses nothing by a reload or a login that ended', async () => {
    const { page } = await web().open('admin', world.operator)
    await page.goto('/stations/new')
    await page.getByLabel('Name', { exact: true }).fill('Kept')
    await page.getByLabel('City').fill(' ')
    await page.getByLabel('Country').fill('N')
    await page.getByLabel('Latitude').fill('north')
    await page.getByLabel('Time zone').fill('')
    for (let step = 0; step < 3; step++) await next(page)
    const register = page.getByRole('button', { name: 'Register the station' })
    await register.click()
    // The first step with something wrong is shown.
    await page.getByRole('heading', { name: 'Where it stands' }).waitFor()
    const atFault = async () => (await page.locator('[aria-invalid=true]').count()) > 0
    await soon(atFault).toBe(true)
    for (const label of ['Street and number', 'City', 'Latitude', 'Longitude', 'Time zone'])
      expect(await page.getByLabel(label, { exact: true }).getAttribute('aria-invalid'), label).toBe('true')
    expect(await page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBeNull()
    await page.getByLabel('Latitude').fill('52')
    await page.getByLabel('Longitude').fill('500')
    await page.getByLabel('City').fill('Utrecht')

    await page.reload()
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Kept')
    expect(await page.getByLabel('Longitude').inputValue()).toBe('500')

    await page.goto('/stations/new?step=4')
    await page.getByRole('heading', { name: 'Its charger' }).waitFor()
    const elsewhere = await web().client(world.operator)
    await elsewhere.signOut({ everywhere: true })
    await register.click()
    const dialog = page.getByRole('dialog', { name: 'Your login has ended' })
    await dialog.getByLabel('E-mail address').fill(world.operator.email)
    await dialog.getByLabel('Password').fill(world.operator.password)
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await dialog.waitFor({ state: 'detached' })
    // Nothing was sent for whoever signed in again: they press once more.
    await register.click()
    await page.getByRole('heading', { name: 'Where it stands' }).waitFor()
    expect(await page.getByLabel('Longitude').inputValue()).toBe('500')
  })

  test('a command for many chargers shows how far it is, also while one of them is away', async () => {
    const [first, second, away] = world.stations
    if (!first || !second || !away) throw new Error('no stations')
    const connect = ({ identity, password }: TestWorld['stations'][number]) =>
      connectChargePoint({ url: web().stack.ocppUrl, identity, password, obedient: true })
    await using one = await connect(first)
    await using other = await connect(second)
    const { page, complaints } = await web().open('admin', world.operator)
    await page.goto('/points')
    for (const station of [first, second, away]) await page.getByLabel(`Select: ${station.identity}`).check()
    await page.getByRole('button', { name: 'Ask 3 chargers' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click()
    expect([...one.events, ...other.events].filter(({ name }) => name === 'commanded')).toEqual([])
    await page.getByRole('button', { name: 'Ask 3 chargers' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ask 3 chargers' }).click()

    await page.waitForURL('**/bulk/*')
    await page.getByText('1 of 2 done').waitFor()
    await page.getByText('Waits for the charger: 1').waitFor()
    const results = page.getByRole('list', { name: 'Each charger' })
    await results.getByRole('listitem').filter({ hasText: second.identity }).getByText('Accepted').first().waitFor()
    await using _late = await connect(away)
    await page.getByText('2 of 2 done').waitFor()
    await page.getByText('Done', { exact: true }).waitFor()
    await results.getByRole('listitem').filter({ hasText: away.identity }).getByText('Accepted').first().waitFor()
    expect(complaints).toEqual([])
    web().look('admin', world.operator, '/bulk', new URL(page.url()).pathname)
  })

  test('of a charger that never answers it is said that it was asked, then that no answer came', async () => {
    const [station] = world.stations
    if (!station) throw new Error('no station')
    const answers = { UnlockConnector: () => new Promise<never>(() => undefined) }
    await using _silent = await connectChargePoint({
      url: web().stack.ocppUrl,
      identity: station.identity,
      password: station.password,
      obedient: true,
      answers,
    })
    const { page } = await web().open('admin', world.operator)
    await page.goto(`/points/${station.id}`)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByRole('button', { name: 'Ask the charger' }).click()
    const commands = page.getByRole('list', { name: 'Last commands' })
    await commands.getByText('Sent', { exact: true }).waitFor()
    // The page goes on meanwhile.
    await page.getByLabel('Search in what is loaded').fill('unlock')
    await commands.getByText('No answer', { exact: true }).waitFor()
  })

  test('who has no role is told what to do', async () => {
    const { page, complaints } = await web().open('admin', world.driver)
    for (const path of ['/stations', '/stations/new', '/points', '/bulk', '/sessions', '/use']) {
      await page.goto(path)
      await page.getByText('Ask an administrator for a role').waitFor()
    }
    expect(complaints).toEqual([])
  })
}

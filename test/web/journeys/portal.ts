import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { GrantRoleDocument } from '../../../clients/admin/generated/graphql.ts'
import { SessionUpdatedDocument, StartChargingDocument, StopChargingDocument } from '../../../clients/driver/generated/graphql.ts'
import { BillsPageDocument, PartnerRegisterStationDocument } from '../../../clients/partner/generated/graphql.ts'
import { createClient, type Client } from '../../../clients/sdk/client.ts'
import { connectChargePoint } from '../../charge-point.ts'
import { until } from '../../until.ts'
import { soon } from '../browser.ts'
import { root } from '../../source-files.ts'
import { ADMIN } from '../../stack.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import type { Login, Web } from '../platform.ts'

const run = promisify(execFile)

/** Journey 7, and what else a partner does before and after it; and the kit, of which the portal has the kitchen. */
export function portal(web: () => Web): void {
  let login: Login
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    login = { email: `portal-${randomUUID()}@evergraph.test`, password: 'a-long-enough-password' }
    await using partner = createClient({ url: web().graphUrl })
    const { id: userId } = await partner.register({ ...login, displayName: 'Depot <b>&</b> Co' })
    const admin = await web().client(ADMIN)
    await admin.execute(GrantRoleDocument, { input: { userId, role: 'PARTNER' } })
    ;({ page, complaints } = await web().open('partner', login))
  })

  const step = (n: number) => page.locator('main ol > li').nth(n - 1)
  const code = (label: string) => page.getByRole('group', { name: label }).textContent()
  const answer = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true })

  test('a partner comes from a key to a first call by what the page says, and the page hears it', async () => {
    await step(1).getByText('Done').waitFor()
    await step(2).getByText('No client yet').waitFor()
    await page.getByLabel('Name').fill('Depot')
    await page.getByLabel('See your stations').check()
    await page.getByRole('button', { name: 'Make the client' }).click()
    const key = (await page.locator('code.select-all').textContent()) ?? ''
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await step(2).getByText('Done').waitFor()
    await page.getByRole('button', { name: 'Upload and activate this' }).click()
    await page.getByText('Version first-call is active.').waitFor()
    await page.getByText('No call has come yet.').waitFor()

    const line = (await code('In a shell (curl)')) ?? ''
    expect(line).toContain(key)
    expect(await shell(line)).toMatchObject({ data: { stations: { edges: expect.any(Array) as unknown } } })
    expect(await program((await code('As a program (SDK)')) ?? '')).toMatchObject({
      stations: { edges: expect.any(Array) as unknown },
    })
    // Nobody has loaded the page again.
    await page.getByText('We have heard you: FirstStations').waitFor()
    await step(4).getByText('Done').waitFor()

    await page.reload()
    await page.getByText('We have heard you').waitFor()
    expect(await page.content()).not.toContain(key)
    const later = (await code('In a shell (curl)')) ?? ''
    expect(await shell(later, { EVERGRAPH_KEY: key })).toHaveProperty('data.stations')
    expect(await program((await code('As a program (SDK)')) ?? '', { EVERGRAPH_KEY: key })).toHaveProperty('stations')
    web().look('partner', login, '/')
    expect(complaints).toEqual([])
  })

  test('usage shows each call, its operation and its error, and the address says what was chosen', async () => {
    await page.getByRole('link', { name: 'See all calls' }).click()
    const calls = page.getByRole('region', { name: 'Last calls' })
    await calls.getByRole('cell', { name: 'FirstStations' }).first().waitFor()
    await page.getByRole('region', { name: 'By operation' }).getByRole('button', { name: 'FirstStations' }).click()
    await page.waitForURL(/operation=FirstStations/)
    await page.getByLabel('Only those with an error').check()
    await page.getByText('No such call in this period.').waitFor()
    await page.getByLabel('Period').selectOption('7')
    await page.waitForURL(/days=/)
    await page.reload()
    expect(await page.getByLabel('Period').inputValue()).toBe('7')
    expect(await page.getByLabel('Only those with an error').isChecked()).toBe(true)
    await page.getByText('10,000', { exact: false }).first().waitFor()
    web().look('partner', login, '/usage')
    expect(complaints).toEqual([])
  })

  test('a manifest with faults names each by its operation and loses nothing; a good one shows what changes, and each step asks', async () => {
    await page.goto('/operations')
    await page.getByRole('link', { name: /first-call/ }).waitFor()
    await page.getByText('Upload a version').click()
    await page.getByLabel('Version', { exact: true }).fill('2')
    const paste = page.getByLabel('Or paste it')
    await paste.fill('{ "half": ')
    await page.getByRole('button', { name: 'Upload', exact: true }).click()
    await page.getByText('it is not a JSON object').waitFor()
    const faulty = manifest('query Fits { me { id } }', 'query Strange { nothing }', 'query Odd { neither }')
    await paste.fill(faulty)
    await page.getByRole('button', { name: 'Upload', exact: true }).click()
    await page.getByText('Strange: ').waitFor()
    await page.getByText('Odd: ').waitFor()
    expect(await page.getByText('Fits: ').count()).toBe(0)
    expect([await paste.inputValue(), await page.getByLabel('Version', { exact: true }).inputValue()]).toEqual([faulty, '2'])

    const good = manifest(
      'query FirstStations($first: Int) { stations(first: $first) { edges { node { id name } } } }',
      'query Mine { me { id } }',
    )
    await page.getByLabel('Manifest as a file').setInputFiles({
      name: 'manifest.json',
      mimeType: 'application/json',
      buffer: Buffer.from(good),
    })
    await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('Mine'))
    await page.getByRole('button', { name: 'Upload', exact: true }).click()
    await page.getByRole('heading', { name: 'Version 2' }).waitFor()
    await page.getByText('1 new, 0 gone, 1 changed, 0 the same.').waitFor()
    // What was sent is not sent again by the next press.
    expect(await paste.inputValue()).toBe('')
    const difference = page.getByRole('region', { name: 'What has changed in FirstStations' })
    expect(
      (await difference.locator('code').allTextContents()).filter((text) => /^[+-]/.test(text)).map((text) => text.trim()),
    ).toEqual(['-         city', '-         online'])
    await page.getByRole('button', { name: 'Activate' }).click()
    await answer('Leave it as it is').click()
    await page.getByRole('button', { name: 'Activate' }).click()
    await answer('Activate').click()
    await page.getByText('It is served, also to calls that name no version.').waitFor()

    await page.getByRole('link', { name: /first-call/ }).click()
    await page.getByRole('button', { name: 'Retire' }).click()
    await answer('Retire').click()
    await page.getByText('It is not served any more, for good.').waitFor()
    expect(await page.getByRole('button', { name: 'Activate' }).count()).toBe(0)
    web().look('partner', login, '/operations', '/operations?version=2', '/kitchen')
    expect(complaints).toEqual([])
  })

  test('scopes and addresses of a client are changed at once, and what is wrong stands at its field', async () => {
    await page.goto('/keys')
    await page.getByText('Change name, scopes and addresses').click()
    const addresses = page.getByLabel('Where its keys work from')
    await addresses.fill('10.0.0.0/8 nowhere')
    await page.getByLabel('See your stations').nth(1).uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('[name=allowedAddresses][aria-invalid=true]').waitFor()
    expect(await addresses.inputValue()).toBe('10.0.0.0/8 nowhere')
    await addresses.fill('')
    await page.getByLabel('See bills, prices and totals').nth(1).check()
    await page.getByRole('button', { name: 'Save' }).click()
    const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Depot', exact: true }) })
    await card.getByRole('listitem').filter({ hasText: 'See bills, prices and totals' }).waitFor()
    expect(await card.getByRole('listitem').filter({ hasText: 'See your stations' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('stations of the partner are followed, and a session at one is billed, as a table to keep too', async () => {
    const partner = await web().client(login)
    const station = await ownStation(partner)
    await page.goto('/stations')
    await page.getByRole('heading', { name: 'Depot Lage Weide' }).waitFor()
    await page.locator('section').getByText('Offline', { exact: true }).waitFor()
    await page.goto('/bills')
    await page.getByText('No bill in this month.').waitFor()
    await page.goto('/stations')
    await page.getByRole('heading', { name: 'Depot Lage Weide' }).waitFor()

    const { identity, password } = station
    await using _charger = await connectChargePoint({
      url: web().stack.ocppUrl,
      identity,
      password,
      evses: [{ powerW: 50_000 }],
      speed: 120,
      meterIntervalMs: 250,
    })
    // Nobody has loaded the page again.
    await page.locator('section').getByText('Connected', { exact: true }).waitFor()
    await page.getByText('Free', { exact: true }).waitFor()
    await charged(web().graphUrl, station)
    // A bill comes after its session has ended.
    await soon(
      async () => (await partner.execute(BillsPageDocument, { filter: {}, first: 2 })).chargeDetailRecords.edges.length,
    ).toBe(1)
    await page.goto('/bills')
    await page.getByRole('cell', { name: 'Depot Lage Weide' }).waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()])
    const table = await readFile(await download.path(), 'utf8')
    expect(table.split('\r\n').filter(Boolean)).toHaveLength(2)
    expect(table).toContain('Depot Lage Weide')
    await page.getByLabel('Show').selectOption('Invoices')
    await page.waitForURL(/of=invoices/)
    web().look('partner', login, '/stations', '/bills', '/bills?of=invoices')
    expect(complaints).toEqual([])
  })

  test('a page is found by its name, keys are listed, and reading goes on at the heading of the page that was opened', async () => {
    await page.goto('/keys')
    await page.getByRole('heading', { name: 'Depot', exact: true }).waitFor()
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: 'Name of a page' })
    await field.fill('hook')
    expect(await field.getAttribute('aria-activedescendant')).toBe(
      await page.getByRole('option', { name: 'Webhooks', selected: true }).getAttribute('id'),
    )
    await page.keyboard.press('Enter')
    await page.waitForURL('**/webhooks')
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Webhooks')

    // Keys are those of a dialogue while one is there.
    await field.waitFor({ state: 'hidden' })
    const list = page.getByRole('dialog', { name: 'Keys' }).getByText('Go to a page by its name')
    await soon(async () => {
      if (!(await list.isVisible())) await page.keyboard.press('?')
      return list.isVisible()
    }).toBe(true)
    await page.getByLabel('Single keys are on').uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.keyboard.press('Control+k')
    await field.waitFor()
    expect(await page.getByRole('dialog', { name: 'Keys' }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.evaluate(() => localStorage.removeItem('evergraph.keys'))
    expect(complaints).toEqual([])
  })

  test('the whole kit holds with forced colours, without motion, and at 400 %, where a page is 320 wide', async () => {
    await page.setViewportSize({ width: 320, height: 800 })
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active', reducedMotion: 'reduce' })
    await page.goto('/kitchen')
    await page.getByRole('heading', { name: 'Charts' }).waitFor()
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
    const found = await page.evaluate(
      // The device's own colours are its reader's choice, and axe reckons with ours.
      `axe.run({ rules: { 'color-contrast': { enabled: false } } }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
    )
    expect(found).toEqual([])
    // The shape in each badge is there without colours: it differs from what is behind it.
    const shapes = page.locator('main span > span[aria-hidden]:empty')
    expect(await shapes.count()).toBeGreaterThan(5)
    const seen = await shapes.evaluateAll((all) =>
      all.map((shape) => {
        const { backgroundColor, borderTopWidth } = getComputedStyle(shape)
        return borderTopWidth !== '0px' || backgroundColor !== getComputedStyle(shape.parentElement ?? shape).backgroundColor
      }),
    )
    expect(seen).not.toContain(false)
    // Whoever goes by keys sees where they are.
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe('solid')
    await page.emulateMedia({ forcedColors: 'none' })
    await page.setViewportSize({ width: 1280, height: 800 })
    expect(complaints).toEqual([])
  })
}

/** A station of the partner's own, with one connector that costs nothing. */
async function ownStation(partner: Client) {
  const identity = `CP-${randomUUID().slice(0, 8)}`
  const connector = { standard: 'IEC_62196_T2_COMBO', format: 'CABLE', powerType: 'DC', maxPowerW: 50_000 } as const
  const { registerStation } = await partner.execute(PartnerRegisterStationDocument, {
    input: {
      idempotencyKey: randomUUID(),
      identity,
      name: 'Depot Lage Weide',
      address: 'Atoomweg 63',
      city: 'Utrecht',
      country: 'NL',
      timeZone: 'Europe/Amsterdam',
      location: { latitude: 52.1091, longitude: 5.0588 },
      evses: [{ evseId: `NL*EVG*E${identity.slice(3).toUpperCase()}`, connectors: [connector] }],
    },
  })
  const { station, password } = registerStation
  return { identity, password: password ?? '', connectorId: station.evses[0]?.connectors[0]?.id ?? '' }
}

/** Somebody charges there, and stops. */
async function charged(url: string, { connectorId }: { connectorId: string }): Promise<void> {
  await using driver = createClient({ url })
  const email = `charged-${randomUUID()}@evergraph.test`
  await driver.register({ email, password: 'a-long-enough-password', displayName: 'Driver' })
  const input = { connectorId, idempotencyKey: randomUUID() }
  // The charging box hears of a new driver a moment later.
  const { startCharging } = await until(() => driver.execute(StartChargingDocument, { input }))
  const sessionId = startCharging.id
  let stopped = false
  for await (const { sessionUpdated } of driver.subscribe(SessionUpdatedDocument, { sessionId })) {
    if (!stopped && sessionUpdated.status === 'ACTIVE' && sessionUpdated.energyWh > 1_000) {
      stopped = true
      await driver.execute(StopChargingDocument, { input: { sessionId } })
    }
    if (sessionUpdated.status === 'COMPLETED') return
  }
}

/** As the codegen writes one. */
const manifest = (...bodies: string[]): string =>
  JSON.stringify(Object.fromEntries(bodies.map((body) => [`sha256:${createHash('sha256').update(body).digest('hex')}`, body])))

/** Runs a line as a reader would who pasted it. */
async function shell(line: string, env: Record<string, string> = {}): Promise<unknown> {
  const { stdout } = await run('bash', ['-c', line], { env: { PATH: process.env['PATH'], ...env } })
  return JSON.parse(stdout)
}

/** Runs a text as a program beside an installed SDK; `clients/package.test.ts` holds that the packed one has the same. */
async function program(text: string, env: Record<string, string> = {}): Promise<unknown> {
  const folder = await temporaryFolder()
  try {
    const sdk = join(folder, 'node_modules/@evergraph/sdk')
    await mkdir(sdk, { recursive: true })
    await writeFile(join(sdk, 'package.json'), JSON.stringify({ type: 'module', exports: { './keyed': './keyed.js' } }))
    await writeFile(join(sdk, 'keyed.js'), `export * from '${new URL('clients/sdk/keyed.ts', `file://${root}/`).href}'`)
    await writeFile(join(folder, 'call.mjs'), text)
    const { stdout } = await run(process.execPath, ['call.mjs'], { cwd: folder, env })
    return JSON.parse(stdout)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SetVerificationPolicyDocument, VerificationPolicyDocument } from '../../../clients/admin/generated/graphql.ts'
import { AddVehicleDocument } from '../../../clients/driver/generated/graphql.ts'
import { createClient, type Client } from '../../../clients/sdk/client.ts'
import { approveNext, consent, followUpload, isDecided, submitReading, type Upload } from '../../../deploy/demo/photo-steps.ts'
import { dashboardPhoto } from '../../photos.ts'
import { ADMIN } from '../../stack.ts'
import { until } from '../../until.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import { soon } from '../browser.ts'
import type { Web } from '../platform.ts'

const DAY_MS = 86_400_000

export function review(web: () => Web): void {
  const cleanup = new AsyncDisposableStack()
  let world: TestWorld
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl)
    web().look('admin', world.reviewer, '/review', '/review/policy')
  }, 240_000)
  afterAll(() => cleanup.disposeAsync())

  /** First readings of as many vehicles: a person looks at each. The oldest first, with the number that the display shows. */
  async function waiting(count: number, agoMs = 0): Promise<{ driver: Client; uploads: Upload[]; vehicleIds: string[] }> {
    const driver = cleanup.use(createClient({ url: web().graphUrl }))
    await driver.register({ email: `${randomUUID()}@evergraph.test`, password: 'a-long-enough-password', displayName: 'Snapper' })
    await consent(driver)
    const uploads: Upload[] = []
    const vehicleIds: string[] = []
    for (let at = 0; at < count; at++) {
      const { addVehicle } = await driver.execute(AddVehicleDocument, {
        input: { name: `Car ${at}`, batteryCapacityWh: 60_000, idempotencyKey: randomUUID() },
      })
      vehicleIds.push(addVehicle.vehicle.id)
      const photo = await dashboardPhoto({ reading: readingOf(at), seed: ++seeds })
      // Nobody takes two of one minute.
      const takenAt = new Date(Date.now() - agoMs - (count - at) * 120_000)
      const input = { photo, vehicleId: addVehicle.vehicle.id, takenAt, place: world.position }
      // Verification hears of a new vehicle a moment later.
      const upload = await until(() => submitReading(driver, input))
      uploads.push(await followUpload(driver, upload.id, ({ state }) => state === 'MANUAL_REVIEW'))
    }
    return { driver, uploads, vehicleIds }
  }
  // The same picture again would be refused, and wait for nobody.
  let seeds = 0
  const readingOf = (at: number) => 48_210 + at * 1_000

  /** A reviewer at the review, with the first case in front of them. `before`: what is done to the page before that. */
  async function reviewing(before?: (page: Page) => Promise<unknown>) {
    const opened = await web().open('admin', world.reviewer)
    const { page } = opened
    await before?.(page)
    await page.getByRole('navigation').getByRole('link', { name: 'Photo review' }).click()
    await page.getByText('Take the oldest photo').waitFor()
    await page.keyboard.press(' ')
    await page.getByText(/Yours for 1[45]:/).waitFor()
    return opened
  }
  const photoShown = (page: Page) => page.evaluate(() => document.querySelector('main img')?.getAttribute('src') ?? null)
  const sentSoon = (page: Page) => page.getByText('It is sent in a moment.')
  const keys = async (page: Page, ...pressed: string[]) => {
    for (const key of pressed) await page.keyboard.press(key)
  }
  /** Does it, and waits for the next photo, or for none: until then keys have nothing to say a word on. */
  async function untilNext(page: Page, act: () => Promise<void>): Promise<void> {
    const before = await photoShown(page)
    await act()
    await soon(() => photoShown(page)).not.toBe(before)
  }
  /** Writes a number, and Enter approves. In the field, A is a letter and no word on the case. */
  const write = (page: Page, reading: number) => keys(page, 'e', 'a', ...String(reading).split(''), 'Enter')
  /** A first reading, of a display of whole kilometres. */
  async function approve(page: Page, reading: number): Promise<void> {
    await keys(page, 'k', 'w')
    await write(page, reading)
  }

  /** The dialogue's keys are there with the dialogue. Pressed while the case before goes, `r` says nothing. */
  async function reject(page: Page): Promise<void> {
    const reason = page.getByRole('dialog', { name: 'Reject' }).getByText('It is of a screen or a print')
    while (!(await reason.isVisible())) await keys(page, 'r')
    await keys(page, '5')
  }

  test('a reviewer clears five cases by the keyboard alone; what is taken back is not sent, and what is skipped comes again', async () => {
    const { driver, uploads } = await waiting(5)
    const slow = Promise.withResolvers<void>()
    const { page, complaints } = await reviewing((opened) =>
      opened.route('**/graphql', async (route) => {
        if (route.request().postData()?.includes('query ReviewWaiting')) await slow.promise
        await route.continue()
      }),
    )
    await page.getByText('Waiting: 5').waitFor()

    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' })

    // The first: its number is corrected, and Enter approves. It is not taken back while the next one comes: that one would be shown in its place.
    const first = await photoShown(page)
    await untilNext(page, async () => {
      await approve(page, readingOf(0))
      await sentSoon(page).waitFor()
      await keys(page, 'z')
      slow.resolve()
    })
    await page.unroute('**/graphql')

    // Taken back: the case stands there as before, and nothing was sent.
    await untilNext(page, () => keys(page, 'z'))
    expect(await photoShown(page)).toBe(first)
    expect(await sentSoon(page).count()).toBe(0)
    await page.getByText('Waiting: 5').waitFor()
    await untilNext(page, () => approve(page, readingOf(0)))
    await sentSoon(page).waitFor()

    // The second is passed over, the third rejected with a reason; the rest are right as they were read.
    await untilNext(page, () => keys(page, 's'))
    await untilNext(page, () => reject(page))
    await page.getByText('Rejected. It is sent in a moment.').waitFor()
    for (const at of [3, 4, 1]) await untilNext(page, () => approve(page, readingOf(at)))
    await page.getByText('Approved. It is sent in a moment.').waitFor()
    await page.getByText('No photo waits for a person.').waitFor()

    const decided = await Promise.all(uploads.map(({ id }) => followUpload(driver, id, isDecided)))
    // A case given back a moment ago may come after the next one: which of them is third is chance, and each is decided once.
    const words = decided.map(({ state, reading }) => (state === 'APPROVED' ? reading?.value : state))
    expect(new Set(words)).toEqual(new Set([readingOf(0), readingOf(1), 'REJECTED', readingOf(3), readingOf(4)]))
    expect(complaints).toEqual([])
  })

  test('a first review is not approved before it says what the display counts in, and the digit of tenths leaves the field', async () => {
    const { driver, uploads } = await waiting(1)
    const { page, complaints } = await reviewing()
    const field = page.getByLabel(/^What the display shows/)
    await keys(page, 'a')
    expect(await page.getByLabel('Kilometres').evaluate((radio: HTMLInputElement) => radio.validity.valueMissing)).toBe(true)
    expect(await sentSoon(page).count()).toBe(0)
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await keys(page, 'm', 't')
    await page.getByText('Without the last digit: it counts tenths.').waitFor()
    await field.fill('4821')
    await page.getByLabel('What the display shows, in whole mi').waitFor()
    await field.blur()
    await keys(page, 'a')
    await sentSoon(page).waitFor()
    await page.getByRole('navigation').getByRole('link', { name: 'Models' }).click()
    const [decided] = await Promise.all(uploads.map(({ id }) => followUpload(driver, id, isDecided)))
    expect(decided).toMatchObject({ state: 'APPROVED', unit: 'MI', reading: { value: 4_821, distanceKm: 0 } })
    expect(complaints).toEqual([])
  })

  test('a reading below the last is asked about with both numbers before it is approved', async () => {
    const { driver, uploads, vehicleIds } = await waiting(1, 10 * DAY_MS)
    await approveNext(await web().client(world.reviewer), readingOf(0))
    await Promise.all(uploads.map(({ id }) => followUpload(driver, id, isDecided)))
    // So many kilometres that a person is asked.
    const photo = await dashboardPhoto({ reading: readingOf(0) + 3_000, seed: ++seeds })
    const input = { photo, vehicleId: vehicleIds[0] ?? '', takenAt: new Date(), place: world.position }
    const { id } = await submitReading(driver, input)
    await followUpload(driver, id, ({ state }) => state === 'MANUAL_REVIEW')
    const { page, complaints } = await reviewing()
    await write(page, 40_000)
    const asked = page.getByRole('dialog', { name: 'Lower than the last reading' })
    await asked.getByText('You read 40,000 km, and the last reading was 48,210 km.').waitFor()
    await page.keyboard.press('Escape')
    await asked.waitFor({ state: 'hidden' })
    expect(await sentSoon(page).count()).toBe(0)
    // The field has the focus again.
    await page.keyboard.press('Escape')
    await write(page, 40_000)
    await asked.getByText('It is lower all the same').waitFor()
    await keys(page, '3')
    await sentSoon(page).waitFor()
    await page.getByRole('navigation').getByRole('link', { name: 'Models' }).click()
    const decided = await followUpload(driver, id, isDecided)
    expect(decided).toMatchObject({ state: 'REJECTED', reasons: [{ code: 'READING_DECREASED' }] })
    expect(complaints).toEqual([])
  })

  test('the next photo is loaded before its case is shown; who leaves the page sends what was decided on it', async () => {
    const { driver, uploads } = await waiting(2)
    const { page } = await reviewing()
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    const first = (await photoShown(page)) ?? ''
    const { origin } = new URL(first)
    const photos = async () => (await loaded()).filter((url) => url.startsWith(origin) && /signature=/i.test(url) && url !== first)
    await soon(async () => new Set(await photos()).size).toBe(1)
    const [second] = await photos()
    await untilNext(page, () => reject(page))
    expect(await photoShown(page)).toBe(second)
    await untilNext(page, () => reject(page))
    await sentSoon(page).waitFor()
    await page.getByRole('navigation').getByRole('link', { name: 'Models' }).click()
    const decided = await Promise.all(uploads.map(({ id }) => followUpload(driver, id, isDecided)))
    expect(decided.map(({ state }) => state)).toEqual(['REJECTED', 'REJECTED'])
  })

  test('what was decided a moment before signing out is sent all the same', async () => {
    const { driver, uploads } = await waiting(1)
    const { page } = await reviewing()
    await reject(page)
    await sentSoon(page).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('Sign in to see this.').waitFor()
    const decided = await Promise.all(uploads.map(({ id }) => followUpload(driver, id, isDecided)))
    expect(decided.map(({ state }) => state)).toEqual(['REJECTED'])
  })

  test.each([
    ['its tab is closed', (page: Page) => page.close({ runBeforeUnload: true })],
    ['its tab goes elsewhere', (page: Page) => page.goto('about:blank')],
  ])('what was decided a moment before %s is sent all the same', async (_, leave) => {
    const { driver, uploads } = await waiting(1)
    const { page } = await reviewing()
    await reject(page)
    await sentSoon(page).waitFor()
    await leave(page)
    const decided = await Promise.all(uploads.map(({ id }) => followUpload(driver, id, isDecided)))
    expect(decided.map(({ state }) => state)).toEqual(['REJECTED'])
  })

  test('an admin changes what people look at, a reviewer reads it, and what somebody else has changed meanwhile is not overwritten', async () => {
    const { page, complaints } = await web().open('admin', ADMIN)
    await page.goto('/review')
    await page.getByRole('link', { name: 'What people look at' }).click()
    await page.getByText(/^Version \d+, since/).waitFor()
    await page.getByText('Change', { exact: true }).click()
    const worth = page.getByLabel('Kilometres of a driver and day that software may approve, in tokens')
    const why = page.getByLabel('Why', { exact: true })
    const save = page.getByRole('button', { name: 'Set this policy' })
    // Without a reason nothing is changed.
    await worth.fill('2000.5')
    await save.click()
    await page.getByText('Say why it is changed.').waitFor()
    // Another admin was here meanwhile.
    const admin = await web().client(ADMIN)
    const { verificationPolicy: of } = await admin.execute(VerificationPolicyDocument)
    const { __typename: _name, since: _since, setBy: _setBy, ...numbers } = of as typeof of & { __typename?: string }
    await admin.execute(SetVerificationPolicyDocument, { input: { ...numbers, reason: 'The other admin.' } })
    await why.fill('To see that it holds.')
    await save.click()
    await page.getByText('The policy was changed meanwhile.', { exact: false }).waitFor()
    await page.reload()
    await page.getByText(`Version ${of.version + 1}, since`).waitFor()
    await page.getByText('Change', { exact: true }).click()
    await worth.fill('2000,5')
    await why.fill('To see that it holds.')
    await save.click()
    await page.getByText(`Version ${of.version + 2}, since`).waitFor()
    await page.getByRole('cell', { name: 'To see that it holds.' }).waitFor()
    expect((await admin.execute(VerificationPolicyDocument)).verificationPolicy).toMatchObject({
      dayWorth: String(20_005n * 10n ** 17n),
      auditPermille: of.auditPermille,
      unboundPerDay: of.unboundPerDay,
    })
    const { page: read } = await web().open('admin', world.reviewer)
    await read.goto('/review/policy')
    await read.getByRole('cell', { name: 'The other admin.' }).waitFor()
    expect(await read.getByText('Change', { exact: true }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('single keys can be switched off, and stay off', async () => {
    const { page } = await web().open('admin', world.reviewer)
    await page.goto('/review')
    await page.getByText('No photo waits for a person.').waitFor()
    await page.keyboard.press('?')
    await page.getByLabel('Single keys are on').uncheck()
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByText('No photo waits for a person.').waitFor()
    await page.keyboard.press('?')
    expect(await page.locator('dialog[open]').count()).toBe(0)
    // The way back is among the settings.
    await page.getByRole('button', { name: /^EN: Language/ }).click()
    await page.getByRole('button', { name: 'Keys', exact: true }).click()
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  })
}

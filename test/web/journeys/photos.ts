import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClaimReviewDocument, DecideReviewDocument, ReviewQueueDocument } from '../../../clients/admin/generated/graphql.ts'
import { MeDocument, MyOdometerUploadsDocument } from '../../../clients/driver/generated/graphql.ts'
import type { Client } from '../../../clients/sdk/client.ts'
import { followUpload, submitReading } from '../../../deploy/demo/photo-steps.ts'
import { dashboardPhoto } from '../../photos.ts'
import { until } from '../../until.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import { openBrowser, openPage, soon } from '../browser.ts'
import { signIn, type Login, type Web } from '../platform.ts'

const DAY_MS = 86_400_000
/** Seldom: a user has so many requests in an hour. */
const POLLING = [60_000, 500] as const
// Of no other journey: pictures that are alike are looked at by a person.
const [FIRST, SECOND] = [61_350, 61_564]

/** Photos from the camera to the verdict: what is kept on the device, and what is sent. */
export function photos(web: () => Web): void {
  const cleanup = new AsyncDisposableStack()
  let world: TestWorld
  let driver: Client
  let vehicleId: string
  /** With a drawn dashboard before its camera. */
  let camera: Browser
  let jpeg: Buffer
  let folder: string
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl)
    driver = await web().client(world.driver)
    vehicleId = (await driver.execute(MeDocument)).me?.vehicles?.edges[0]?.node.id ?? ''
    ;({ jpeg } = await dashboardPhoto({ reading: SECOND, seed: 108 }))
    folder = await temporaryFolder()
    cleanup.defer(() => rm(folder, { recursive: true, force: true }))
    const film = join(folder, 'photo.mjpeg')
    // One picture is a film too.
    await writeFile(film, jpeg)
    const flags = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`]
    camera = cleanup.adopt(await openBrowser(flags), (open) => open.close())
  })
  afterAll(() => cleanup.disposeAsync())

  const url = () => web().stack.webUrls?.driver ?? ''
  const uploads = async () => (await driver.execute(MyOdometerUploadsDocument, { first: 50 })).myOdometerUploads.edges.length
  const capture = () => `/capture?for=odometer&vehicle=${vehicleId}`
  async function open(login: Login = world.driver): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
    const { page, complaints } = await openPage(camera, url())
    const context = page.context()
    await context.grantPermissions(['camera'])
    await signIn(page, login)
    return { page, context, complaints }
  }
  /** The graph and the place of files cannot be reached; the app's own files can. */
  async function cut(context: BrowserContext): Promise<() => Promise<void>> {
    const isFar = ({ origin }: URL) => origin !== new URL(url()).origin
    await context.route(isFar, (route) => route.abort())
    return () => context.unroute(isFar)
  }
  /** What a context sends of photos. */
  function sent(context: BrowserContext) {
    const counts = { files: 0, submissions: 0 }
    context.on('request', (request) => {
      if (request.method() === 'PUT') counts.files++
      if (request.postData()?.includes('"SubmitOdometerPhoto"')) counts.submissions++
    })
    return counts
  }
  const send = (page: Page) => page.getByRole('button', { name: 'Send this photo' }).click()
  const choose = (page: Page, name: string, buffer: Buffer, mimeType = 'image/jpeg') =>
    page.getByLabel('Choose a photo').setInputFiles({ name, mimeType, buffer })
  /** By its path: a large one takes long through the protocol. */
  async function chooseFile(page: Page, name: string, bytes: Buffer): Promise<void> {
    const path = join(folder, name)
    await writeFile(path, bytes)
    await page.getByLabel('Choose a photo').setInputFiles(path)
  }
  /** Another picture each time, or it would be a copy. */
  const another = async (seed: number) => (await dashboardPhoto({ reading: SECOND + seed, seed, width: 800, height: 600 })).jpeg

  /** A reading to begin at, approved by a person. */
  async function firstReading(): Promise<void> {
    const photo = await dashboardPhoto({ reading: FIRST, seed: 103 })
    const takenAt = new Date(Date.now() - 2 * DAY_MS)
    const { id } = await submitReading(driver, { photo, vehicleId, takenAt, place: world.position })
    const { photo: judged } = await followUpload(driver, id, ({ state }) => state === 'MANUAL_REVIEW')
    const reviewer = await web().client(world.reviewer)
    // Cases of other journeys may wait too.
    const mine = async () => {
      const { reviewQueue } = await reviewer.execute(ReviewQueueDocument, { purpose: 'ODOMETER', first: 100 })
      return reviewQueue.edges.find(({ node }) => node.photo.id === judged?.id)?.node.id
    }
    const caseId = await until(mine, { everyMs: 200 })
    await reviewer.execute(ClaimReviewDocument, { input: { caseId } })
    await reviewer.execute(DecideReviewDocument, {
      input: { caseId, decision: 'APPROVED', reading: FIRST, unit: 'KM', tenths: false },
    })
    await followUpload(driver, id, ({ state }) => state === 'APPROVED')
  }

  test('a photo taken without a network is there after the page was loaded again, and gets the models’ verdict once it is sent', async () => {
    const { page, context, complaints } = await open()
    await page.goto('/odometer')
    await page.getByText('I agree that the photos I upload').waitFor()
    await page.getByText('Version 1, in English').waitFor()
    await page.getByRole('button', { name: 'I agree' }).click()
    await page.getByText('No photo was sent yet.').waitFor()
    await firstReading()
    await page.getByText('61,350 km').first().waitFor()

    await page.getByRole('link', { name: 'Photograph the odometer' }).click()
    await page.getByText(/^Code of this photo: [A-Z0-9]{8}$/).waitFor()
    // From here on the app's own files come from its worker.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Take the photo' }).click()
    await send(page)
    await page.getByText('The platform cannot be reached. It is sent by itself once it can.').waitFor()
    await page.goto('/odometer')
    await page.getByText('Waiting', { exact: true }).waitFor()
    await page.getByText('Odometer of Car').waitFor()
    await context.setOffline(false)
    // Nobody presses anything.
    await page.getByText('Read: 61,564 km').waitFor()
    await page.getByText('Waiting', { exact: true }).waitFor({ state: 'detached' })
    // 214 km; a British browser has roads in miles.
    await page.getByRole('cell', { name: '133.0 mi' }).waitFor()
    await page.getByRole('cell', { name: /EVC$/ }).first().waitFor()
    // What failed without a network was the browser's complaint; nothing else may be.
    expect(complaints.filter((each) => !/ERR_INTERNET_DISCONNECTED/.test(each))).toEqual([])
    web().look('driver', world.driver, '/odometer', capture())
  })

  test('a photo outlives its tab, and two tabs that are opened after it send it once', async () => {
    const { page, context } = await open()
    await page.goto(capture())
    const mend = await cut(context)
    await choose(page, 'one.jpg', await another(1))
    await send(page)
    await page.getByText('The platform cannot be reached.').waitFor()
    await page.close()
    const before = await uploads()
    const counts = sent(context)
    await mend()
    const [start, list] = await Promise.all([context.newPage(), context.newPage()])
    await Promise.all([start.goto('/'), list.goto('/odometer')])
    await soon(uploads, ...POLLING).toBe(before + 1)
    // Kept on the device, it has the name of what it is of; at the platform, that of the vehicle.
    await list.getByText('Odometer of Car').waitFor({ state: 'detached' })
    await list.getByText('Photos', { exact: true }).waitFor()
    // A submission whose answer is lost is repeated under the same id.
    expect(counts.files).toBe(1)
    expect(await uploads()).toBe(before + 1)
  })

  test('photos of one who signed out are neither shown to the next one nor sent as them, and go when their owner is back', async () => {
    const { page, context } = await open()
    await page.goto(capture())
    const mend = await cut(context)
    await choose(page, 'two.jpg', await another(2))
    await send(page)
    await page.getByText('The platform cannot be reached.').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await mend()
    const counts = sent(context)
    await signIn(page, world.partner)
    await page.goto('/odometer')
    await page.getByRole('button', { name: 'I agree' }).click()
    await page.getByText('No photo was sent yet.').waitFor()
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    expect(counts).toEqual({ files: 0, submissions: 0 })
    await page.getByRole('button', { name: 'Sign out' }).click()
    await signIn(page, world.driver)
    await soon(() => counts.submissions, ...POLLING).toBe(1)
  })

  test('a camera that is refused is said with what to do, and a photo can be chosen', async () => {
    const { page, context } = await open()
    await context.clearPermissions()
    await context.grantPermissions([])
    await page.goto(capture())
    await page.getByText('The browser does not give the camera.').waitFor()
    await page.getByText('allow the camera for this page', { exact: false }).waitFor()
    await choose(page, 'plain.jpg', Buffer.from('GIF89a, whatever its name says'))
    await page.getByText('This is no JPEG, PNG or WebP picture.', { exact: false }).waitFor()
    const tooMuch = Buffer.alloc(12_600_000)
    // A header alone cannot be made smaller.
    await chooseFile(page, 'huge.jpg', Buffer.concat([jpeg.subarray(0, 4), tooMuch]))
    await page.getByText('The picture is larger than 12 MB, and this device cannot make it smaller.', { exact: false }).waitFor()
    await chooseFile(page, 'large.jpg', Buffer.concat([jpeg, tooMuch]))
    await page.getByText('It was larger than 12 MB, so it was made smaller.').waitFor()
    await context.grantPermissions(['camera'])
    await page.getByRole('button', { name: 'Take another' }).click()
    await page.getByRole('button', { name: 'Take the photo' }).waitFor()
  })

  test('a device without room says so and loses nothing: the photo can be kept again, or saved as a file', async () => {
    const { page, context } = await open()
    await context.addInitScript(() => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
        if (this.name === 'files' && !('hasRoom' in globalThis)) throw new DOMException('The disk is full.', 'QuotaExceededError')
        return put.apply(this, given)
      }
    })
    await page.goto(capture())
    await page.getByRole('button', { name: 'Take the photo' }).click()
    await send(page)
    await page.getByText('This device has no room left to keep the photo.').waitFor()
    expect(await page.getByRole('link', { name: 'Save as a file' }).getAttribute('href')).toMatch(/^blob:/)
    await page.evaluate(() => Object.assign(globalThis, { hasRoom: true }))
    const counts = sent(context)
    await send(page)
    await soon(() => counts.submissions, ...POLLING).toBe(1)
  })

  test('a time that the platform refuses is said with what to do, and the photo goes with the right one', async () => {
    const { page, context, complaints } = await open()
    await page.goto(capture())
    await choose(page, 'three.jpg', await another(3))
    await page.getByLabel('When was it taken?').fill(localMinute(new Date(Date.now() + DAY_MS)))
    await send(page)
    await page.getByText('Not accepted', { exact: true }).waitFor()
    await page.getByText(/The platform does not accept its time\. Your device says it is .* set the clock/).waitFor()
    const counts = sent(context)
    await page.getByRole('button', { name: 'Send again' }).click()
    await page.getByText('Being looked at').or(page.getByText('A person looks at it')).first().waitFor()
    // The file is there already.
    expect(counts).toEqual({ files: 0, submissions: 1 })
    expect(complaints).toEqual([])
  })
}

/** As a field for a moment takes it, in the zone of browsers here. */
const localMinute = (at: Date): string => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { createClient } from '../../../clients/sdk/client.ts'
import { listenerOf } from '../../../clients/serve/app.ts'
import { webConfig } from '../../../clients/serve/config.ts'
import { loadFiles } from '../../../clients/serve/files.ts'
import { playJourney, type Journey } from '../../../deploy/demo/journey.ts'
import { createTeller } from '../../../deploy/demo/tell.ts'
import { connectChargePoint } from '../../charge-point.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import { soon } from '../browser.ts'
import type { Web } from '../platform.ts'

/** The app as something that is installed: it starts without a network, says how old what it shows is, and takes messages. */
export function installed(web: () => Web): void {
  let world: TestWorld
  let journey: Journey
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl, 1, { name: 'Pier', at: { latitude: 53.2, longitude: 5.8 } })
  })

  test('the app can be installed: its manifest has a name, a start, and icons of their sizes, a maskable one too', async () => {
    const { page } = await web().open('driver')
    await page.goto('/')
    const cdp = await page.context().newCDPSession(page)
    const { url, errors, data } = await cdp.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const manifest = JSON.parse(data ?? '{}') as { icons: { src: string; sizes: string; purpose: string }[]; display: string }
    expect(manifest).toMatchObject({ name: 'Evergraph', start_url: '/', display: 'standalone' })
    expect(new Set(manifest.icons.map(({ purpose }) => purpose))).toEqual(new Set(['any', 'maskable']))
    for (const { src, sizes } of manifest.icons) {
      const png = Buffer.from(await (await fetch(new URL(src, url))).arrayBuffer())
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes)
    }
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors')
    // A window of a test is like a private one.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
    const { headers } = await fetch(new URL('/sw.js', url))
    expect(headers.get('cache-control')).toBe('no-cache')
    expect((await fetch(url)).headers.get('content-type')).toMatch(/^application\/manifest\+json/)
  })

  test('without a network the app starts, and list, bill and wallet are readable, with when they were heard', async () => {
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
    const { graphUrl } = web()
    const { driver: login, position } = world
    const teller = createTeller(() => undefined)
    journey = await playJourney({ graphUrl, driver: login, position, wantedWh: 1_000, teller })

    const { page } = await web().open('driver', login)
    const session = `/sessions/${journey.ids.session}`
    const shown: Record<string, string> = {
      '/?text=Pier': 'Pier 1',
      '/sessions': 'Pier 1',
      [session]: 'To pay',
      '/wallet': 'Energy charged',
    }
    for (const [path, text] of Object.entries(shown)) await read(page, path, text)
    const bill = await page.goto(session).then(() => page.locator('dl dd').first().textContent())
    await kept(page)

    await page.context().setOffline(true)
    for (const [path, text] of Object.entries(shown)) {
      await read(page, path, text)
      // A page may be made of several answers, each with its own time.
      await page
        .getByText(/The platform cannot be reached. What you see is as of \d\d:\d\d\./)
        .first()
        .waitFor()
    }
    await page.goto(session)
    await soon(() => page.locator('dl dd').first().textContent()).toBe(bill)
    // What was never looked at is not there, and says so.
    await page.goto('/reservations')
    await page.getByText('Code for support: NETWORK').waitFor()
    await page.context().close()
  })

  test('what somebody was told is gone when they sign out, also without a network, and nobody else sees it', async () => {
    const { page } = await web().open('driver', world.driver)
    await read(page, '/wallet', 'Energy charged')
    await soon(() => answersOf(page)).toBeGreaterThan(0)
    await kept(page)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('Sign in to see this.').waitFor()
    await soon(() => answersOf(page)).toBe(0)
    await page.goto('/wallet')
    await page.getByText('Sign in to see this.').waitFor()
    await page.goto(`/sessions/${journey.ids.session}`)
    await page.getByText('Code for support: NETWORK').waitFor()
    await page.context().close()
  })

  test('what writes is refused without a network by a sentence, and nothing typed is lost', async () => {
    const { page } = await web().open('driver', world.driver)
    await page.goto('/profile')
    const name = page.getByLabel('The name that others see')
    await name.fill('Noor of the pier')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByRole('alert').getByText('The platform cannot be reached.').waitFor()
    expect(await name.inputValue()).toBe('Noor of the pier')
    await page.context().close()
  })

  test('on a slow network what was known last comes first, nothing is asked twice, and two presses are one wish', async () => {
    const { page } = await web().open('driver', world.driver)
    await page.goto('/profile')
    const save = page.getByRole('button', { name: 'Save' }).first()
    await save.waitFor()
    await soon(() => answersOf(page)).toBeGreaterThan(0)
    const asked: string[] = []
    const held: (() => void)[] = []
    await page.route('**/graphql', async (route) => {
      const { operationName } = route.request().postDataJSON() as { operationName: string }
      asked.push(operationName)
      await new Promise<void>((resolve) => held.push(resolve))
      await route.continue()
    })
    const answer = () => held.splice(0).forEach((go) => go())

    await save.click()
    // A press all the same: this library waits for what says that it is busy.
    await save.click({ force: true })
    expect(await save.getAttribute('aria-busy')).toBe('true')
    await soon(() => asked).toContain('UpdateProfile')
    answer()
    await page.getByText('Saved.').waitFor()
    // It asks for what is now.
    await soon(() => asked).toContain('ProfilePage')
    expect(asked.filter((name) => name === 'UpdateProfile')).toHaveLength(1)
    answer()

    asked.length = 0
    await page.goto('/profile', { waitUntil: 'commit' })
    await page.getByText(/The network is slow. What you see is as of/).waitFor()
    await save.waitFor()
    expect(asked.filter((name) => name === 'ProfilePage')).toHaveLength(1)
    const slow = page.getByText('The network is slow.')
    await soon(() => slow.count().then((count) => (answer(), count))).toBe(0)
    expect(await save.count()).toBe(1)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.context().close()
  })

  test('what is kept of the app is what a start needs: not the map with its places, and less than two megabytes', async () => {
    const { page } = await web().open('driver')
    await page.goto('/forgot-password')
    await kept(page)
    const files = await page.evaluate(async () => {
      const sizes: [string, number][] = []
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const { url } of await cache.keys()) {
          const body = await (await cache.match(url))?.arrayBuffer()
          sizes.push([new URL(url).pathname, body?.byteLength ?? 0])
        }
      }
      return sizes
    })
    expect(files.map(([path]) => path)).toEqual(expect.arrayContaining(['/index.html', '/config.json']))
    expect(files.filter(([path, bytes]) => bytes > 500_000 || /map|city|countries/.test(path))).toEqual([])
    expect(files.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThan(2_000_000)
    await page.context().close()
  })

  test('a browser that forbids messages is said, and nothing is registered', async () => {
    // Somebody with no device yet.
    const login = { email: `pier-${randomUUID()}@evergraph.test`, password: 'a-long-enough-password' }
    await using driver = createClient({ url: web().graphUrl })
    await driver.register({ ...login, displayName: 'Pier' })
    const { page } = await web().open('driver', login)
    await page.goto('/settings/notifications')
    await page.evaluate(() => (Notification.requestPermission = async () => 'denied'))
    await page.getByRole('button', { name: 'Send messages to this device' }).click()
    await page.getByText('The browser forbids it.').waitFor()
    await page.getByText('None yet.').waitFor()
    await page.context().close()
  })

  test('a new version is offered and not forced: it is there after a press, and what was kept of the old one is gone', async () => {
    const folder = new URL('../../../clients/driver/dist', import.meta.url).pathname
    const files = new Map(await loadFiles(folder))
    const [script, html] = [files.get('/sw.js'), files.get('/index.html')]
    if (!script || !html) throw new Error('not built')
    const config = webConfig({ WEB_GRAPH_URL: web().graphUrl })
    let listener = listenerOf(files, config, 'driver')
    const server = createServer((request, response) => listener(request, response)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await using _server = { [Symbol.asyncDispose]: async () => void server.close().closeAllConnections() }
    const { page } = await web().open('driver')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await page.goto(`${url}/forgot-password`)
    await kept(page)
    const [before] = await cachesOf(page)
    await page.getByLabel('E-mail address').fill('half a sente')

    const version = before?.replace('evergraph-', '') ?? ''
    const newer = Buffer.from(script.plain.toString().replaceAll(version, 'newer'))
    const newerPage = Buffer.from(html.plain.toString().replace('<head>', '<head><meta name="version" content="newer" />'))
    files.set('/sw.js', { ...script, plain: newer, brotli: undefined, etag: '"newer"' })
    files.set('/index.html', { ...html, plain: newerPage, brotli: undefined, etag: '"newer page"' })
    listener = listenerOf(files, config, 'driver')
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))

    await page.getByText('A new version is there.').waitFor()
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('half a sente')
    expect(await page.locator('meta[name=version]').count()).toBe(0)
    await page.getByRole('button', { name: 'Load it' }).click()
    await page.locator('meta[name=version]').waitFor({ state: 'attached' })
    await soon(() => cachesOf(page)).toEqual(['evergraph-newer'])
    expect(await page.getByText('A new version is there.').count()).toBe(0)
    await page.context().close()
  })

  // A headless browser has no push service of its own, and nobody can press what it shows: the subscription is one of our push service, which decrypts what the
  // platform sends; from there on it is the browser's own way into the worker. The press is an event that the worker is given.
  test('a device takes messages by a press; one that is sent is shown, and leads to its page in the window that is open', async () => {
    const { page, complaints } = await web().open('driver', world.driver)
    await page.context().grantPermissions(['notifications'])
    await page.goto('/settings/notifications')
    await page.exposeFunction('subscribed', (key: string) => web().pushes.subscribe(key))
    await page.evaluate(() => {
      PushManager.prototype.subscribe = async (options) => {
        const { endpoint, p256dh, auth } = await (
          globalThis as unknown as { subscribed: (key: unknown) => Promise<{ endpoint: string; p256dh: string; auth: string }> }
        ).subscribed(options?.applicationServerKey)
        // The page reads nothing else of it.
        return { toJSON: () => ({ endpoint, keys: { p256dh, auth } }) } as unknown as PushSubscription
      }
    })
    await page.getByRole('button', { name: 'Send messages to this device' }).click()
    await page.getByText('This device gets messages.').waitFor()
    expect(await page.getByRole('button', { name: 'Remove' }).count()).toBe(1)

    // Somebody signs in from where they have not been: of that everybody is told.
    const before = web().pushes.received.length
    await using elsewhere = createClient({ url: web().graphUrl, fetch: onPhone })
    await elsewhere.signIn(world.driver)
    await soon(() => web().pushes.received.length).toBeGreaterThan(before)
    const { data } = web().pushes.received.at(-1) ?? expect.fail('no push')
    expect(data).toMatchObject({ link: '/devices' })

    await kept(page)
    await pushed(page, JSON.stringify(data))
    const shown = () =>
      page.evaluate(async () => {
        const notifications = await (await navigator.serviceWorker.ready).getNotifications()
        return notifications.map(({ title, body, tag }) => ({ title, body, tag }))
      })
    await soon(shown).toEqual([{ title: data.title, body: data.body, tag: data.id }])
    // The same once more, as a push service may: it is one message.
    const shownAt = () =>
      page.evaluate(async () => {
        const notifications = await (await navigator.serviceWorker.ready).getNotifications()
        // TypeScript's library does not have it yet.
        return notifications.map((each) => (each as Notification & { timestamp: number }).timestamp)
      })
    const first = await shownAt()
    await pushed(page, JSON.stringify(data))
    await soon(shownAt).not.toEqual(first)
    expect(await shownAt()).toHaveLength(1)
    await pressed(page)
    await page.waitForURL((url) => url.pathname === '/security')
    await soon(shown).toEqual([])

    await pushed(page, JSON.stringify({ ...data, link: 'https://elsewhere.example/' }))
    await soon(shown).toHaveLength(1)
    await pressed(page)
    await page.waitForURL((url) => url.pathname === '/notifications')

    await page.goto('/settings/notifications')
    await page.getByRole('button', { name: 'No more messages to this device' }).click()
    await page.getByRole('button', { name: 'Send messages to this device' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
}

/** Opens a page of the app and waits for what it is to show. */
async function read(page: Page, path: string, text: string): Promise<void> {
  await page.goto(path)
  await page.getByText(text).first().waitFor()
}

/** Waits until the worker keeps the app, and this page is its own. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  })

const cachesOf = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys())

/** How many answers are kept on this device. */
const answersOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('evergraph-answers')
    await new Promise((resolve) => opening.addEventListener('success', resolve, { once: true }))
    const counting = opening.result.transaction('answers').objectStore('answers').getAllKeys()
    await new Promise((resolve) => counting.addEventListener('success', resolve, { once: true }))
    opening.result.close()
    // What nobody in particular was told is nobody's.
    return (counting.result as [string, number][]).filter(([reader]) => reader !== '').length
  })

/** Asks as the browser of a phone does. */
const onPhone: typeof fetch = (url, init) => {
  const headers = new Headers(init?.headers)
  headers.set('user-agent', 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0')
  return fetch(url, { ...init, headers })
}

/** A message as the push service brings it into the worker. */
async function pushed(page: Page, data: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const registration = new Promise<string>((resolve) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find(({ isDeleted, scopeURL }) => !isDeleted && page.url().startsWith(scopeURL))
      if (found) resolve(found.registrationId)
    }),
  )
  await cdp.send('ServiceWorker.enable')
  await cdp.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registration,
    data,
  })
  await cdp.detach()
}

/** Presses the message that is shown. An event of a script has no press behind it, so a window may not come to the front by it: that is left out. */
async function pressed(page: Page): Promise<void> {
  const [worker] = page.context().serviceWorkers()
  await worker?.evaluate(async () => {
    const scope = globalThis as unknown as {
      registration: ServiceWorkerRegistration
      NotificationEvent: new (type: string, init: { notification: Notification }) => Event & { waitUntil: (work: unknown) => void }
      WindowClient: { prototype: { focus: () => Promise<unknown> } }
    }
    scope.WindowClient.prototype.focus = async () => undefined
    const [notification] = await scope.registration.getNotifications()
    if (!notification) throw new Error('nothing is shown')
    const event = new scope.NotificationEvent('notificationclick', { notification })
    event.waitUntil = () => undefined
    dispatchEvent(event)
  })
}

import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

/** What a browser gives a service worker, which Node has not. */
const ORIGIN = 'https://driver.test'
const told = new Map<string, (event: object) => void>()
const caches = new Map<string, Map<string, string>>()
const shown: { title: string; options: { data: string; tag: string } }[] = []
let network: (url: string) => Response = () => new Response('new')
let pages: { url: string; focus: () => Promise<void>; navigate: (url: string) => Promise<void> }[] = []
let went: string[] = []

const cacheOf = (name: string) => {
  const files = caches.get(name) ?? new Map<string, string>()
  caches.set(name, files)
  const pathOf = (asked: Request | string) => (typeof asked === 'string' ? asked : new URL(asked.url).pathname)
  return {
    addAll: async (all: Request[]) => void all.forEach((each) => files.set(pathOf(each), `kept ${pathOf(each)}`)),
    put: async (path: string, response: Response) => void files.set(path, await response.text()),
    match: async (path: string) => (files.has(path) ? new Response(files.get(path)) : undefined),
  }
}

beforeAll(async () => {
  vi.stubGlobal('SHELL', { version: '2', files: ['/index.html', '/assets/app.js'] })
  vi.stubGlobal('addEventListener', (name: string, hear: (event: object) => void) => void told.set(name, hear))
  vi.stubGlobal('location', new URL(ORIGIN))
  vi.stubGlobal('fetch', async ({ url }: { url: string }) => network(url))
  vi.stubGlobal(
    'Request',
    class {
      url: string
      constructor(path: string) {
        this.url = ORIGIN + path
      }
    },
  )
  vi.stubGlobal('registration', { showNotification: async (title: string, options: never) => void shown.push({ title, options }) })
  vi.stubGlobal('caches', {
    open: async (name: string) => cacheOf(name),
    keys: async () => [...caches.keys()],
    delete: async (name: string) => caches.delete(name),
  })
  vi.stubGlobal('clients', {
    claim: async () => void went.push('claimed'),
    matchAll: async () => pages,
    openWindow: async (url: string) => void went.push(`opened ${url}`),
  })
  await import('./sw.ts')
})
afterAll(() => void vi.unstubAllGlobals())
beforeEach(async () => {
  caches.clear()
  shown.length = 0
  pages = []
  went = []
  network = () => new Response('new')
  await tell('install')
})

async function tell(name: string, event: object = {}): Promise<void> {
  const works: Promise<unknown>[] = []
  told.get(name)?.({ ...event, waitUntil: (work: Promise<unknown>) => works.push(work) })
  await Promise.all(works)
}

/** What the worker answers; null where it leaves it to the network. */
async function ask(url: string, rest: { method?: string; mode?: string } = {}): Promise<string | null> {
  let answer: Promise<Response> | null = null
  await tell('fetch', {
    request: { url, method: 'GET', mode: 'cors', ...rest },
    respondWith: (given: Promise<Response>) => (answer = given),
  })
  return answer === null ? null : (await (answer as Promise<Response>)).text()
}

const away = (): Response => {
  throw new TypeError('no network')
}

test('any address of the app starts from what is kept, and so do its files', async () => {
  network = away
  expect(await ask(`${ORIGIN}/sessions/1`, { mode: 'navigate' })).toBe('kept /index.html')
  expect(await ask(`${ORIGIN}/assets/app.js`)).toBe('kept /assets/app.js')
})

test('the graph, photos and what is sent are left to the network', async () => {
  expect(await ask('https://graph.test/graphql')).toBeNull()
  expect(await ask('https://files.test/index.html', { mode: 'navigate' })).toBeNull()
  expect(await ask(`${ORIGIN}/assets/app.js`, { method: 'POST' })).toBeNull()
  expect(await ask(`${ORIGIN}/assets/map-1.js`)).toBeNull()
})

test('where the graph is comes from the network, and from what was heard last without one', async () => {
  expect(await ask(`${ORIGIN}/config.json`)).toBe('new')
  network = away
  expect(await ask(`${ORIGIN}/config.json`)).toBe('new')
  network = () => new Response('proxy', { status: 502 })
  await ask(`${ORIGIN}/config.json`)
  network = away
  expect(await ask(`${ORIGIN}/config.json`)).toBe('new')
})

test('a new version removes what the old ones kept, and nothing of its own, and has the pages that are open', async () => {
  caches.set('evergraph-1', new Map())
  await tell('activate')
  expect([...caches.keys()]).toEqual(['evergraph-2'])
  expect(went).toEqual(['claimed'])
})

test('a push is shown, whatever is in it, and the same one replaces the first', async () => {
  await tell('push', { data: { json: () => ({ id: '7', title: 'Your bill', body: '€ 12', link: '/sessions/1' }) } })
  await tell('push', { data: { json: () => JSON.parse('{') as unknown } })
  await tell('push', { data: null })
  expect(shown.map(({ title, options: { data, tag } }) => [title, data, tag])).toEqual([
    ['Your bill', '/sessions/1', '7'],
    ['Evergraph', '/notifications', 'news'],
    ['Evergraph', '/notifications', 'news'],
  ])
})

test('who presses a push is led to its page, in the window that is open if there is one', async () => {
  const press = (data: unknown) => tell('notificationclick', { notification: { data, close: () => went.push('closed') } })
  await press('/sessions/1')
  expect(went).toEqual(['closed', 'opened /sessions/1'])
  went = []
  const navigate = async (url: string) => void went.push(url)
  pages = [{ url: ORIGIN, focus: async () => void went.push('focus'), navigate }]
  await press('/sessions/1')
  await press('//elsewhere.example')
  expect(went).toEqual(['closed', 'focus', `${ORIGIN}/sessions/1`, 'closed', 'focus', `${ORIGIN}/notifications`])
})

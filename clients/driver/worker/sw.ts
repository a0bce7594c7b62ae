import type { Asked, WorkerScope } from './events.ts'
import { pathOf, toldBy } from './told.ts'

/**
 * The service worker of the driver's app. It keeps the files of the app, so that it starts without a network; it keeps nothing of the graph. A new version
 * waits until its reader wants it, or has closed all pages of the old one.
 */
// The build puts the version and its files here: see `clients/web/worker.ts`.
declare const SHELL: { version: string; files: readonly string[] }
const shell = SHELL

// A worker's global is no window; this is said once, here.
const scope = globalThis as unknown as WorkerScope

const KEPT = `evergraph-${shell.version}`

scope.addEventListener('install', (event) => event.waitUntil(keep()))
scope.addEventListener('activate', (event) => event.waitUntil(begin()))
scope.addEventListener('message', ({ data }) => {
  if (data === 'begin') void scope.skipWaiting()
})
scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  // The graph and photos are at other origins: theirs is the network's.
  if (event.request.method !== 'GET' || url.origin !== scope.location.origin) return
  if (event.request.mode === 'navigate') event.respondWith(kept('/index.html', event))
  else if (url.pathname === '/config.json') event.respondWith(newestConfig(event.request))
  else if (shell.files.includes(url.pathname)) event.respondWith(kept(url.pathname, event))
})

async function keep(): Promise<void> {
  const cache = await caches.open(KEPT)
  // Not from the browser's own cache: it may have the page of another version.
  await cache.addAll([...shell.files, '/config.json'].map((path) => new Request(path, { cache: 'no-cache' })))
}

/** Old versions go. Pages that were opened before the first worker are this one's too: without it they would not start again offline. */
async function begin(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name !== KEPT)
  await Promise.all(others.map((name) => caches.delete(name)))
  await scope.clients.claim()
}

/** The page and its files are of one version, as long as they all come from here. */
async function kept(path: string, { request }: Asked): Promise<Response> {
  const cache = await caches.open(KEPT)
  return (await cache.match(path)) ?? fetch(request)
}

/** Where the graph is may change without a new version. */
async function newestConfig(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT)
  try {
    const response = await fetch(request)
    if (response.ok) await cache.put('/config.json', response.clone())
    return response
  } catch (error) {
    const last = await cache.match('/config.json')
    if (last) return last
    throw error
  }
}

scope.addEventListener('push', (event) => {
  const { id, title, body, path } = toldBy(readable(event.data))
  // The same push again replaces the first.
  const options = { body, tag: id, data: path, icon: '/icons/any-192.png', badge: '/icons/badge-96.png' }
  event.waitUntil(scope.registration.showNotification(title, options))
})

function readable(data: { json(): unknown } | null): unknown {
  try {
    return data?.json()
  } catch {
    return null
  }
}

scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(show(pathOf(event.notification.data)))
})

/** In a page that is open already, if there is one. */
async function show(path: string): Promise<void> {
  const [open] = await scope.clients.matchAll({ type: 'window', includeUncontrolled: false })
  if (!open) return void (await scope.clients.openWindow(path))
  await open.focus()
  await open.navigate(new URL(path, scope.location.origin).href)
}

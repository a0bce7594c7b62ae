import { createStore } from '../../web/store.ts'

/** A worker of a newer version that waits to be wanted; null: there is none. */
export const newer = createStore<ServiceWorker | null>(null)

/** Has the browser keep the app, so that it starts without a network, and looks for newer versions. */
export async function register(): Promise<void> {
  // Not over plain HTTP elsewhere than on the own machine, and not in every private window.
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register('/sw.js')
  const waits = () => {
    // The first one of all replaces nothing.
    if (registration.waiting && navigator.serviceWorker.controller) newer.set(registration.waiting)
  }
  waits()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', waits))
  // An app on a phone is opened for weeks without being loaded.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined)
  })
}

/** Loads the page again, of the version that waits. Other tabs keep what they show. */
export function loadNewer(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => globalThis.location.reload(), { once: true })
  // A worker has no origin to name: it is its own origin's.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  worker.postMessage('begin')
}

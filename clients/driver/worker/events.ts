/**
 * What the app's service worker uses of its surroundings. TypeScript has them in a library of its own, whose names clash with those of pages; both would be
 * one program here.
 */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}

export interface Asked extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

interface Pushed extends Lasting {
  readonly data: { json(): unknown } | null
}

interface Clicked extends Lasting {
  readonly notification: Notification
}

interface Window {
  readonly url: string
  focus(): Promise<Window>
  navigate(url: string): Promise<Window | null>
}

interface Events {
  install: Lasting
  activate: Lasting
  fetch: Asked
  message: MessageEvent
  push: Pushed
  notificationclick: Clicked
}

export interface WorkerScope {
  readonly location: Location
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    claim(): Promise<void>
    matchAll(of: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Window[]>
    openWindow(url: string): Promise<Window | null>
  }
  skipWaiting(): Promise<void>
  addEventListener<Name extends keyof Events>(name: Name, told: (event: Events[Name]) => void): void
}

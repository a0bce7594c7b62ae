import type { WebPushInput } from '../generated/graphql.ts'

/** Why this browser gets no pushes. */
export type PushObstacle = 'unsupported' | 'denied' | 'failed'

export class NoPush extends Error {
  readonly obstacle: PushObstacle
  constructor(obstacle: PushObstacle, cause?: unknown) {
    super(`No push: ${obstacle}`, { cause })
    this.obstacle = obstacle
  }
}

export const canPush = (): boolean => 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis

/** Has the browser's push service take messages for this app, from who has this key alone. Throws NoPush. */
export async function subscribe(vapidPublicKey: string): Promise<WebPushInput> {
  if (!canPush()) throw new NoPush('unsupported')
  // Only a press of a button may ask.
  if ((await Notification.requestPermission()) !== 'granted') throw new NoPush('denied')
  try {
    const { pushManager } = await navigator.serviceWorker.ready
    const options = { userVisibleOnly: true, applicationServerKey: vapidPublicKey }
    const before = await pushManager.getSubscription()
    // One that was made for another key gets nothing any more.
    if (before && !isFor(before, vapidPublicKey)) await before.unsubscribe()
    return inputOf(await pushManager.subscribe(options))
  } catch (error) {
    throw new NoPush('failed', error)
  }
}

export async function unsubscribe(): Promise<void> {
  const subscription = await (await navigator.serviceWorker.ready).pushManager.getSubscription()
  await subscription?.unsubscribe()
}

const isFor = ({ options }: PushSubscription, key: string): boolean =>
  options.applicationServerKey !== null && base64url(options.applicationServerKey) === key

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCodePoint(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

function inputOf(subscription: PushSubscription): WebPushInput {
  const { endpoint, keys } = subscription.toJSON()
  const { p256dh, auth } = keys ?? {}
  if (!endpoint || !p256dh || !auth) throw new Error('a subscription without keys')
  return { endpoint, p256dh, auth }
}

const DEVICE = 'evergraph.device'

/** Which of its user's devices this browser is, as the platform calls it. */
export const thisDevice = {
  get: (): string | null => localStorage.getItem(DEVICE),
  set: (id: string | null): void => (id === null ? localStorage.removeItem(DEVICE) : localStorage.setItem(DEVICE, id)),
}

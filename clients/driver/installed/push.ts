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
const OWNER = 'evergraph.device-of'

/** Which of its user's devices this browser is, as the platform calls it, and whose. */
export const thisDevice = {
  get: (): string | null => localStorage.getItem(DEVICE),
  set(device: { id: string; owner: string } | null): void {
    if (device) {
      localStorage.setItem(DEVICE, device.id)
      localStorage.setItem(OWNER, device.owner)
    } else for (const key of [DEVICE, OWNER]) localStorage.removeItem(key)
  },
}

/**
 * Ends the pushes of who is here no more. The platform ends them too with their login, but hears nothing of a sign-out without a network, and this browser
 * would show the next person what they are told.
 */
export async function endPushesOfOthers(reader: string | null): Promise<void> {
  if (thisDevice.get() === null || localStorage.getItem(OWNER) === reader) return
  thisDevice.set(null)
  await unsubscribe()
}

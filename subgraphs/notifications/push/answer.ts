import { NoAnswer, retryAfterMs, type Answer } from '../wire.ts'

/** What a push says, and until when it is of use. */
export interface Push {
  /** The notification's id: one that comes twice replaces the first. */
  id: string
  kind: string
  title: string
  body: string
  /** A path of the clients; null: nowhere. */
  link: string | null
  urgency: 0 | 1 | 2
  /** How long the service keeps it for a device that is away. */
  ttlSeconds: number
}

/**
 * What became of a push at its service. GONE: the device is no more, and is removed. REFUSED: no more of use to try, but the device stays: the fault
 * is ours. LATER: nobody knows, or the service is busy.
 */
export type PushAnswer =
  | { state: 'TAKEN'; externalId: string | null }
  | { state: 'GONE'; reason: string }
  | { state: 'REFUSED'; reason: string; detail: string }
  | { state: 'LATER'; reason: string; detail: string; afterMs: number | null }

export const later = (reason: string, detail: string, afterMs: number | null = null): PushAnswer => ({
  state: 'LATER',
  reason,
  detail: detail.slice(0, 300),
  afterMs,
})

export const refused = (reason: string, detail: string): PushAnswer => ({ state: 'REFUSED', reason, detail: detail.slice(0, 300) })

/** A service that is busy or broken is asked again when it says so. */
export const busy = (answer: Answer, reason: string): PushAnswer =>
  later(reason, `It answered ${answer.status}.`, retryAfterMs(answer.header('retry-after')))

export const isBusy = (status: number): boolean => status === 429 || status >= 500

/** Has a lost answer be LATER. Anything else that is thrown is a bug. */
export async function unlessLost(send: () => Promise<PushAnswer>): Promise<PushAnswer> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof NoAnswer) return later('NO_ANSWER', error.message)
    throw error
  }
}

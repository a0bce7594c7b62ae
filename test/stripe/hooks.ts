import { createHmac } from 'node:crypto'
import type Stripe from 'stripe'
import { newId, type World } from './state.ts'

/** How hooks are sent. Probabilities are from 0 to 1. */
export interface HookHabits {
  /** Where to; null: nowhere. */
  url: string | null
  /** What they are signed with, all of them: two while a secret is rotated. */
  secrets: string[]
  /** The call that causes them is answered only after they have arrived. */
  early: number
  twice: number
  /** Sent up to `lateMs` later, so that they overtake each other. */
  late: number
  lateMs: number
  /** Signed as if six minutes ago. */
  stale: number
  /** How long until one that was not answered with 2xx is sent again; each time twice as long. Stripe goes on for three days. */
  retryMs: number
  tries: number
}

export const HABITS: HookHabits = {
  url: null,
  secrets: ['whsec_sandbox'],
  early: 0,
  twice: 0,
  late: 0,
  lateMs: 200,
  stale: 0,
  retryMs: 200,
  tries: 8,
}

export interface Hooks {
  readonly habits: HookHabits
  /** Sends an event. Resolves when it has arrived, or was given up. */
  readonly send: (event: Stripe.EventBase) => Promise<void>
  /** Whether the answer of a call waits for the hooks that it causes. */
  readonly isEarly: () => boolean
  /** Resolves when nothing is on its way. */
  readonly idle: () => Promise<void>
  readonly close: () => void
}

export function openHooks(isAway: () => boolean): Hooks {
  const habits = { ...HABITS }
  const underWay = new Set<Promise<void>>()
  const end = new AbortController()
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      end.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })

  async function deliver(event: Stripe.EventBase): Promise<void> {
    const raw = JSON.stringify(event, null, 2)
    if (chance(habits.late)) await pause(Math.random() * habits.lateMs)
    for (let tried = 0; tried < habits.tries && !end.signal.aborted; tried++) {
      if (tried > 0) await pause(habits.retryMs * 2 ** (tried - 1))
      if (habits.url === null) return
      const headers = signedHeaders(raw, habits.secrets, Date.now() - (chance(habits.stale) ? 360_000 : 0))
      const answer = isAway()
        ? null
        : await fetch(habits.url, { method: 'POST', headers, body: raw, signal: end.signal }).catch(() => null)
      await answer?.body?.cancel()
      if (answer?.ok) return
    }
  }

  const send = (event: Stripe.EventBase) => {
    if (habits.url === null) return Promise.resolve()
    const times = chance(habits.twice) ? 2 : 1
    const sent = Promise.all(Array.from({ length: times }, () => deliver(event))).then(() => void underWay.delete(sent))
    underWay.add(sent)
    return sent
  }
  return {
    habits,
    send,
    isEarly: () => chance(habits.early),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    close: () => end.abort(),
  }
}

/** What a hook comes with: `t=…,v1=…`, a `v1` for each secret. */
export function signedHeaders(raw: string, secrets: readonly string[], atMs: number): Record<string, string> {
  const t = Math.floor(atMs / 1000)
  const signatures = secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${t}.${raw}`).digest('hex')}`)
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Stripe/1.0 (SANDBOX; +https://stripe.com/docs/webhooks)',
    'stripe-signature': [`t=${t}`, ...signatures].join(','),
  }
}

/** What has happened to an object, as it is now. */
export const newEvent = (
  world: Pick<World, 'aheadMs'>,
  type: Stripe.Event.Type,
  object: { id: string },
  apiVersion: string,
): Stripe.EventBase => ({
  id: newId('evt'),
  object: 'event',
  api_version: apiVersion,
  created: Math.floor((Date.now() + world.aheadMs) / 1000),
  data: { object: structuredClone(object) },
  livemode: false,
  pending_webhooks: 1,
  request: null,
  type,
})

const chance = (probability: number): boolean => Math.random() < probability

import { byteCache } from '#lib/byte-cache.ts'

/** Answers of a subgraph, kept for a while, and asked once for all who wait. */
export interface Asked<T> {
  get(key: string): T | Promise<T>
  /** What is kept, however old. */
  kept(key: string): T | undefined
  /** Asks again where what is kept is old, or was forgotten. */
  again(key: string): Promise<T>
  /** From now on nothing that was answered before about this is believed. */
  forget(about: string): void
}

interface Entry<T> {
  value: T
  askedAt: number
  /** How much had been forgotten when it was asked for. */
  after: number
}

interface Options<T> {
  ask: (key: string) => Promise<T>
  /** How long an answer is believed; and how long one is that cannot be asked for again, because the subgraph is away. */
  freshMs: number
  graceMs: number
  /** Answers of nothing have a share of their own. So who asks for what does not exist pushes out nothing that does. */
  isNothing: (value: T) => boolean
  sizeOf: (value: T) => number
  limits: { something: number; nothing: number }
  /** What `forget` names. */
  about: (value: T, key: string) => string
}

/** How often an answer is asked for again because something was forgotten while it was on its way. */
const TRIES = 3
/** Of so many forgotten things it is known when. By then what was kept of the oldest is old anyway. */
const FORGOTTEN = 10_000

export function createAsked<T>({ ask, freshMs, graceMs, isNothing, sizeOf, limits, about }: Options<T>): Asked<T> {
  const something = byteCache<Entry<T>>(limits.something)
  const nothing = byteCache<Entry<T>>(limits.nothing)
  const asking = new Map<string, Promise<T>>()
  const forgotten = new Map<string, number>()
  let forgettings = 0

  /** What is kept and was not forgotten since. */
  const find = (key: string, ms: number): Entry<T> | undefined => {
    const entry = something.get(key) ?? nothing.get(key)
    if (!entry || Date.now() - entry.askedAt >= ms) return undefined
    return (forgotten.get(about(entry.value, key)) ?? 0) > entry.after ? undefined : entry
  }
  const fetch = async (key: string): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      const entry = { after: forgettings, askedAt: Date.now(), value: await ask(key) }
      // The answer may be of before what made us forget.
      if (entry.after !== forgettings && tries < TRIES) continue
      something.delete(key)
      nothing.delete(key)
      if (entry.after === forgettings) (isNothing(entry.value) ? nothing : something).set(key, entry, sizeOf(entry.value))
      return entry.value
    }
  }
  const again = async (key: string): Promise<T> => {
    const begun = asking.get(key) ?? fetch(key).finally(() => asking.delete(key))
    asking.set(key, begun)
    try {
      return await begun
    } catch (error) {
      const entry = find(key, graceMs)
      if (!entry) throw error
      return entry.value
    }
  }
  return {
    again,
    kept: (key) => find(key, Infinity)?.value,
    get: (key) => {
      const entry = find(key, freshMs)
      return entry ? entry.value : again(key)
    },
    forget: (what) => {
      forgettings += 1
      forgotten.delete(what)
      forgotten.set(what, forgettings)
      for (const oldest of forgotten.keys()) {
        if (forgotten.size <= FORGOTTEN) break
        forgotten.delete(oldest)
      }
    },
  }
}

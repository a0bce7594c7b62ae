/** What a client has used of its window. */
export interface Used {
  readonly points: number
  /** Milliseconds since 1970 at which the window ends and counting begins anew. */
  readonly endsAt: number
}
export interface Taken extends Used {
  /** False if the points did not fit. Then they were not counted. */
  readonly fits: boolean
}

/** The time for which points are counted. */
export interface Window {
  /** When the window ends that a client begins now. */
  readonly endOf: (now: number) => number
  /** It knows so many clients at most: with one more, the window that began first is forgotten. */
  readonly clientsKept: number
}

/** A window of a length begins with the first point that a client uses. */
export const lasting = (windowMs: number, clientsKept: number): Window => ({ endOf: (now) => now + windowMs, clientsKept })

/** A day is the same for all: it ends at midnight, UTC. */
export const daily = (clientsKept: number): Window => ({ endOf: (now) => (Math.floor(now / DAY_MS) + 1) * DAY_MS, clientsKept })
const DAY_MS = 24 * 3_600_000

/** Counts points of clients in windows. */
export interface Counts {
  /** Counts `points` more, unless that would pass `most`. */
  add(key: string, points: number, most: number): Taken | Promise<Taken>
  /** What this process knows to be used, without asking anybody. */
  known(key: string): Used | undefined
  /** So much was used, as far as others know. */
  atLeast(key: string, points: number): void
}

export interface LocalCounts extends Counts {
  add(key: string, points: number, most: number): Taken
  /** Takes over what was counted elsewhere. */
  learn(key: string, used: Used): void
}

/** Counts in this process's memory. */
export function localCounts({ endOf, clientsKept: kept }: Window): LocalCounts {
  // A Map keeps the order in which keys were put in, so the windows that end first are in front.
  const windows = new Map<string, Used>()
  const known = (key: string): Used | undefined => {
    const used = windows.get(key)
    return used && used.endsAt > Date.now() ? used : undefined
  }
  const begun = (key: string): Used => known(key) ?? { points: 0, endsAt: endOf(Date.now()) }
  const learn = (key: string, used: Used): void => {
    if (windows.get(key)?.endsAt !== used.endsAt) {
      windows.delete(key)
      for (const [first, { endsAt }] of windows) {
        if (windows.size < kept && endsAt > Date.now()) break
        windows.delete(first)
      }
    }
    windows.set(key, used)
  }
  return {
    known,
    learn,
    atLeast: (key, points) => {
      const before = begun(key)
      if (points > before.points) learn(key, { ...before, points })
    },
    add: (key, points, most) => {
      const before = begun(key)
      if (before.points + points > most) return { ...before, fits: false }
      const used = { points: before.points + points, endsAt: before.endsAt, fits: true }
      learn(key, used)
      return used
    },
  }
}

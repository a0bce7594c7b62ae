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

/** Counts points of clients in windows of one length. A client's window begins with the first that it uses. */
export interface Counts {
  /** Counts `points` more, unless that would pass `most`. */
  add(key: string, points: number, most: number): Taken | Promise<Taken>
  /** What this process knows to be used, without asking anybody. */
  known(key: string): Used | undefined
}

export interface LocalCounts extends Counts {
  add(key: string, points: number, most: number): Taken
  /** Takes over what was counted elsewhere. */
  learn(key: string, used: Used): void
}

/** Counts in this process's memory. It knows `clientsKept` clients at most: with one more, the window that began first is forgotten. */
export function localCounts({ windowMs, clientsKept: kept }: { windowMs: number; clientsKept: number }): LocalCounts {
  // A Map keeps the order in which keys were put in, so the windows that end first are in front.
  const windows = new Map<string, Used>()
  const known = (key: string): Used | undefined => {
    const used = windows.get(key)
    return used && used.endsAt > Date.now() ? used : undefined
  }
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
    add: (key, points, most) => {
      const before = known(key) ?? { points: 0, endsAt: Date.now() + windowMs }
      if (before.points + points > most) return { ...before, fits: false }
      const used = { points: before.points + points, endsAt: before.endsAt, fits: true }
      learn(key, used)
      return used
    },
  }
}

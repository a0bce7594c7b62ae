import type { ChargePointEvent, Named } from './charge-point-types.ts'

/** What happened at a station, in order, and those who wait for it. */
export interface Journal {
  events: ChargePointEvent[]
  happened: (event: ChargePointEvent) => void
  /** The first event of that name (and match), past or future. */
  waitFor: <Name extends ChargePointEvent['name']>(
    name: Name,
    match?: (event: Named<Name>) => boolean,
    timeoutMs?: number,
  ) => Promise<Named<Name>>
}

/** `happens` is told of each. */
export function createJournal(happens?: (event: ChargePointEvent) => void): Journal {
  const events: ChargePointEvent[] = []
  const watchers = new Set<() => void>()
  return {
    events,
    happened: (event) => {
      events.push(event)
      happens?.(event)
      for (const watch of watchers) watch()
    },
    waitFor: (name, match = () => true, timeoutMs = 20_000) => waitFor(events, watchers, name, match, timeoutMs),
  }
}

function waitFor<Name extends ChargePointEvent['name']>(
  events: readonly ChargePointEvent[],
  watchers: Set<() => void>,
  name: Name,
  match: (event: Named<Name>) => boolean,
  timeoutMs: number,
): Promise<Named<Name>> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = events.find((event): event is Named<Name> => event.name === name && match(event as Named<Name>))
      if (found === undefined) return
      watchers.delete(look)
      clearTimeout(timer)
      resolve(found)
    }
    const timer = setTimeout(() => {
      watchers.delete(look)
      reject(new Error(`The charge point saw no ${name} within ${timeoutMs} ms; it saw: ${events.map((e) => e.name).join(', ')}.`))
    }, timeoutMs)
    watchers.add(look)
    look()
  })
}

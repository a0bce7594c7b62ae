import { createBreaker, type Breaker } from '#lib/work/breaker.ts'
import { later, type PushAnswer } from './answer.ts'
import { PUSH_LIMITS } from './limits.ts'

/** Push services, each by itself: one that hangs costs the others nothing. */
export interface PushServices {
  /** Calls a service, unless it is left alone just now, or is so slow that more calls would only wait there. Then it is LATER at once. */
  call: (service: string, send: () => Promise<PushAnswer>) => Promise<PushAnswer>
  /** Those that are left alone because they say nothing. */
  silent: () => string[]
}

interface Service {
  breaker: Breaker
  /** When calls that are under way began, the oldest first. */
  began: Set<{ at: number }>
  /** Wakes calls that wait for room. */
  waiting: Set<() => void>
}

/** How calls of one service are held back. */
export type ServicePatience = Record<keyof typeof PUSH_LIMITS.perService, number>

/**
 * Messages of all services wait in the same few places of the channel. Without this a service that hangs would fill them for as long as a call
 * may take, over and over.
 */
export function createServices(
  patience: ServicePatience = PUSH_LIMITS.perService,
  now: () => number = () => performance.now(),
): PushServices {
  const services = new Map<string, Service>()

  const serviceOf = (name: string): Service => {
    const known = services.get(name)
    if (known) return known
    // Hosts of browsers come from clients. Those of which nothing is to be remembered are let go.
    if (services.size >= patience.services)
      for (const [other, { breaker, began }] of services) if (began.size === 0 && !breaker.isOpen()) services.delete(other)
    const made: Service = { breaker: createBreaker(patience), began: new Set(), waiting: new Set() }
    services.set(name, made)
    return made
  }

  /** Whether the oldest call under way takes so long that the service may hang. */
  const isSlow = ({ began }: Service): boolean => {
    const [oldest] = began
    return oldest !== undefined && now() - oldest.at >= patience.slowMs
  }

  /**
   * Begins a call, or waits for room as long as the service is quick: it is full only because there is much to send. Null: it is not called. Between
   * the look and the note nothing else runs, so that there are never more than may be.
   */
  async function begin(service: Service): Promise<{ at: number } | null> {
    const { breaker, began, waiting } = service
    const until = now() + patience.slowMs
    // Whoever is woken looks again: somebody may have come in between.
    while (breaker.room(began.size) === 0) {
      const leftMs = until - now()
      if (breaker.isOpen() || isSlow(service) || leftMs <= 0) return null
      const { promise, resolve } = Promise.withResolvers<void>()
      const late = setTimeout(resolve, leftMs)
      waiting.add(resolve)
      await promise
      clearTimeout(late)
      waiting.delete(resolve)
    }
    const mine = { at: now() }
    began.add(mine)
    return mine
  }

  return {
    call: async (name, send) => {
      const service = serviceOf(name)
      const mine = await begin(service)
      if (!mine) return later('SERVICE_AWAY', `${name} says nothing, or takes long. It is tried again.`)
      const { breaker, began, waiting } = service
      try {
        const answer = await send()
        if (answer.state === 'LATER' && answer.reason === 'NO_ANSWER') breaker.silent()
        else breaker.answered()
        return answer
      } finally {
        began.delete(mine)
        const [first] = waiting
        first?.()
      }
    },
    silent: () => [...services].filter(([, { breaker }]) => breaker.isOpen()).map(([name]) => name),
  }
}

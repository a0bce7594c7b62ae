/**
 * What befalls a call. UNSENT: its socket is cut before anything is done. LOST: it is done, and the socket cut instead of an answer. BROKEN:
 * nothing is done, and the answer is 500. BROKEN_DONE: it is done, and the answer is 500. BUSY: 429. REFUSED: a definite 4xx. SLOW: done, and
 * answered `ms` later. LYING: done, and the amounts of the answer are one too many.
 */
export type FaultKind = 'UNSENT' | 'LOST' | 'BROKEN' | 'BROKEN_DONE' | 'BUSY' | 'REFUSED' | 'SLOW' | 'LYING'

export interface Fault {
  kind: FaultKind
  /** Which calls, as in `POST /v1/payment_intents/:id/capture`; each `:word` stands for one part. None: every POST. */
  call?: string
  /** How many calls; 1. */
  times?: number
  /** Of so many of these calls; 1: of each. */
  probability?: number
  ms?: number
}

export interface Faults {
  add: (fault: Fault) => void
  /** What befalls this call, if anything. */
  take: (method: string, path: string) => Fault | null
  clear: () => void
}

export function openFaults(): Faults {
  let armed: (Fault & { times: number })[] = []
  return {
    add: (fault) => void armed.push({ ...fault, times: fault.times ?? 1 }),
    take(method, path) {
      const found = armed.find((fault) => meets(fault, method, path) && Math.random() < (fault.probability ?? 1))
      if (!found) return null
      found.times--
      armed = armed.filter(({ times }) => times > 0)
      return found
    },
    clear: () => void (armed = []),
  }
}

function meets({ call }: Fault, method: string, path: string): boolean {
  if (call === undefined) return method === 'POST'
  const pattern = call.replaceAll(/:\w+/g, '[^/ ]+')
  return new RegExp(`^${pattern}$`).test(`${method} ${path}`)
}

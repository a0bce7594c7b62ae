/** What a service at the wire does with its next call instead of its work. */
export interface WireFault {
  /** Answers this. */
  status?: number
  headers?: Record<string, string>
  body?: unknown
  /** Never answers. */
  hangs?: true
  /** Ends the connection, before its work or after it. */
  drops?: 'BEFORE' | 'AFTER'
}

/** Faults in the order in which they are to come, one for each call. */
export function createWireFaults() {
  const waiting: WireFault[] = []
  return {
    next: (...faults: WireFault[]) => void waiting.push(...faults),
    take: (): WireFault | undefined => waiting.shift(),
    mend: () => void waiting.splice(0),
  }
}

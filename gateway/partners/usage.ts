import { newId } from '#lib/id.ts'
import type { Log } from '#lib/log.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { lostCalls } from '../metrics.ts'
import type { AskPartners } from './keys.ts'

/** A call of a client that is over, as the partners subgraph counts it. */
export interface Call {
  clientId: string
  at: string
  /** Name of the operation; `-` if none is known. */
  operation: string
  /** Code of its first error; null if it went well. */
  code: string | null
  ms: number
  address: string | null
  requestId: string | null
}

export const RECORD_USAGE = 'mutation RecordUsage($input: RecordUsageInput!) { recordUsage(input: $input) }'

const { perReport, kept, refusedKept, addressCharacters } = GATEWAY_LIMITS.usage

/**
 * Reports what clients call. A report is sent with its number until it was taken, so nothing is counted twice. What can be lost: calls since
 * the last report if the process is killed, and calls beyond `kept` while partners is away; these are counted and said. Of a client that goes
 * on when its hour is used up, only some refusals are noted: nothing else bounds them.
 */
export function createUsage({ ask, log }: { ask: AskPartners; log: Log }) {
  const gatewayId = newId()
  let waiting: Call[] = []
  let report: { sequence: number; calls: Call[] } | null = null
  let sequence = 0
  let lost = 0
  /** How often each client was refused since calls were last sent. */
  const refused = new Map<string, number>()

  const isOneOfMany = ({ clientId, code }: Call): boolean => {
    if (code !== 'RATE_LIMITED') return false
    const before = refused.get(clientId) ?? 0
    refused.set(clientId, before + 1)
    return before >= refusedKept
  }
  /** Sends all that waits. Throws when partners cannot take it; the next time goes on with the same report. */
  const send = async (): Promise<void> => {
    // Once, and not for each report: they follow one another as long as calls come.
    refused.clear()
    for (;;) {
      if (!report && waiting.length === 0) break
      report ??= { sequence: (sequence += 1), calls: waiting.splice(0, perReport) }
      await ask(RECORD_USAGE, { input: { gatewayId, ...report } })
      report = null
    }
    if (lost > 0) log.error({ calls: lost }, 'calls of clients were not counted: partners was away for too long')
    lost = 0
  }
  return {
    note: (call: Call): void => {
      if (isOneOfMany(call)) return
      if (waiting.length < kept) return void waiting.push(within(call))
      lost += 1
      lostCalls.inc()
    },
    send,
    /** Sends what waits for the last time. */
    end: async (): Promise<void> => {
      try {
        await send()
      } catch (error) {
        const calls = lost + waiting.length + (report?.calls.length ?? 0)
        waiting = []
        log.error({ err: error, calls }, 'calls of clients were not counted: partners was away at the end')
      }
    },
  }
}

/** With an address that partners takes: a proxy of ours may hand on anything as one. */
const within = (call: Call): Call =>
  call.address !== null && call.address.length > addressCharacters ? { ...call, address: null } : call

export type Usage = ReturnType<typeof createUsage>

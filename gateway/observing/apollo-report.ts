import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Report, Trace } from '@apollo/usage-reporting-protobuf'
import { calculateReferencedFieldsByType, usageReportingSignature } from '@apollo/utils.usagereporting'
import { getOperationAST, type DocumentNode, type ExecutionResult } from 'graphql'
import { timestampOf } from '#lib/graphql/federated-trace.ts'
import type { Log } from '#lib/log.ts'
import { startRepeat } from '#lib/work/repeat.ts'
import type { Graph, PlannedOperation } from '../execution/graph.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { apolloReportsLost } from '../metrics.ts'
import { createDurations, type Durations } from './durations.ts'

const { everyMs, operations, signatureCharacters, traceBytes, waiting: mostWaiting, sendMs } = GATEWAY_LIMITS.apolloReport

/** Where reports go, and as whom. */
export interface ApolloTarget {
  readonly key: string
  readonly graphRef: string
  readonly url: string
  /** The share of operations that are measured field by field. */
  readonly traceShare: number
}

/** An operation that is over. Its variables are no part of it. */
export interface Done {
  readonly operation: PlannedOperation
  readonly document: DocumentNode
  /** Which of the document's operations it is, if there are several. */
  readonly operationName?: string | null | undefined
  readonly graph: Graph
  readonly clientName: string
  readonly clientVersion: string
  readonly ms: number
  readonly result: ExecutionResult
}

interface Counted {
  readonly clientName: string
  readonly clientVersion: string
  readonly durations: Durations
  requests: number
  failed: number
}
interface OfOperation {
  readonly fields: ReturnType<typeof calculateReferencedFieldsByType>
  readonly counted: Map<string, Counted>
  readonly traces: Uint8Array[]
}

/**
 * Reports to Apollo what is done: for each operation, by its signature (its text without values), how often, how long and how many failed; and
 * whole traces of those that were measured, as the subgraphs gave them. A report that cannot be sent waits for the next time; of many the
 * oldest are lost. Neither variables nor values of results nor messages of errors are in it, and the key is in no log.
 */
export function createApolloReport({ key, graphRef, url, traceShare }: ApolloTarget, log: Log) {
  const signatures = new WeakMap<PlannedOperation, { signature: string; fields: OfOperation['fields'] } | null>()
  const unsent: Buffer[] = []
  let current = new Map<string, OfOperation>()
  let count = 0
  let bytes = 0
  let schemaHash = ''

  /** Null where the signature is too long to be kept. */
  const signed = ({ operation, document, operationName, graph: { schema } }: Done) => {
    const known = signatures.get(operation)
    if (known !== undefined) return known
    // The whole name: the one that is cut for logs is that of no operation of the document.
    const name = getOperationAST(document, operationName)?.name?.value ?? ''
    const signature = `# ${name || '-'}\n${usageReportingSignature(document, name)}`
    const fields = () => calculateReferencedFieldsByType({ document, schema, resolvedOperationName: name || null })
    const made = signature.length > signatureCharacters ? null : { signature, fields: fields() }
    signatures.set(operation, made)
    return made
  }

  /** What is wrong with a report is not told to whoever waits for an answer: their mutation has run. */
  const note = (done: Done): void => {
    try {
      noteDone(done)
    } catch (error) {
      log.error({ err: error }, 'an operation could not be reported to Apollo')
    }
  }
  const noteDone = (done: Done): void => {
    const known = signed(done)
    if (!known) return
    const { signature, fields } = known
    const noted = current.get(signature)
    // What is one too many waits for the next report to have room.
    if (!noted && current.size >= operations) return
    const of = noted ?? { fields, counted: new Map<string, Counted>(), traces: [] }
    current.set(signature, of)
    count += 1
    schemaHash = Buffer.from(done.graph.hash, 'base64url').toString('hex')
    const { clientName, clientVersion, ms, result } = done
    const trace = traceOf(done)
    if (trace && bytes + trace.length <= traceBytes) {
      bytes += trace.length
      of.traces.push(trace)
      return
    }
    const client = `${clientName}\n${clientVersion}`
    const counted = of.counted.get(client) ?? { clientName, clientVersion, durations: createDurations(), requests: 0, failed: 0 }
    of.counted.set(client, counted)
    counted.requests += 1
    counted.durations.add(ms)
    if (result.errors) counted.failed += 1
  }

  /** Makes what was noted a report. */
  const close = async (): Promise<void> => {
    if (count === 0) return
    const [noted, operationCount] = [current, count]
    current = new Map()
    count = bytes = 0
    const report = new Report({
      header: { graphRef, agentVersion: 'evergraph', runtimeVersion: `node ${process.version}`, executableSchemaId: schemaHash },
      endTime: timestampOf(new Date()),
      operationCount,
      tracesPerQuery: Object.fromEntries(
        [...noted].map(([signature, { fields, counted, traces }]) => [
          signature,
          {
            trace: traces,
            referencedFieldsByType: fields,
            statsWithContext: [...counted.values()].map(({ clientName, clientVersion, durations, requests, failed }) => ({
              context: { clientName, clientVersion },
              queryLatencyStats: {
                latencyCount: durations.toArray(),
                requestCount: requests,
                requestsWithErrorsCount: failed,
                requestsWithoutFieldInstrumentation: requests,
              },
            })),
          },
        ]),
      ),
    })
    unsent.push(await zip(Report.encode(report).finish()))
    if (unsent.length <= mostWaiting) return
    unsent.shift()
    apolloReportsLost.inc()
  }
  const send = async (): Promise<void> => {
    await close()
    for (let body = unsent[0]; body; body = unsent[0]) {
      const headers = {
        'x-api-key': key,
        'content-encoding': 'gzip',
        'content-type': 'application/protobuf',
        accept: 'application/json',
      }
      const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body), signal: AbortSignal.timeout(sendMs) })
      await answer.body?.cancel()
      // A report that is refused is refused the next time too.
      if (answer.status >= 500) throw new Error(`Apollo answered ${answer.status}`)
      unsent.shift()
      if (answer.ok) continue
      apolloReportsLost.inc()
      log.error({ status: answer.status }, 'Apollo has refused a report')
    }
  }
  const sending = startRepeat({ what: 'reporting to Apollo', everyMs, task: send }, log)
  return {
    note,
    send,
    /** True for operations that are to be measured although nobody has asked for their trace. */
    isMeasured: (): boolean => traceShare > 0 && Math.random() < traceShare,
    [Symbol.asyncDispose]: async (): Promise<void> => {
      await sending[Symbol.asyncDispose]()
      await send().catch((error: unknown) => log.warn({ err: error }, 'the last report to Apollo was lost'))
    },
  }
}

export type ApolloReport = ReturnType<typeof createApolloReport>

const zip = promisify(gzip)

/** The trace of a measured operation, with its client. */
function traceOf({ result, clientName, clientVersion }: Done): Uint8Array | undefined {
  const ftv1 = result.extensions?.['ftv1']
  if (typeof ftv1 !== 'string') return undefined
  const trace = Trace.decode(Buffer.from(ftv1, 'base64'))
  return Trace.encode(Object.assign(trace, { clientName, clientVersion })).finish()
}

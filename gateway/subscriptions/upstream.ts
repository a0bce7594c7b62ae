import type { Log } from '#lib/log.ts'
import { refusal } from '../errors.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { headersFor, type OperationContext } from '../subgraphs/data-source.ts'
import type { Stream, Transport } from '../subgraphs/transport.ts'
import { serverSentEvents } from './sse.ts'

/** What is asked of a subgraph. */
export interface Source {
  subgraph: string
  transport: Transport
  body: string
  context: OperationContext
  /** It must begin within the time in which a query must be answered. */
  timeoutMs: number
  log: Log
}

/** One event of a subgraph's stream, as it came. */
export interface Told {
  readonly text: string
  readonly status: number
}

/**
 * The events of a subgraph's stream, one for each time that it is asked. Throws the refusal that its readers are told: the subgraph is late
 * or has broken off. `gone` closes it.
 */
export async function* toldBy(source: Source, gone: AbortController): AsyncGenerator<Told, void, void> {
  const { subgraph, log } = source
  try {
    const { status, contentType, chunks } = await begun(source, gone)
    if (!contentType.startsWith('text/event-stream')) throw new Error(`status ${status}, ${contentType} instead of a stream`)
    for await (const { event, data } of serverSentEvents(chunks, GATEWAY_LIMITS.eventBytes)) {
      if (event === 'complete') return
      if (event === 'next') yield { text: data, status }
    }
    throw new Error('the stream ended without its complete event')
  } catch (error) {
    if (gone.signal.aborted) throw gone.signal.reason
    log.warn({ err: error, subgraph }, 'an event stream broke')
    throw refusal('SUBGRAPH_UNAVAILABLE', `The ${subgraph} service broke the stream off. Subscribe again.`)
  }
}

async function begun({ subgraph, transport, body, context, timeoutMs }: Source, gone: AbortController): Promise<Stream> {
  const late = () => gone.abort(refusal('SUBGRAPH_TIMEOUT', `The ${subgraph} service did not answer in time.`))
  const timer = setTimeout(late, timeoutMs)
  try {
    const headers = headersFor(context, await context.principal.header(subgraph), 'text/event-stream')
    return await transport.stream(body, headers, gone.signal)
  } finally {
    clearTimeout(timer)
  }
}

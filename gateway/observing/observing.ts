import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Log } from '#lib/log.ts'
import type { Principal } from '../caller.ts'
import type { PlannedOperation } from '../execution/graph.ts'
import { operationSeconds, refusals } from '../metrics.ts'
import { CLIENT_NAME_HEADER, clientName, createNames, OTHER } from './names.ts'

/** What is noted of one operation while it runs. */
export interface Observation {
  readonly startedAt: number
  readonly client: string
  operation?: PlannedOperation
  code?: string
  /** Results of a subscription. */
  events?: number
  /** Bytes that its connection had carried before. */
  bytesBefore?: number
}

/** What an operation's context has for us. A socket's operations have no response. */
export interface Observed {
  observation?: Observation
  principal?: Principal
  req?: IncomingMessage
  res?: ServerResponse
}

type Results = AsyncGenerator<ExecutionResult, void, void>
type Begun = Results | ExecutionResult

const histogramOf = createNames({
  make: (operation, client) => operationSeconds.labels({ operation, client }),
  forget: (operation, client) => operationSeconds.remove({ operation, client }),
})

/**
 * Notes what is done for whom: how long it took, by operation and client; refusals, by code; and, if it is wanted, a line of the log for each
 * operation. Neither variables nor tokens are ever noted.
 */
export function createObserving(options: {
  log: Log
  accessLog: boolean
  /** Is told of each operation, or what was sent as one, when its answer is known. */
  called?: (context: Observed) => void
}) {
  const { log, accessLog, called = () => undefined } = options
  const begin = (context: Observed): Observation =>
    (context.observation ??= { startedAt: performance.now(), client: clientName(context.req?.headers[CLIENT_NAME_HEADER]) })

  const writeLine = ({ observation, principal, req, res }: Observed) => {
    if (!observation) return
    const { operation, client, code = null, startedAt, events, bytesBefore } = observation
    const sent = res && req && bytesBefore !== undefined && { status: res.statusCode, bytes: req.socket.bytesWritten - bytesBefore }
    const ms = Math.round((performance.now() - startedAt) * 10) / 10
    const what = { operation: operation?.name, kind: operation?.kind, client, caller: principal?.caller.kind, code, ms }
    log.info({ ...what, ...(events !== undefined && { events }), ...sent }, 'operation')
  }

  const noteTime = ({ observation, principal }: Observed) => {
    if (!observation?.operation || observation.operation.kind === 'subscription') return
    const { operation, client, startedAt } = observation
    const signedIn = principal !== undefined && principal.caller.kind !== 'anonymous'
    histogramOf(operation.name, client, signedIn).observe((performance.now() - startedAt) / 1000)
  }

  const noteErrors = (observation: Observation | undefined, errors: readonly { extensions?: object }[]) => {
    for (const error of errors) refusals.inc({ code: codeOf(error) })
    if (observation && errors[0]) observation.code ??= codeOf(errors[0])
  }

  const plugin: Plugin<object, Observed> = {
    onRequest: ({ serverContext }) => {
      const observation = begin(serverContext)
      const { req, res } = serverContext
      if (!accessLog || !req || !res) return
      observation.bytesBefore = req.socket.bytesWritten
      res.once('close', () => (observation.operation || observation.code) && writeLine(serverContext))
    },
    onResultProcess: ({ result, serverContext }) => {
      if ('errors' in result && result.errors) noteErrors(serverContext.observation, result.errors)
    },
    onResponse: ({ serverContext, response: { status } }) => {
      const { observation } = serverContext
      if (observation && status >= 400 && observation.code === undefined)
        noteErrors(observation, [{ extensions: { code: BY_STATUS[status] ?? 'BAD_REQUEST' } }])
      noteTime(serverContext)
      if (observation?.operation || observation?.code !== undefined) called(serverContext)
    },
  }

  return {
    plugin,
    /** The operation is known. */
    planned: (context: Observed, operation: PlannedOperation) => void (begin(context).operation = operation),
    /** Executes a query or mutation. Over HTTP the plugin notes its end, with the answer. */
    async executed(context: Observed, run: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
      if (context.observation) return run()
      const observation = begin(context)
      const result = await run()
      if (result.errors) noteErrors(observation, result.errors)
      noteTime(context)
      called(context)
      if (accessLog) writeLine(context)
      return result
    },
    /** Runs a subscription: counts its results, and its refusals at any time. */
    subscribed(context: Observed, run: () => Begun | Promise<Begun>): Begun | Promise<Begun> {
      const overHttp = context.observation !== undefined
      const observation = begin(context)
      const ended = () => void (accessLog && !overHttp && writeLine(context))
      const noted = ({ errors }: ExecutionResult) => {
        observation.events = (observation.events ?? 0) + 1
        if (errors) noteErrors(observation, errors)
      }
      const begun = (results: Begun): Begun => {
        if (!overHttp && 'next' in results) called(context)
        if ('next' in results) return observed(results, { ended, noted })
        // Over HTTP the plugin notes it.
        if (!overHttp) {
          noteErrors(observation, results.errors ?? [])
          called(context)
        }
        ended()
        return results
      }
      const results = run()
      return results instanceof Promise ? results.then(begun) : begun(results)
    },
    /** What a socket refuses before it is an operation. */
    refused: (errors: readonly { extensions?: object }[], context: Observed) => {
      noteErrors(begin(context), errors)
      called(context)
    },
  }
}

export type Observing = ReturnType<typeof createObserving>

function observed(results: Results, hooks: { noted: (result: ExecutionResult) => void; ended: () => void }): Results {
  let over = false
  const end = () => {
    if (!over) hooks.ended()
    over = true
  }
  const note = (next: IteratorResult<ExecutionResult, void>) => {
    if (next.done === true) end()
    else hooks.noted(next.value)
    return next
  }
  return {
    next: () => results.next().then(note),
    throw: (error) => results.throw(error),
    return: () => {
      end()
      return results.return()
    },
    [Symbol.asyncIterator]() {
      return this
    },
    [Symbol.asyncDispose]: async function () {
      await this.return()
    },
  }
}

/** What is refused before it is read as an operation has a status alone. */
const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  413: 'BODY_TOO_LARGE',
  429: 'RATE_LIMITED',
  500: 'INTERNAL_SERVER_ERROR',
}

const codes = new Set<string>()
const MOST_CODES = 300
/** Codes are the platform's own, but a subgraph that errs must not fill the memory. */
function codeOf({ extensions }: { extensions?: object }): string {
  const code = extensions && 'code' in extensions ? extensions.code : undefined
  // What graphql-js finds at validation has none over sockets.
  if (code === undefined) return 'GRAPHQL_VALIDATION_FAILED'
  if (typeof code !== 'string' || !/^[A-Z][A-Z\d_]{1,40}$/.test(code)) return OTHER
  if (!codes.has(code) && codes.size >= MOST_CODES) return OTHER
  codes.add(code)
  return code
}

import type { ServerResponse } from 'node:http'
import type { App, Degradable } from './app.ts'
import { LIMITS } from '../limits.ts'
import type { Log } from '../log.ts'
import { metrics } from '../metrics.ts'
import { json, serve } from './server.ts'

/** Where a process answers those who run it. */
export interface InternalAddress {
  host: string
  port: number
}

/**
 * Opens the internal port: `/ready`, `/metrics` (Prometheus), `/health`. `/ready` answers 503 with the reasons while a dependency does not
 * answer, and while the process ends; what is degraded is told beside it. The port is not for the public: it names what the platform needs,
 * and asking costs work. After disposal has begun it says "draining" until the rest has ended.
 */
export async function withInternalPort<T extends AsyncDisposable>(
  running: T,
  app: Pick<App, 'ready'> & Degradable,
  { host, port, log }: InternalAddress & { log: Log },
): Promise<T & { readonly internalUrl: string }> {
  let draining = false
  const state = kept(() => {
    const fault = (error: unknown) => ({ app: String(error) })
    return Promise.all([app.ready().catch(fault), app.degraded?.().catch(fault)])
  }, LIMITS.http.readyMs)
  const server = await serve({
    listener: (request, response) => {
      const path = request.url?.split('?', 1)[0]
      if (path === '/ready') void state().then((found) => answerReady(response, found, draining))
      else if (path === '/metrics') void answerMetrics(response, log)
      else json(response, 404, { error: 'Here are /ready, /metrics and /health.' })
    },
    host,
    port,
    log: log.child({ internal: true }),
  }).catch(async (error: unknown) => {
    await running[Symbol.asyncDispose]()
    throw error
  })
  return {
    ...running,
    internalUrl: server.url,
    [Symbol.asyncDispose]: async () => {
      draining = true
      await running[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

type Sentences = Awaited<ReturnType<App['ready']>>

function answerReady(
  response: ServerResponse,
  [dependencies, degraded]: readonly [Sentences, Sentences | undefined],
  draining: boolean,
): void {
  const ready = !draining && Object.values(dependencies).every((fault) => fault === null)
  const fine = Object.values(degraded ?? {}).every((sentence) => sentence === null)
  const status = draining ? 'draining' : !ready ? 'not ready' : fine ? 'ready' : 'degraded'
  json(response, ready ? 200 : 503, { status, dependencies, ...(degraded && { degraded }) })
}

async function answerMetrics(response: ServerResponse, log: Log): Promise<void> {
  try {
    const text = await metrics.metrics()
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
  } catch (error) {
    log.error({ err: error }, 'the metrics could not be read')
    json(response, 500, { error: 'The metrics could not be read; the log says why.' })
  }
}

/** Work whose result is good for a while. It is done once in that time, however many ask and however slow it is. */
function kept<T>(work: () => Promise<T>, milliseconds: number): () => Promise<T> {
  let last: Promise<T> | undefined
  return () =>
    (last ??= work().finally(() => {
      setTimeout(() => (last = undefined), milliseconds).unref()
    }))
}

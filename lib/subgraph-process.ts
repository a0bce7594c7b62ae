import type { RequestListener } from 'node:http'
import type { App } from './app.ts'
import { withInternalPort, type InternalAddress } from './internal.ts'
import type { Log } from './log.ts'
import { serve } from './server.ts'

/** A subgraph's process: its app over HTTP, and its internal port. Disposing it lets running requests finish, then closes the app. */
export async function serveSubgraph(
  app: App & { listener: RequestListener },
  { host, port, internal }: { host: string; port: number; internal: InternalAddress },
  log: Log,
  options: { requestTimeoutMs?: number } = {},
): Promise<AsyncDisposable> {
  const server = await serve({ listener: app.listener, host, port, log, ...options })
  const running = {
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      await app[Symbol.asyncDispose]()
    },
  }
  return withInternalPort(running, app, { ...internal, log })
}

import { serve, type HttpServer } from '#lib/process/server.ts'
import type { Log } from '#lib/log.ts'
import type { GatewayApp } from './app.ts'

/** Serves the gateway over HTTP and WebSocket. Disposing it ends the streams with their reason, lets running queries finish, then closes the app. */
export async function serveGateway(
  app: GatewayApp,
  { host, port, log }: { host: string; port: number; log: Log },
): Promise<HttpServer> {
  const server = await serve({ listener: app.listener, host, port, log })
  server.http.on('upgrade', (request, socket, head) => {
    try {
      app.upgrade(request, socket, head)
    } catch (error) {
      // If an emitter's listener throws, the process ends.
      log.error({ err: error }, 'an upgrade failed')
      socket.destroy()
    }
  })
  return {
    ...server,
    [Symbol.asyncDispose]: async () => {
      const drained = server[Symbol.asyncDispose]()
      await app.endStreams()
      await drained
      await app[Symbol.asyncDispose]()
    },
  }
}

import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { LIMITS } from '../limits.ts'
import type { Log } from '../log.ts'

export interface HttpServer extends AsyncDisposable {
  readonly http: Server
  readonly port: number
  readonly url: string
}

/** Certificate and key as PEM. With `clientCa`, clients are asked for a certificate of that authority. They may come without one. */
export interface Tls {
  key: string
  certificate: string
  clientCa?: string | undefined
}

/**
 * Serves HTTP: `/health` says that the process lives, `listener` answers everything else. Disposing it lets running requests finish for
 * `LIMITS.http.drainMs`, then cuts them.
 */
export async function serve(options: {
  listener?: RequestListener
  host: string
  port: number
  tls?: Tls | undefined
  log: Log
  /** How long a request may take to arrive; `LIMITS.http.requestTimeoutMs` by default. */
  requestTimeoutMs?: number
  /** Cuts connections through which nothing has come for so long. For listeners that answer at once: an answer that takes longer would be cut, too. */
  stalledMs?: number
  /** How many may be connected; one more is hung up on. As many as the system lets by default. */
  connections?: number
}): Promise<HttpServer> {
  const { listener, host, tls, log } = options
  const headers = [...Object.entries(SECURITY_HEADERS), ...(tls ? [HSTS] : [])]
  const inLine = new WeakMap<Socket, number>()
  const answer: RequestListener = (request, response) => {
    const { socket } = request
    // No browser and no proxy asks again before it is answered. Each request that waits costs some kB, and one packet has thousands of them.
    const waiting = response.socket === null ? (inLine.get(socket) ?? 0) + 1 : 0
    inLine.set(socket, waiting)
    if (waiting > LIMITS.http.pipelined) return void socket.destroy()
    for (const [name, value] of headers) response.setHeader(name, value)
    if (request.url?.split('?', 1)[0] === '/health') return json(response, 200, { status: 'alive' })
    if (!listener) return json(response, 404, { error: 'There is nothing here.' })
    return listener(request, response)
  }
  const http = tls ? createTlsServer(tlsOptions(tls), answer) : createServer(answer)
  http.headersTimeout = LIMITS.http.headersTimeoutMs
  http.requestTimeout = options.requestTimeoutMs ?? LIMITS.http.requestTimeoutMs
  http.keepAliveTimeout = LIMITS.http.keepAliveMs
  if (options.stalledMs !== undefined) http.timeout = options.stalledMs
  if (options.connections !== undefined) http.maxConnections = options.connections
  await listen(http, host, options.port)
  const { port } = http.address() as AddressInfo
  const url = `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
  log.info({ url }, 'listening')
  return {
    http,
    port,
    url,
    [Symbol.asyncDispose]: () => close(http),
  }
}

/**
 * What every answer says to browsers. These are answers of a machine: they are no pages, run nothing, are shown in nobody's frame and tell no
 * other site where a reader came from. A page of ours (the explorer) says its own policy instead.
 */
const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  // Photos are shown by web clients of another origin.
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

/** Browsers take it over TLS alone. A proxy that ends TLS in front of us says it itself. */
const HSTS = ['strict-transport-security', 'max-age=31536000'] as const

const tlsOptions = ({ key, certificate, clientCa }: Tls) => ({
  key,
  cert: certificate,
  minVersion: 'TLSv1.2' as const,
  ...(clientCa ? { ca: clientCa, requestCert: true, rejectUnauthorized: false } : {}),
})

async function listen(http: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  http.once('error', (error: NodeJS.ErrnoException) =>
    reject(
      error.code === 'EADDRINUSE'
        ? new Error(
            `Port ${port} of ${host} is taken. Stop what listens there, or set another port (GATEWAY_PORT, OCPP_PORT, INTERNAL_PORT, …)`,
            { cause: error },
          )
        : error,
    ),
  )
  http.listen({ port, host, backlog: LIMITS.http.backlog }, resolve)
  await promise
}

async function close(http: Server): Promise<void> {
  const closed = Promise.withResolvers<void>()
  http.close(() => closed.resolve())
  // A kept-alive connection becomes idle only when its last answer is out.
  const idle = setInterval(() => http.closeIdleConnections(), 50)
  const late = setTimeout(() => http.closeAllConnections(), LIMITS.http.drainMs)
  await closed.promise
  clearInterval(idle)
  clearTimeout(late)
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body))
}

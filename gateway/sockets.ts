import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { GraphQLError, type ExecutionArgs } from 'graphql'
import { CloseCode } from 'graphql-ws'
import { useServer, type Extra } from 'graphql-ws/use/ws'
import { WebSocketServer, type WebSocket } from 'ws'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { withRequestId, type Log } from '#lib/log.ts'
import { GRAPHQL_PATH } from '#lib/subgraph.ts'
import { hasExpired, type Session, type Sessions } from './caller.ts'
import type { GatewayConfig } from './config.ts'
import { refusal } from './errors.ts'
import type { GatewayYoga } from './http.ts'
import { sockets } from './metrics.ts'

/** Close codes beyond those of graphql-transport-ws. Clients of that protocol connect anew after both. */
export const CLOSE = {
  tokenExpired: { code: 4440, reason: 'Token expired' },
  goingAway: { code: 1001, reason: 'Going away' },
} as const

export interface Sockets extends AsyncDisposable {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

interface SocketExtra extends Record<PropertyKey, unknown> {
  session: Session
  operations: ReadonlyMap<string, unknown>
}

/**
 * graphql-transport-ws at the graph's path. The access token comes as `authorization` in the payload of connection_init; a bad
 * one closes with 4401, one that ends while the socket is open with 4440.
 */
export function createSockets(deps: {
  yoga: GatewayYoga
  sessions: Sessions
  config: Pick<GatewayConfig, 'origins'>
  log: Log
}): Sockets {
  const { yoga, sessions, config, log } = deps
  const server = new WebSocketServer({ noServer: true, maxPayload: LIMITS.http.bodyBytes })
  server.on('connection', (socket) => {
    sockets.inc()
    // graphql-ws adds a listener after us that writes to the console whatever a client does wrong with its frames; `ws` closes the
    // socket by itself, with the right code.
    process.nextTick(() => {
      socket.removeAllListeners('error')
      socket.on('error', (error) => log.info({ err: error }, 'a socket failed'))
    })
    socket.once('close', () => sockets.dec())
  })
  const running = useServer<Record<string, unknown>, SocketExtra>(
    {
      isProd: true,
      connectionInitWaitTimeout: LIMITS.gateway.connectionInitMs,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          const session = await sessions.of(bearerOf(connectionParams))
          extra.session = session
          closeAtExpiry(extra.socket, session)
          return true
        } catch {
          extra.socket.close(CloseCode.Unauthorized, 'Unauthorized')
          // The socket is closing: what is returned here is never sent.
          return true
        }
      },
      onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
        if (Object.keys(subscriptions).length > LIMITS.gateway.subscriptionsPerSocket)
          return [
            refusal(
              'TOO_MANY_SUBSCRIPTIONS',
              `A socket carries at most ${LIMITS.gateway.subscriptionsPerSocket} operations at once.`,
            ),
          ]
        return argsOf(yoga, extra, payload)
      },
      execute: (args) => rootOf(args).execute(args),
      subscribe: (args) => rootOf(args).subscribe(args),
    },
    server,
  )
  return {
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      // Not by URL: it throws for targets that HTTP lets through, such as `//`.
      if (request.url?.split('?', 1)[0] !== GRAPHQL_PATH) return refuse(socket, '404 Not Found')
      if (!originAllowed(request.headers.origin, config.origins)) return refuse(socket, '403 Forbidden')
      server.handleUpgrade(request, socket, head, (ws) => server.emit('connection', ws, request))
    },
    [Symbol.asyncDispose]: async () => {
      await running.dispose()
    },
  }
}

interface Root {
  execute: (args: ExecutionArgs) => never
  subscribe: (args: ExecutionArgs) => never
}

const rootOf = (args: ExecutionArgs): Root => args.rootValue as Root

/** The operation through the same parsing, limits, validation and execution as over HTTP. */
async function argsOf(
  yoga: GatewayYoga,
  { request, session }: Extra & Partial<SocketExtra>,
  params: { query: string; operationName?: string | null | undefined; variables?: Record<string, unknown> | null | undefined },
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const enveloped = yoga.getEnveloped({ req: request, session, params })
  try {
    const document = enveloped.parse(params.query)
    const errors = enveloped.validate(enveloped.schema, document)
    if (errors.length > 0) return errors as GraphQLError[]
    // One id per operation: a socket lives long.
    const inRequest = <T>(run: () => T): T => withRequestId(newId(), run)
    return {
      schema: enveloped.schema,
      document,
      operationName: params.operationName ?? null,
      variableValues: params.variables ?? {},
      contextValue: await enveloped.contextFactory(),
      rootValue: {
        execute: (args: ExecutionArgs) => inRequest(() => enveloped.execute(args)),
        subscribe: (args: ExecutionArgs) => inRequest(() => enveloped.subscribe(args)),
      },
    }
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}

function bearerOf(params: Readonly<Record<string, unknown>> | undefined): string | null | undefined {
  const given = params?.['authorization'] ?? params?.['Authorization']
  // Anything but a string is no bearer value, and is refused as such rather than taken for anonymous.
  return given === undefined || given === null || typeof given === 'string' ? given : 'malformed'
}

function closeAtExpiry(socket: WebSocket, session: Session): void {
  if (session.expiresAt === null) return
  const check = () => {
    if (hasExpired(session)) socket.close(CLOSE.tokenExpired.code, CLOSE.tokenExpired.reason)
    else timer = next()
  }
  // A timer holds at most 2^31 ms.
  const next = () => setTimeout(check, Math.min((session.expiresAt ?? 0) - Date.now(), 2 ** 31 - 1))
  let timer = next()
  socket.once('close', () => clearTimeout(timer))
}

/** Browsers ask nobody before they open a socket, so the server must look. */
const originAllowed = (origin: string | undefined, allowed: readonly string[]): boolean =>
  origin === undefined || allowed.includes('*') || allowed.includes(origin)

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ExecutionArgs, GraphQLError } from 'graphql'
import { CloseCode, type SubscribePayload } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer, type WebSocket } from 'ws'
import { clientAddress, exactAddress } from '#lib/client-address.ts'
import { LIMITS } from '#lib/limits.ts'
import { acceptRequestId, withRequestId, type Log } from '#lib/log.ts'
import { GRAPHQL_PATH, REQUEST_ID_HEADER } from '#lib/graphql/subgraph.ts'
import { hasExpired, type Principal, type Principals } from '../caller.ts'
import type { GatewayConfig } from '../config.ts'
import { publicError, refusal } from '../errors.ts'
import type { Observing } from '../observing/observing.ts'
import type { Params, Persisted } from '../persisted/persisted.ts'
import { VERSION_HEADERS, type GatewayYoga } from './http.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { sockets } from '../metrics.ts'
import { shareOfAddress, shareOfCaller, type Held, type Leave, type Share } from '../limiting/held.ts'
import type { Counted, RequestLimits } from '../limiting/requests.ts'
import { forwardedOf, type Forwarded } from '../subgraphs/forwarding.ts'
import { weightOf } from './weight.ts'

/** Close codes beyond those of graphql-transport-ws. Its clients reconnect after them. */
export const CLOSE = {
  tokenExpired: { code: 4440, reason: 'Token expired' },
  /** The caller has as many sockets as one may. Close others first. */
  tooMany: { code: 4441, reason: 'Too many sockets' },
  goingAway: { code: 1001, reason: 'Going away' },
} as const

export interface Sockets extends AsyncDisposable {
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

interface SocketDeps {
  /** Of the graph as it is now. */
  yoga: () => GatewayYoga
  observing: Observing
  principals: Principals
  held: Held
  /** Null if requests are not counted. */
  requests: RequestLimits | null
  persisted: Persisted
  config: Pick<GatewayConfig, 'origins' | 'proxies' | 'forwardHeaders'>
  log: Log
}

interface SocketExtra extends Record<PropertyKey, unknown> {
  request: IncomingMessage
  principal: Principal
  traceparent: string | undefined
  /** The client's network address. */
  address: string | undefined
  exactAddress: string | undefined
  /** The version that the client has named in connection_init. */
  version: string | undefined
  forwarded: Forwarded | undefined
  operations: ReadonlyMap<string, unknown>
}

/**
 * graphql-transport-ws at the graph's path. The access token comes as `authorization` in the payload of connection_init. A bad one closes
 * with 4401, one that ends while the socket is open with 4440. An operation may bring its own token, `x-request-id` and `traceparent` in
 * its `extensions`: explorers do, whose users change the token while the socket stays.
 */
export function createSockets(deps: SocketDeps): Sockets {
  const { principals, config, log, held } = deps
  const server = new WebSocketServer({ noServer: true, maxPayload: LIMITS.http.bodyBytes })
  server.on('connection', (socket) => {
    sockets.inc()
    // graphql-ws adds a listener after us that writes every fault of a client's frames to the console. `ws` closes the socket by itself,
    // with the right code.
    process.nextTick(() => {
      socket.removeAllListeners('error')
      socket.on('error', (error) => log.info({ err: error }, 'a socket failed'))
    })
    socket.once('close', () => sockets.dec())
  })
  const running = useServer<Record<string, unknown>, SocketExtra>(
    {
      isProd: true,
      connectionInitWaitTimeout: GATEWAY_LIMITS.connectionInitMs,
      onConnect: async ({ connectionParams, extra }) => {
        if (weightOf(connectionParams, GATEWAY_LIMITS.heldBytes) > GATEWAY_LIMITS.heldBytes) {
          extra.socket.close(CloseCode.BadRequest, 'The payload is too large')
          return true
        }
        try {
          const principal = await principals.of(bearerIn(connectionParams), () => exactAddress(extra.request, config.proxies))
          const leave = await held.take([shareOfCaller('sockets', principal.caller, GATEWAY_LIMITS.socketsPerCaller)])
          if (typeof leave !== 'function') {
            extra.socket.close(CLOSE.tooMany.code, CLOSE.tooMany.reason)
            return true
          }
          // It may have closed while the token was checked.
          if (extra.socket.readyState === extra.socket.CLOSED) leave()
          else extra.socket.once('close', leave)
          extra.principal = principal
          extra.address = clientAddress(extra.request, config.proxies)
          extra.exactAddress = exactAddress(extra.request, config.proxies)
          extra.version = VERSION_HEADERS.map((name) => stringOf(headerIn(connectionParams, name))).find(Boolean)
          extra.forwarded = forwardedOf(config.forwardHeaders, (name) => extra.request.headers[name])
          extra.traceparent = traceparentIn(connectionParams) ?? traceparentIn(extra.request.headers)
          closeAtExpiry(extra.socket, principal)
          closeWhenDenied(extra.socket, principal)
          return true
        } catch {
          extra.socket.close(CloseCode.Unauthorized, 'Unauthorized')
          // The socket is closing: what is returned here is never sent.
          return true
        }
      },
      onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
        // A client may go on talking while its socket closes. Then there is no valid caller any more.
        if (extra.socket.readyState !== extra.socket.OPEN) return [refusal('UNAUTHENTICATED', 'The socket is closing.')]
        if (Object.keys(subscriptions).length > GATEWAY_LIMITS.subscriptionsPerSocket)
          return [
            refusal(
              'TOO_MANY_SUBSCRIPTIONS',
              `A socket carries at most ${GATEWAY_LIMITS.subscriptionsPerSocket} operations at once.`,
            ),
          ]
        const args = await argsOf(deps, extra, payload)
        if (!('schema' in args))
          deps.observing.refused(args, { ...(extra.principal && { principal: extra.principal }), req: extra.request })
        return args
      },
      execute: (args) => rootOf(args).execute(args),
      subscribe: (args) => rootOf(args).subscribe(args),
    },
    server,
  )
  const open = (taken: Leave | Share, request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (typeof taken !== 'function') return refuse(socket, '429 Too Many Requests')
    // It may have closed while it was counted.
    if (socket.destroyed) return taken()
    socket.once('close', taken)
    server.handleUpgrade(request, socket, head, (ws) => {
      readWhileRead(ws, socket)
      server.emit('connection', ws, request)
    })
  }
  return {
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      // URL is not used: it throws for targets that HTTP lets through, such as `//`.
      if (request.url?.split('?', 1)[0] !== GRAPHQL_PATH) return refuse(socket, '404 Not Found')
      if (!originAllowed(request.headers.origin, config.origins)) return refuse(socket, '403 Forbidden')
      const taken = held.take([shareOfAddress('sockets', clientAddress(request, config.proxies), GATEWAY_LIMITS.socketsPerAddress)])
      if (!(taken instanceof Promise)) return open(taken, request, socket, head)
      taken
        .then((each) => open(each, request, socket, head))
        .catch((error: unknown) => {
          log.error({ err: error }, 'an upgrade failed')
          socket.destroy()
        })
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

/** Takes the operation through the same parsing, limits, validation and execution as over HTTP. */
async function argsOf(
  { yoga, principals, requests, persisted, log }: SocketDeps,
  socket: Partial<SocketExtra>,
  payload: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  let counted: Counted | undefined
  // What ends before it runs counts too.
  const refuse = async (errors: readonly GraphQLError[]) => {
    await counted?.settle()
    return errors
  }
  const { address, forwarded } = socket
  try {
    const { extensions } = payload
    const own = headerIn(extensions, 'authorization')
    if (own) counted = requests?.begin(principals.anonymous, address)
    const principal = own ? await principals.of(bearerIn(extensions), () => socket.exactAddress) : socket.principal
    counted = principal && requests?.begin(principal, address)
    const refused = counted?.refused()
    if (refused) return [refused]
    if (!principal) throw new Error('an operation came before its socket had a caller')
    const version = VERSION_HEADERS.map((name) => stringOf(headerIn(extensions, name))).find(Boolean) ?? socket.version
    const params = await persisted.resolve(payload as Params, principal, version)
    const traceparent = traceparentIn(extensions) ?? socket.traceparent
    // One id per operation: a socket lives long.
    const id = acceptRequestId(stringOf(headerIn(extensions, REQUEST_ID_HEADER)))
    const inRequest = <T>(run: () => T): T => withRequestId(id, run)
    const enveloped = yoga().getEnveloped({ req: socket.request, principal, address, forwarded, counted, traceparent, params })
    const document = enveloped.parse(params.query)
    const errors = enveloped.validate(enveloped.schema, document)
    if (errors.length > 0) return await refuse(errors as GraphQLError[])
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
    return refuse([publicError(error, log)])
  }
}

type Payload = Readonly<Record<string, unknown>> | null | undefined

/**
 * What a payload says instead of a header: by itself or, as explorers do, among `headers`. The name may be in any case, as with headers.
 */
function headerIn(payload: Payload, name: string): unknown {
  const among = payload?.['headers']
  const all = [...Object.entries(payload ?? {}), ...(typeof among === 'object' && among ? Object.entries(among) : [])]
  return all.find(([key]) => key.toLowerCase() === name)?.[1]
}

function bearerIn(payload: Payload): string | null {
  const given = headerIn(payload, 'authorization') ?? null
  // Anything but a string is refused as a bad bearer value. It must not count as anonymous.
  return given === null ? null : (stringOf(given) ?? 'malformed')
}

/** W3C Trace Context. Text of another form must not become a header. */
function traceparentIn(payload: Payload): string | undefined {
  const given = stringOf(headerIn(payload, 'traceparent'))
  return given && /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/.test(given) ? given : undefined
}

const stringOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function closeAtExpiry(socket: WebSocket, principal: Principal): void {
  if (principal.expiresAt === null) return
  const check = () => {
    if (hasExpired(principal)) socket.close(CLOSE.tokenExpired.code, CLOSE.tokenExpired.reason)
    else timer = next()
  }
  // A timer holds at most 2^31 ms.
  const next = () => setTimeout(check, Math.min((principal.expiresAt ?? 0) - Date.now(), 2 ** 31 - 1))
  let timer = next()
  socket.once('close', () => clearTimeout(timer))
}

/** Closes as at its token's end. The client refreshes, and comes again with what it still may. */
function closeWhenDenied(socket: WebSocket, principal: Principal): void {
  socket.once(
    'close',
    principal.whenDenied(() => socket.close(CLOSE.tokenExpired.code, CLOSE.tokenExpired.reason)),
  )
}

/** Stops reading from a client that does not read: its answers, pongs too, would pile up here. */
function readWhileRead(ws: WebSocket, socket: Duplex): void {
  const look = () => {
    if (ws.bufferedAmount <= GATEWAY_LIMITS.unsentBytes || ws.isPaused) return
    ws.pause()
    socket.once('drain', () => ws.resume())
  }
  ws.on('message', look)
  ws.on('ping', look)
}

/** Browsers ask no server before they open a socket to it, so the server must check the origin. */
const originAllowed = (origin: string | undefined, allowed: readonly string[]): boolean =>
  origin === undefined || allowed.includes('*') || allowed.includes(origin)

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

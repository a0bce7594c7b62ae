import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { counter } from '#lib/metrics.ts'
import { admit, type Admitted } from './admission.ts'
import { answerCall, answerUnregistered } from '../answers/answer.ts'
import { ChargePointConnection, type ConnectionHooks } from './charge-point.ts'
import type { Services } from '../context.ts'
import type { Gathered } from './gathered.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Passwords } from './passwords.ts'
import type { Registry } from './registry.ts'
import { isRefusal, refuse, SUBPROTOCOLS, type Refusal } from './upgrade.ts'

const upgrades = counter('evergraph_ocpp_upgrades_total', 'Upgrade requests of chargers, by HTTP status.', ['status'])
const closes = counter('evergraph_ocpp_closes_total', 'Sockets of chargers that were closed, by reason.', ['reason'])

/** Takes chargers' WebSocket upgrades on an HTTP server. `taken` is called once per registered charger that is ready for calls. */
export function acceptChargePoints(
  http: Server,
  ctx: Services,
  parts: {
    registry: Registry
    passwords: Passwords
    gathered: Gathered
    taken: (connection: ChargePointConnection) => void
    work: Set<Promise<unknown>>
  },
): void {
  const { registry, passwords, gathered, taken, work } = parts
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: OCPP_LIMITS.messageBytes,
    // 2.0.1 part 4, §5.2 asks for compression; without contexts an idle socket costs no memory for it.
    perMessageDeflate: { threshold: 2048, serverNoContextTakeover: true, clientNoContextTakeover: true, concurrencyLimit: 4 },
    handleProtocols: (offered) => SUBPROTOCOLS.find(([name]) => offered.has(name))?.[0] ?? false,
  })

  const track = (promise: Promise<unknown>): void => {
    const tracked = promise
      .catch((error: unknown) => ctx.log.error({ err: error }, 'a connection could not be handled'))
      .finally(() => work.delete(tracked))
    work.add(tracked)
  }

  const hooks: ConnectionHooks = {
    answer: async (connection, { messageId, action, payload }) => {
      const { identity, version, stationId } = connection
      const call = { identity, version, messageId, action, payload, receivedAt: new Date() }
      if (stationId === null) return answerUnregistered(ctx, call)
      const answer = answerCall(ctx, { ...call, stationId }, () => connection.isOpen)
      const held: Promise<unknown> = answer.then(
        () => work.delete(held),
        () => work.delete(held),
      )
      work.add(held)
      return answer
    },
    closed: (connection, why, code) => {
      closes.inc({ reason: why })
      ctx.log.info({ identity: connection.identity, why, code }, 'a charger is disconnected')
      track(registry.remove(connection))
    },
    passed: ({ stationId }, frame) => {
      // What an unregistered charger says is nobody's to read.
      if (stationId !== null) ctx.frames.record(stationId, frame)
    },
    oddity: (connection, what) => ctx.log.warn({ identity: connection.identity, what }, 'a message of a charger was odd'),
  }

  const take = async (socket: WebSocket, { asked, ...admitted }: Admitted): Promise<void> => {
    const { identity, version } = asked
    const connection = new ChargePointConnection(
      socket,
      { identity, version, ...admitted, callTimeoutMs: ctx.config.callTimeoutMs },
      hooks,
    )
    try {
      if (!(await registry.add(connection))) return
    } catch (error) {
      connection.close('failed')
      throw error
    }
    ctx.log.info({ identity, version, registered: connection.stationId !== null }, 'a charger is connected')
    connection.start()
    if (connection.stationId !== null) taken(connection)
  }

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {}) // a peer that leaves in the middle of its upgrade
    const admission = admit(request, ctx, { passwords, gathered }).then((asks) => {
      const admitted = isRefusal(asks) ? asks : withPlace(asks, registry)
      if (isRefusal(admitted)) {
        upgrades.inc({ status: String(admitted.status) })
        ctx.log.warn({ url: request.url?.slice(0, 200), ...admitted }, 'an upgrade was refused')
        return refuse(socket, admitted)
      }
      return server.handleUpgrade(request, socket, head, (webSocket) => {
        upgrades.inc({ status: '101' })
        track(take(webSocket, admitted))
      })
    })
    track(
      admission.catch((error: unknown) => {
        refuse(socket, { status: 503, message: 'Try again later.' })
        throw error
      }),
    )
  })
}

/** Counted in the same moment as it is let in. Otherwise, of many that come at once, each would be the first. */
const withPlace = (admitted: Admitted, registry: Registry): Admitted | Refusal =>
  admitted.stationId === null && registry.unregisteredCount() >= OCPP_LIMITS.unknownChargePoints
    ? { status: 503, message: 'Too many unregistered chargers.' }
    : admitted

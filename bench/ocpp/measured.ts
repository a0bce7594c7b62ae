import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { createLocalBus } from '../../lib/bus-local.ts'
import { createLog } from '../../lib/log.ts'
import { box } from '../../ocpp-bridge/box.ts'
import { ChargePointConnection } from '../../ocpp-bridge/connections/charge-point.ts'
import { CallRefused } from '../../ocpp-bridge/wire/frame.ts'
import { messagesOf } from '../../ocpp-bridge/wire/messages.ts'

/** A server that is measured, in a process of its own: which one is the argument. */
export type Measured = 'ws' | 'transport' | 'ocpp-rpc' | 'bridge'

/** What it is asked, and answers: its CPU in microseconds, and its heap in bytes after everything unused has gone. */
export type Question = 'cpu' | 'heap'

const servers: Record<Measured, () => Promise<string>> = {
  /** The floor: it parses each message, and answers. */
  ws: async () => {
    const http = createServer()
    const server = new WebSocketServer({
      server: http,
      perMessageDeflate: false,
      handleProtocols: (offered) => [...offered][0] ?? false,
    })
    server.on('connection', (socket) =>
      socket.on('message', (data: Buffer) => {
        const [, id] = JSON.parse(data.toString()) as [number, string]
        socket.send(JSON.stringify([3, id, {}]))
      }),
    )
    return listen(http)
  },
  /** Our connection, and the version's schema; no database. */
  transport: async () => {
    const http = createServer()
    const server = new WebSocketServer({
      server: http,
      perMessageDeflate: false,
      handleProtocols: (offered) => [...offered][0] ?? false,
    })
    const about = {
      identity: 'BENCH',
      version: '1.6',
      stationId: null,
      credentials: '',
      securityProfile: 0,
      callTimeoutMs: 30_000,
    } as const
    const hooks = {
      answer: (_connection: unknown, { action, payload }: { action: string; payload: Record<string, unknown> }) => {
        const violation = messagesOf('1.6').violation(action, 'request', payload)
        if (violation !== null) throw new CallRefused(violation.code, violation.description)
        return Promise.resolve({})
      },
      closed: () => {},
      passed: () => {},
      oddity: () => {},
    }
    server.on('connection', (socket) =>
      new ChargePointConnection(socket, { ...about, proves: () => Promise.resolve(false) }, hooks).start(),
    )
    return listen(http)
  },
  'ocpp-rpc': async () => {
    const { RPCServer } = await import('ocpp-rpc')
    const server = new RPCServer({ protocols: ['ocpp1.6'], strictMode: true })
    server.on('client', (client) => {
      client.handle('MeterValues', () => ({}))
      client.handle('Heartbeat', () => ({ currentTime: new Date().toISOString() }))
    })
    const http = await server.listen(0, '127.0.0.1')
    return `ws://127.0.0.1:${(http.address() as AddressInfo).port}`
  },
  bridge: async () => {
    const log = createLog('ocpp-bridge', { level: 'silent' })
    const app = await box.open({ config: box.config(process.env), bus: createLocalBus(), log })
    return app.url
  },
}

async function listen(http: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', 4_096, resolve))
  return `ws://127.0.0.1:${(http.address() as AddressInfo).port}`
}

process.on('message', (question: Question) => {
  const { user, system } = process.cpuUsage()
  if (question === 'cpu') return process.send?.(user + system)
  globalThis.gc?.()
  return process.send?.(process.memoryUsage().heapUsed)
})
process.on('disconnect', () => process.exit(1))
const url = await servers[process.argv[2] as Measured]()
process.send?.(url)

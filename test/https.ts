import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { testAuthority } from '../ocpp-bridge/connections/tls.fixture.ts'
import type { PublicAgentOptions } from '../lib/http/public-agent.ts'

/** A host of a partner's, or of who delivers pushes: it is on this machine, under a name that no name server knows. */
export const HOST = 'hooks.partner.example'

export interface HttpsServer extends AsyncDisposable {
  /** By `HOST`, which `reach` leads to it. */
  url: string
  port: number
  /** What `publicAgent` is given so that it reaches this server, and nothing else that is not public. */
  reach: Pick<PublicAgentOptions, 'ports' | 'resolve' | 'forTests'>
  /** Connections that were ever made to it, at any of this machine's addresses. */
  connections: () => number
}

const authority = testAuthority()

/** A server with TLS at every address of this machine. */
export async function httpsServer(listener: RequestListener): Promise<HttpsServer> {
  const { pem, issue } = await authority
  const server = createServer(await issue(HOST), listener)
  const sockets = new Set<Duplex>()
  let connections = 0
  server.on('connection', (socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `https://${HOST}:${port}/`,
    port,
    reach: { ports: [port], resolve: () => Promise.resolve(['127.0.0.1']), forTests: { ca: pem, loopback: true } },
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

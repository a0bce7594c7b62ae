import { Socket } from 'node:net'
import { ApolloGateway } from '@apollo/gateway'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { until } from '../test/until.ts'
import { startGateway } from './fixtures/kit.ts'
import { toySupergraph } from './fixtures/toys.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

/** Hosts beyond this machine that the process tried to reach; the tries are stopped. */
let foreign: string[]
beforeEach(() => {
  foreign = []
  // Called with the socket it belongs to, below.
  const connect = Socket.prototype.connect
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...given: unknown[]) {
    const [first] = given.flat() as ({ host?: string; path?: string } | undefined)[]
    const host = first?.host ?? 'localhost'
    if (first?.path || LOOPBACK.has(host)) return Reflect.apply(connect, this, given) as Socket
    foreign.push(host)
    process.nextTick(() => this.destroy(new Error(`${host} is not to be reached`)))
    return this
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

test('no request leaves for anyone but the subgraphs', async () => {
  await using gateway = await startGateway({ over: 'http' })
  for (let count = 0; count < 5; count += 1) {
    expect((await gateway.ask('{ items(first: 2) { name inStock } }')).errors).toBeUndefined()
  }
  await gateway[Symbol.asyncDispose]()
  expect(foreign).toEqual([])
  expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('true')
})

test('the watch above would see the vendor’s telemetry, were it on', async () => {
  vi.stubEnv('APOLLO_TELEMETRY_DISABLED', 'false')
  const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
  const vendor = new ApolloGateway({ supergraphSdl: toySupergraph(), logger })
  vi.unstubAllEnvs()
  await vendor.load()
  await until(() => foreign.length > 0)
  await vendor.stop().catch(() => undefined)
})

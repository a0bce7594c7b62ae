import { expect } from 'vitest'
import { randomUUID } from 'node:crypto'
import { createClient as createSocket } from 'graphql-ws'
import { WebSocket } from 'ws'
import { connectChargePoint } from './charge-point.ts'
import type { Collected, Collector } from './collector.ts'
import { until } from './until.ts'
import { makeWorld } from './world.ts'

const CLIENT = { traceId: 'c0ffee00c0ffee00c0ffee00c0ffee00', spanId: 'c0ffee00c0ffee00' }

/** A driver watches a session that they start. What each thing caused is one trace, whichever process did it. */
export async function followSession(graphUrl: string, ocppUrl: string, collector: Collector): Promise<void> {
  const { driver, stations } = await makeWorld(graphUrl)
  const [station] = stations
  if (!station) throw new Error('no station')
  await using _charger = await connectChargePoint({
    url: ocppUrl,
    identity: station.identity,
    password: station.password,
    version: '1.6',
    speed: 60,
    meterIntervalMs: 500,
  })
  const token = (await signIn(graphUrl, driver)).data.signIn.login.accessToken
  const authorization = `Bearer ${token}`

  const query = 'mutation TracedStart($input: StartChargingInput!) { startCharging(input: $input) { id } }'
  const variables = { input: { connectorId: station.connectorId, idempotencyKey: randomUUID() } }
  const traceparent = `00-${CLIENT.traceId}-${CLIENT.spanId}-01`
  const started = await ask<{ startCharging: { id: string } }>(graphUrl, { query, variables }, { authorization, traceparent })
  const sessionId = started.data.startCharging.id

  const socket = createSocket({
    url: graphUrl.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
  })
  const watching = 'subscription TracedWatch($id: UUID!) { sessionUpdated(sessionId: $id) { status energyWh station { name } } }'
  const stop = 'mutation TracedStop($input: StopChargingInput!) { stopCharging(input: $input) { id } }'
  let stopped: Promise<unknown> | undefined
  for await (const { data } of socket.iterate<Watched>({ query: watching, variables: { id: sessionId } })) {
    if (data?.sessionUpdated.status === 'COMPLETED') break
    // The subscription is there, so what comes of this is pushed.
    if (data?.sessionUpdated.status === 'ACTIVE' && data.sessionUpdated.energyWh > 0)
      stopped ??= ask(graphUrl, { query: stop, variables: { input: { sessionId } } }, { authorization })
  }
  await stopped
  await socket.dispose()

  const named = (name: string, wanted: (span: Collected) => boolean) =>
    until(() => collector.spans.find((span) => span.name === name && wanted(span)), { timeoutMs: 30_000 })

  // Down: the client's own trace goes through gateway, subgraph and outbox to the bridge.
  const handled = await named('handle charging.start.requested', ({ traceId }) => traceId === CLIENT.traceId)
  const down = ['publish charging.start.requested', 'graph charging', 'fetch charging', 'mutation TracedStart']
  await until(() => collector.way(handled).names.length === 1 + down.length)
  expect(collector.way(handled)).toEqual({ names: [handled.name, ...down], from: CLIENT.spanId })

  // The bridge calls the charger in the same trace.
  const call = await named('call RemoteStartTransaction', ({ traceId }) => traceId === CLIENT.traceId)
  expect(collector.way(call).names).toEqual([call.name, handled.name, ...down])

  // Up: what the charger says goes through bridge, outbox and charging to the driver's screen.
  const ways = () =>
    collector.spans.filter(({ name }) => name === 'push TracedWatch').map((span) => ({ span, way: collector.way(span) }))
  const push = async (root: string) =>
    until(() => ways().find(({ way }) => way.from === undefined && way.names.at(-1) === root), { timeoutMs: 30_000 }).catch(() => {
      throw new Error(`no push began with ${root}, but: ${JSON.stringify(ways().map(({ way }) => way))}`)
    })
  const ended = await push('ocpp StopTransaction')
  expect(ended.way.names).toEqual([
    'push TracedWatch',
    'show charging.session.updated',
    expect.stringMatching(/^publish charging\./),
    'handle ocpp.transaction.ended',
    'publish ocpp.transaction.ended',
    'ocpp StopTransaction',
  ])
  // Samples are handled many together, and shown without an outbox.
  expect((await push('ocpp MeterValues')).way.names).toEqual([
    'push TracedWatch',
    'show charging.session.updated',
    'handle ocpp.transaction.metered',
    'publish ocpp.transaction.metered',
    'ocpp MeterValues',
  ])
  const pushed = ended.span
  // The push names the subscription.
  const watch = await named('subscription TracedWatch', () => true)
  expect(pushed.links?.map(({ spanId }) => spanId)).toEqual([watch.spanId])

  for (const secret of [driver.password, driver.email, station.password, token, variables.input.connectorId, 'bearer'])
    expect(collector.text().toLowerCase()).not.toContain(secret.toLowerCase())
}

interface Watched {
  sessionUpdated: { status: string; energyWh: number }
}
interface SignedIn {
  signIn: { login: { accessToken: string } }
}

const signIn = (graphUrl: string, { email, password }: { email: string; password: string }) => {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { login { accessToken } } }'
  return ask<SignedIn>(graphUrl, { query, variables: { input: { email, password } } })
}

async function ask<Data>(url: string, body: object, headers: Record<string, string> = {}): Promise<{ data: Data }> {
  const all = { 'content-type': 'application/json', ...headers }
  return (await (await fetch(url, { method: 'POST', headers: all, body: JSON.stringify(body) })).json()) as { data: Data }
}

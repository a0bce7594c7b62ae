import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTracing } from '../lib/tracing/start.ts'
import { isTracing } from '../lib/tracing/trace.ts'
import { startCollector, type Collector } from './collector.ts'
import { startDistributed } from './distributed.ts'
import { redisAvailable } from './redis.ts'
import { startStack } from './stack.ts'
import { followSession } from './traced-session.ts'

let collector: Collector
beforeAll(async () => void (collector = await startCollector()))
afterAll(() => collector[Symbol.asyncDispose]())

test(
  'all in one process: a frame leads to the driver’s screen, and a driver’s wish to the charger, each as one trace',
  { timeout: 180_000 },
  async () => {
    Object.assign(process.env, collector.env)
    await using _tracing = await startTracing('evergraph')
    expect(isTracing()).toBe(true)
    await using stack = await startStack()
    await followSession(`${stack.url}/graphql`, stack.ocppUrl, collector)
  },
)

describe.runIf(redisAvailable)('every box a process of its own', () => {
  test('the same, over Redis and HTTP', { timeout: 600_000 }, async () => {
    await using apart = await startCollector()
    await using platform = await startDistributed({ env: apart.env })
    await followSession(`${platform.url}/graphql`, platform.ocppUrls[0] ?? '', apart)
    const services = new Set(
      [...apart.text().matchAll(/"service\.name","value":\{"stringValue":"([^"]+)"/g)].map(([, name]) => name),
    )
    for (const name of ['gateway', 'charging', 'stations', 'accounts', 'ocpp-bridge']) expect(services).toContain(name)
  })
})

test('without an exporter nothing is traced, and what is wrong is said', async () => {
  await using _none = await startTracing('quiet', {})
  await using _off = await startTracing('quiet', { ...collector.env, OTEL_SDK_DISABLED: 'true' })
  await using _other = await startTracing('quiet', { ...collector.env, OTEL_TRACES_EXPORTER: 'none' })
  expect(isTracing()).toBe(false)
  const wrong = { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }
  await expect(startTracing('quiet', wrong)).rejects.toThrow(/OTEL_EXPORTER_OTLP_ENDPOINT[^]*OTEL_EXPORTER_OTLP_PROTOCOL/)
})

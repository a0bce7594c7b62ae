import { expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigError, env } from '#lib/config.ts'
import { callerPublicKeyPem } from '../test/caller.ts'
import { boxConfig } from './config.ts'

const read = boxConfig('charging', {
  CHARGING_SWEEP_MS: env.milliseconds(2_000),
  S3_BUCKET: z.string().optional(),
})
const given = { DATABASE_URL: 'postgres://u:p@127.0.0.1/d', CALLER_PUBLIC_KEY: callerPublicKeyPem }

test('a setting is read by its variable without the name of the box', () => {
  const { sweepMs, s3Bucket, port, internal } = read({ ...given, CHARGING_SWEEP_MS: '50', S3_BUCKET: 'photos' })
  expect({ sweepMs, s3Bucket }).toEqual({ sweepMs: 50, s3Bucket: 'photos' })
  expect({ port, internal: internal.port }).toEqual({ port: 4003, internal: 14_003 })
  expect(read({ ...given, CHARGING_PORT: '5000' })).toMatchObject({ sweepMs: 2_000, port: 5_000 })
})

test('all faults are named at once, those of its own settings too', () => {
  const wrong = () => read({ CHARGING_PORT: '99999', CHARGING_SWEEP_MS: 'soon' })
  expect(wrong).toThrow(ConfigError)
  for (const name of ['DATABASE_URL', 'CALLER_PUBLIC_KEY', 'CHARGING_PORT', 'CHARGING_SWEEP_MS']) expect(wrong).toThrow(name)
})

test('a graph is served on the port of its box, unless that is for others', () => {
  expect(read(given)).toMatchObject({ port: 4_003, graphPort: 4_003 })
  expect(read({ ...given, CHARGING_PORT: '5000' })).toMatchObject({ port: 5_000, graphPort: 5_000 })
  const bridge = boxConfig('ocpp', {})
  expect(bridge(given)).toMatchObject({ port: 9_000, graphPort: 4_010 })
  expect(bridge({ ...given, OCPP_GRAPH_PORT: '5001' })).toMatchObject({ port: 9_000, graphPort: 5_001 })
})

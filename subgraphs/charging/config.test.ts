import { expect, test } from 'vitest'
import { ConfigError } from '#lib/config.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { chargingConfig } from './config.ts'

const good = { DATABASE_URL: 'postgres://u:p@127.0.0.1/d', CALLER_PUBLIC_KEY: callerPublicKeyPem }

test('has a standard for everything of its own', () => {
  expect(chargingConfig(good)).toMatchObject({
    port: 4003,
    commandTimeoutMs: 60_000,
    plugInTimeoutMs: 180_000,
    clockAheadMs: 900_000,
    parkingGraceSeconds: 300,
    currency: 'EUR',
  })
})

test('names every fault at once', () => {
  const faults = (() => {
    try {
      chargingConfig({ CHARGING_SWEEP_MS: '0', CHARGING_PARKING_GRACE_SECONDS: '-1', CHARGING_CURRENCY: 'euro' })
    } catch (error) {
      if (error instanceof ConfigError) return error.faults.map((fault) => /^\w+/.exec(fault)?.[0])
    }
    return []
  })()
  const own = ['CHARGING_SWEEP_MS', 'CHARGING_PARKING_GRACE_SECONDS', 'CHARGING_CURRENCY']
  expect(new Set(faults)).toEqual(new Set(['DATABASE_URL', 'CALLER_PUBLIC_KEY', ...own]))
})

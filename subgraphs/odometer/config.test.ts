import { expect, test } from 'vitest'
import { ConfigError } from '#lib/config.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { odometerConfig } from './config.ts'

test('needs a database and the gateway’s key', () => {
  expect(odometerConfig({ DATABASE_URL: 'postgres://u:p@127.0.0.1/d', CALLER_PUBLIC_KEY: callerPublicKeyPem })).toMatchObject({
    port: 4006,
  })
  expect(() => odometerConfig({ ODOMETER_PORT: '99999' })).toThrow(ConfigError)
  expect(() => odometerConfig({ ODOMETER_PORT: '99999' })).toThrow(/DATABASE_URL[^]*CALLER_PUBLIC_KEY[^]*ODOMETER_PORT/)
})

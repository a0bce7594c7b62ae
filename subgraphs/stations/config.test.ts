import { expect, test } from 'vitest'
import { ConfigError } from '#lib/config.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { stationsConfig } from './config.ts'

test('needs a database and the gateway’s key', () => {
  expect(stationsConfig({ DATABASE_URL: 'postgres://u:p@127.0.0.1/d', CALLER_PUBLIC_KEY: callerPublicKeyPem })).toMatchObject({
    port: 4002,
  })
  expect(() => stationsConfig({ STATIONS_PORT: '99999' })).toThrow(ConfigError)
  expect(() => stationsConfig({ STATIONS_PORT: '99999' })).toThrow(/DATABASE_URL[^]*CALLER_PUBLIC_KEY[^]*STATIONS_PORT/)
})

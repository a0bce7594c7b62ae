import { expect, test } from 'vitest'
import { ConfigError } from '#lib/config.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { communityConfig } from './config.ts'

test('needs a database and the gateway’s key', () => {
  expect(communityConfig({ DATABASE_URL: 'postgres://u:p@127.0.0.1/d', CALLER_PUBLIC_KEY: callerPublicKeyPem })).toMatchObject({
    port: 4007,
    sweepMs: 2_000,
  })
  expect(() => communityConfig({ COMMUNITY_PORT: '99999' })).toThrow(ConfigError)
  expect(() => communityConfig({ COMMUNITY_PORT: '99999' })).toThrow(/DATABASE_URL[^]*CALLER_PUBLIC_KEY[^]*COMMUNITY_PORT/)
})

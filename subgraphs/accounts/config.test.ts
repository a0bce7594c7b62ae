import { expect, test } from 'vitest'
import { newKeyPair } from '#lib/auth.ts'
import { ConfigError } from '#lib/config.ts'
import { accountsConfig } from './config.ts'

test('every fault of the configuration is reported at once, and no value is told', () => {
  const pair = newKeyPair()
  const good = {
    DATABASE_URL: 'postgres://box@localhost/evergraph',
    CALLER_PUBLIC_KEY: pair.publicKey,
    ACCOUNTS_TOKEN_PRIVATE_KEY: pair.privateKey,
    ACCOUNTS_SECRET_KEY: 'x'.repeat(32),
  }
  expect(accountsConfig(good)).toMatchObject({ port: 4001, firstAdmin: null })
  const faultsOf = (variables: Record<string, string>) => {
    try {
      accountsConfig(variables)
    } catch (error) {
      if (error instanceof ConfigError) return error.faults.map((fault) => fault.split(/[: ]/, 1)[0])
    }
    return null
  }
  expect(faultsOf({ ACCOUNTS_PORT: 'x', ACCOUNTS_ADMIN_EMAIL: 'nobody' })?.toSorted()).toEqual([
    'ACCOUNTS_ADMIN_EMAIL',
    'ACCOUNTS_PORT',
    'ACCOUNTS_SECRET_KEY',
    'ACCOUNTS_TOKEN_PRIVATE_KEY',
    'CALLER_PUBLIC_KEY',
    'DATABASE_URL',
  ])
  for (const origin of [
    'https://evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.2',
    'localhost',
    'http://localhost/path',
  ])
    expect(faultsOf({ ...good, ACCOUNTS_ORIGINS: `http://localhost:4000,${origin}` })).toEqual(['ACCOUNTS_ORIGINS'])
  expect(accountsConfig({ ...good, ACCOUNTS_ORIGINS: 'http://127.0.0.1:4100' }).origins).toEqual(['http://127.0.0.1:4100'])
  const hosted = { ACCOUNTS_RP_ID: 'example.org', ACCOUNTS_ORIGINS: 'https://example.org, https://app.example.org' }
  expect(accountsConfig({ ...good, ...hosted }).origins).toEqual(['https://example.org', 'https://app.example.org'])
  const acme = { name: 'acme', issuer: 'https://acme.example', clientId: 'evergraph', secret: 'ACME_SECRET' }
  const issuers = (...list: object[]) => ({ ...good, ACCOUNTS_ISSUERS: JSON.stringify(list) })
  for (const wrong of [
    { issuer: 'http://acme.example' },
    { name: 'A B' },
    { clientId: '' },
    { unknown: 1 },
    { trustedFor: ['@b'] },
  ])
    expect(faultsOf({ ...issuers({ ...acme, ...wrong }), ACME_SECRET: 'x' })).toEqual(['ACCOUNTS_ISSUERS'])
  expect(faultsOf({ ...issuers(acme, acme), ACME_SECRET: 'x' })).toEqual(['ACCOUNTS_ISSUERS'])
  expect(faultsOf({ ...good, ACCOUNTS_ISSUERS: '{' })).toEqual(['ACCOUNTS_ISSUERS'])
  expect(faultsOf(issuers(acme))).toEqual(['ACME_SECRET,'])
  expect(accountsConfig({ ...issuers(acme), ACME_SECRET: 'x' }).issuers).toEqual([{ ...acme, secret: 'x', trustedFor: [] }])
  expect(faultsOf({ ...good, ACCOUNTS_ADMIN_EMAIL: 'root@example.org' })).toEqual(['ACCOUNTS_ADMIN_EMAIL'])
  expect(faultsOf({ ...good, ACCOUNTS_ADMIN_EMAIL: 'root@example.org', ACCOUNTS_ADMIN_PASSWORD: 'short' })).toEqual([
    'ACCOUNTS_ADMIN_PASSWORD',
  ])
})

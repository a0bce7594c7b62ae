import { expect, test } from 'vitest'
import { newKeyPair } from '#lib/auth.ts'
import { newMailKeys } from '#lib/mail/letter.ts'
import { SCHEMAS, type Schema } from '#db/schemas.ts'
import { newVapidKey } from '../../subgraphs/notifications/push/vapid.ts'
import { loadBoxes } from '../boxes.ts'
import { configsOf, filesUrl, PLACEHOLDERS } from './box-configs.ts'
import { embeddedConfig } from './config.ts'
import type { Secrets } from './secrets.ts'

const [token, caller, stranger] = [newKeyPair(), newKeyPair(), newKeyPair()]
const database = Object.fromEntries(SCHEMAS.map((schema) => [schema, `of-${schema}`])) as Record<Schema, string>
const secrets: Secrets = {
  databaseAdmin: 'x',
  database,
  token,
  caller,
  accounts: 'y'.repeat(32),
  mail: newMailKeys(),
  vapid: newVapidKey(),
  chainEntropy: '00',
  files: 'x'.repeat(32),
}
const boxes = await loadBoxes()
const read = (variables: Record<string, string>) => configsOf(boxes, embeddedConfig(variables), secrets, PLACEHOLDERS)

test('each box has its own role, and what the platform makes cannot be replaced from the environment', () => {
  const { boxes: configs, gateway } = read({
    DATABASE_URL: 'postgres://elsewhere/all',
    CALLER_PUBLIC_KEY: stranger.publicKey,
    ACCOUNTS_TOKEN_PRIVATE_KEY: stranger.privateKey,
    ACCOUNTS_SECRET_KEY: 'z'.repeat(32),
    GATEWAY_ACCESS_PUBLIC_KEY: stranger.publicKey,
    GATEWAY_CALLER_PRIVATE_KEY: stranger.privateKey,
    REWARDS_CHAIN_URL: 'http://elsewhere',
  })
  for (const schema of SCHEMAS)
    expect(configs[schema].databaseUrl).toBe(`postgres://evergraph_${schema}:of-${schema}@127.0.0.1/evergraph`)
  expect(configs.stations.callerPublicKey).toBe(caller.publicKey)
  expect(configs.accounts).toMatchObject({ tokenPrivateKey: token.privateKey, secretKey: secrets.accounts, openRegistration: true })
  expect(gateway).toMatchObject({ accessPublicKey: token.publicKey, callerPrivateKey: caller.privateKey })
  expect(configs.rewards).toMatchObject({ chains: [{ urls: [PLACEHOLDERS.chainUrl] }] })
})

test('what boxes read of their own is handed on, the place of photos among it', () => {
  const { boxes: configs } = read({ CHARGING_SWEEP_MS: '77', VERIFICATION_FILES_URL: 'https://photos.example/files/' })
  expect(configs.charging).toMatchObject({ sweepMs: 77 })
  expect(configs.verification).toMatchObject({ storage: { publicUrl: 'https://photos.example/files/' } })
})

test('photos are where clients reach them', () => {
  expect(filesUrl('::1', 4005)).toBe('http://[::1]:4005/files/')
  expect(read({ HOST: '0.0.0.0' }).boxes.verification).toMatchObject({ storage: { publicUrl: 'http://localhost:4005/files/' } })
})

import { expect, test } from 'vitest'
import { ConfigError } from '#lib/config.ts'
import { callerPublicKeyPem } from '../test/caller.ts'
import { verificationConfig } from './config.ts'

const BOX = { DATABASE_URL: 'postgres://u:p@127.0.0.1/d', CALLER_PUBLIC_KEY: callerPublicKeyPem }
const DISK = {
  VERIFICATION_FILES_FOLDER: '/photos',
  VERIFICATION_FILES_URL: 'http://127.0.0.1:4005/files/',
  VERIFICATION_FILES_SECRET: 'x'.repeat(32),
}

test('photos lie in a bucket where one is named, else in a folder', () => {
  const s3 = { S3_BUCKET: 'photos', S3_REGION: 'eu', S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'secret' }
  expect(verificationConfig({ ...BOX, ...s3 })).toMatchObject({ port: 4005, storage: { kind: 's3', bucket: 'photos' } })
  expect(verificationConfig({ ...BOX, ...DISK })).toMatchObject({ storage: { kind: 'disk', folder: '/photos' }, c2paAnchors: [] })
})

test('every fault is reported at once', () => {
  const faulty = { VERIFICATION_PORT: '99999', VERIFICATION_FILES_SECRET: 'short' }
  expect(() => verificationConfig(faulty)).toThrow(ConfigError)
  expect(() => verificationConfig(faulty)).toThrow(
    /DATABASE_URL[^]*VERIFICATION_PORT[^]*VERIFICATION_FILES_FOLDER[^]*32 characters/,
  )
})

test('certificates that are trusted come one after the other', () => {
  const one = '-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----'
  const { c2paAnchors } = verificationConfig({ ...BOX, ...DISK, VERIFICATION_C2PA_ANCHORS: `${one}\\n${one}` })
  expect(c2paAnchors).toHaveLength(2)
  expect(c2paAnchors[0]).toContain('\nAAAA\n')
})

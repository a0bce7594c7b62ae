import { expect, test } from 'vitest'
import { testBridge } from '../bridge.fixture.ts'
import { ocppConfig } from '../config.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { authority, chargerCertificate, chargerKey, serverCertificate, serverKey } from './tls.fixture.ts'

const tls = { key: serverKey, certificate: serverCertificate, clientCa: authority }
const certificate = { ca: authority, cert: chargerCertificate, key: chargerKey }

test('profile 2: a password over TLS', async () => {
  await using bridge = await testBridge({ tls })
  const { identity } = await bridge.register()
  const charger = await bridge.connect(identity, { tls: { ca: authority } })
  expect(charger.events).toContainEqual({ name: 'booted', status: 'Accepted' })
  await expect(bridge.connect(identity, { tls: { ca: authority }, password: 'wrong' })).rejects.toThrow('401')
})

test('profile 3: a certificate of our authority is enough for the identity it names, and for no other', async () => {
  await using bridge = await testBridge({ tls })
  const { identity } = await bridge.register('TLS-CHARGER-1')
  const charger = await bridge.connect(identity, { tls: certificate, password: 'not needed' })
  expect(charger.events).toContainEqual({ name: 'booted', status: 'Accepted' })
  const other = await bridge.register()
  await expect(bridge.connect(other.identity, { tls: certificate, password: 'wrong' })).rejects.toThrow('401')
})

test('a certificate that another authority has signed counts for nothing, whatever name it bears', async () => {
  await using bridge = await testBridge({ tls: { ...tls, clientCa: serverCertificate } })
  const { identity } = await bridge.register('TLS-CHARGER-1')
  await expect(bridge.connect(identity, { tls: certificate, password: 'wrong' })).rejects.toThrow('401')
})

test('a certificate counts for nothing where no authority is configured', async () => {
  await using bridge = await testBridge({ tls: { key: serverKey, certificate: serverCertificate } })
  const { identity } = await bridge.register('TLS-CHARGER-1')
  await expect(bridge.connect(identity, { tls: certificate, password: 'wrong' })).rejects.toThrow('401')
})

test('half of the TLS material is a fault of the configuration', () => {
  const read = (more: object) => () => ocppConfig({ DATABASE_URL: 'postgres://x', CALLER_PUBLIC_KEY: callerPublicKeyPem, ...more })
  expect(read({ OCPP_TLS_KEY: serverKey })).toThrow('OCPP_TLS_CERTIFICATE')
  expect(read({ OCPP_TLS_CLIENT_CA: authority })).toThrow('OCPP_TLS_KEY')
  expect(read({ OCPP_TLS_KEY: 'x', OCPP_TLS_CERTIFICATE: serverCertificate })).toThrow('PEM')
  expect(read({ OCPP_TLS_KEY: serverKey.replaceAll('\n', '\\n'), OCPP_TLS_CERTIFICATE: serverCertificate })().tls).toMatchObject({
    key: serverKey,
  })
})

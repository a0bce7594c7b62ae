import { X509Certificate } from 'node:crypto'
import { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, X509Certificate as Parsed } from '@peculiar/x509'
import { beforeAll, expect, test } from 'vitest'
import { createAuthority, type Authority, type Issued } from './authority.ts'
import { newAuthority, newRequest } from './certificates.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'

let authority: Authority
let issuer: X509Certificate
beforeAll(async () => {
  const made = await newAuthority()
  authority = await createAuthority(made)
  issuer = new X509Certificate(made.certificate)
})

const RSA = { name: 'RSASSA-PKCS1-v1_5', publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
async function signed(algorithm?: EcKeyGenParams | RsaHashedKeyGenParams, now?: Date) {
  const { csr } = await newRequest('CN=CP-1', algorithm)
  return authority.sign(csr, 'CP-1', now)
}
async function issued(...asked: Parameters<typeof signed>): Promise<X509Certificate> {
  return new X509Certificate(((await signed(...asked)) as Issued).pem)
}

test.each([
  ['RSA of 1024 bits', { ...RSA, modulusLength: 1024 }],
  ['RSA of 2040 bits', { ...RSA, modulusLength: 2040 }],
  ['Ed25519', { name: 'Ed25519' } as EcKeyGenParams],
])('a key that is weak or of another kind is not signed: %s', async (_kind, algorithm) => {
  expect(await signed(algorithm)).toEqual({ refused: 'its key is of a kind that is not taken' })
})

test.each([
  ['RSA of 2048 bits', { ...RSA, modulusLength: 2048 }],
  ['P-384', { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-256' }],
])('a strong key is signed: %s', async (_kind, algorithm) => {
  expect((await issued(algorithm)).subject).toBe('CN=CP-1')
})

test('a certificate is good for a client alone, and signs no other', async () => {
  const leaf = await issued()
  expect(new Parsed(leaf.raw).getExtension(BasicConstraintsExtension)?.ca).toBe(false)
  // clientAuth.
  expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
  expect(leaf.verify(issuer.publicKey)).toBe(true)
})

test('a certificate does not outlive its authority', async () => {
  const end = new Date(issuer.validTo).getTime()
  const leaf = await issued(undefined, new Date(end - 86_400_000))
  expect(new Date(leaf.validTo).getTime()).toBe(end)
})

test('a certificate is good from a little ago, for so many days', async () => {
  const now = new Date('2026-11-21T12:00:00Z')
  const leaf = await issued(undefined, now)
  expect(now.getTime() - Date.parse(leaf.validFrom)).toBe(OCPP_LIMITS.certificateBackdateMs)
  expect(Date.parse(leaf.validTo) - now.getTime()).toBe(OCPP_LIMITS.certificateDays * 86_400_000)
})

test.each([
  ['CP-1', 'CN=CP-1'],
  ['CP+1=x', 'CN=CP\\+1=x'],
])('a charger gets its name and nothing else that it asks for: %s', async (identity, subject) => {
  const { csr } = await newRequest(`CN=${identity.replaceAll(/[+=]/g, String.raw`\$&`)}, O=The operator, OU=Administrators`)
  const given = (await authority.sign(csr, identity)) as Issued
  const leaf = new Parsed(given.pem)
  expect(leaf.subjectName.getField('CN')).toEqual([identity])
  expect(given.subject).toBe(subject)
  expect(leaf.getExtension(KeyUsagesExtension)?.usages).toBe(KeyUsageFlags.digitalSignature)
  // What its operator is shown, and what it has itself.
  expect(given.fingerprint).toBe(new X509Certificate(given.pem).fingerprint256.replaceAll(':', '').toLowerCase())
  const [own, ofAuthority] = given.chain.split(/(?<=END CERTIFICATE-----)\s*/)
  expect([own, new X509Certificate(ofAuthority ?? '').fingerprint256]).toEqual([given.pem, issuer.fingerprint256])
})

test('each certificate has a positive number of its own', async () => {
  const numbers = (await Promise.all(Array.from({ length: 12 }, () => issued()))).map(({ serialNumber }) => serialNumber)
  expect(new Set(numbers).size).toBe(12)
  for (const number of numbers) expect(number).toMatch(/^[0-7][0-9A-F]{31}$/)
})

import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createSigner } from '../../test/charge-point-signer.ts'
import { CURVES, LONGEST_KEY, readPublicKey, type MeterPublicKey } from './key.ts'
import { PUBLISHED } from './published.fixture.ts'
import { parseOcmf, type OcmfRecord } from './record.ts'
import { ocmfText } from './transport.ts'
import { curveOf, isSignedBy, signedDigest } from './verify.ts'

const at = new Date('2026-11-20T12:00:00Z')
const curves = Object.keys(CURVES)
const record = (text: string): OcmfRecord => {
  const parsed = parseOcmf(text)
  if (typeof parsed === 'string') throw new Error(parsed)
  return parsed
}
const key = (text: string): MeterPublicKey => {
  const read = readPublicKey(text)
  if (typeof read === 'string') throw new Error(read)
  return read
}

test('there is a published record for every curve of the format', () => {
  expect(new Set(PUBLISHED.map(({ curve }) => curve))).toEqual(new Set(curves))
})

describe.each(PUBLISHED.map((each) => [`${each.from} ${each.curve}`, each] as const))('%s', (_name, { curve, text, publicKey }) => {
  test('its signature is good, and the key’s curve is told', () => {
    expect(key(publicKey).curve).toBe(curve)
    expect(isSignedBy(record(text), key(publicKey))).toBe(true)
  })
  test('one sign of what is signed changed, and it is not', () => {
    expect(isSignedBy(record(text.replace(/"PG" ?: ?"T\d/, (page) => `${page}0`)), key(publicKey))).toBe(false)
    // What is signed is signed to the letter: a blank is another text.
    expect(isSignedBy(record(text.replace('|{', '|{ ')), key(publicKey))).toBe(false)
  })
})

describe.each(curves)('%s', (curve) => {
  const signer = createSigner({ curve })
  const text = signer.sign([{ at, registerWh: 1_234_560, reason: 'B' }])
  test('what the meter signs is good by its key, and by no other of the curve', () => {
    expect(isSignedBy(record(text), key(signer.publicKey))).toBe(true)
    expect(isSignedBy(record(text), key(createSigner({ curve }).publicKey))).toBe(false)
  })
  test('a record that names another curve than the key’s is not', () => {
    const other = curve === 'secp256k1' ? 'secp256r1' : 'secp256k1'
    expect(isSignedBy(record(text.replace(`ECDSA-${curve}`, `ECDSA-${other}`)), key(signer.publicKey))).toBe(false)
  })
  test('a signature that was cut, lengthened or emptied is not', () => {
    const { payload, signature } = record(text)
    for (const bytes of [signature.bytes.subarray(0, -1), Buffer.concat([signature.bytes, Buffer.alloc(1)]), Buffer.alloc(0)])
      expect(isSignedBy({ payload, signature: { ...signature, bytes } }, key(signer.publicKey))).toBe(false)
    // r = s = 0, which some verifiers took for good.
    const nothing = Buffer.from('3006020100020100', 'hex')
    expect(isSignedBy({ payload, signature: { ...signature, bytes: nothing } }, key(signer.publicKey))).toBe(false)
  })
})

test.each([
  ['ECDSA-secp256r1-SHA256', 'secp256r1'],
  ['ECDSA-brainpoolP384r1-SHA256', 'brainpool384r1'],
  ['ECDSA-secp256r1-SHA512', null],
  ['RSA-2048-SHA256', null],
  ['ECDSA-toString-SHA256', null],
  ['ECDSA-__proto__-SHA256', null],
])('the algorithm %s is on %s', (algorithm, curve) => {
  expect(curveOf(algorithm)).toBe(curve)
})

test('a value is known by what is signed, however its signature is written', () => {
  const text = createSigner().sign([{ at, registerWh: 1, reason: 'B' }])
  const [head, payload] = text.split('|')
  const other = `${head}|${payload}|{"SD":"AB"}`
  expect(signedDigest(record(other), other)).toEqual(signedDigest(record(text), text))
  expect(signedDigest('no record', other)).not.toEqual(signedDigest('no record', text))
})

describe('a public key', () => {
  const { publicKey } = createSigner({ curve: 'secp256k1' })
  const der = Buffer.from(publicKey, 'hex')
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  test.each([
    ['in digits', publicKey],
    ['in small digits, in groups', publicKey.toLowerCase().replace(/(....)/g, '$1 ')],
    ['in base64', der.toString('base64')],
    ['as PEM', `-----BEGIN PUBLIC KEY-----\n${der.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END PUBLIC KEY-----\n`],
    ['in the envelope of the Open Charge Alliance', `oca:base16:asn1:${publicKey}`],
    ['in that envelope, in base64', base64(`oca:base16:asn1:${publicKey}`)],
    ['in digits, in base64', base64(publicKey)],
  ])('%s is the same key', (_how, text) => {
    expect(readPublicKey(text)).toEqual({ curve: 'secp256k1', hex: publicKey })
  })

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const p521 = generateKeyPairSync('ec', { namedCurve: 'secp521r1' })
  const offCurve = Buffer.from(der)
  offCurve[offCurve.length - 1] = (offCurve.at(-1) ?? 0) ^ 1
  test.each([
    ['nothing', '', /neither/],
    ['words', 'a key!', /neither/],
    ['a point without its curve', publicKey.slice(-130), /SubjectPublicKeyInfo/],
    ['a point beside its curve', offCurve.toString('hex'), /SubjectPublicKeyInfo/],
    ['RSA', rsa.publicKey.export({ format: 'der', type: 'spki' }).toString('hex'), /none of the curves/],
    [
      'a curve that OCMF does not have',
      p521.publicKey.export({ format: 'der', type: 'spki' }).toString('hex'),
      /none of the curves/,
    ],
    ['a private key', p521.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('hex'), /SubjectPublicKeyInfo/],
    ['a text without end', 'AB'.repeat(LONGEST_KEY), /too long/],
  ])('%s is refused', (_what, text, problem) => {
    expect(readPublicKey(text)).toMatch(problem)
  })
})

describe('a signed value on its way', () => {
  const text = createSigner().sign([{ at, registerWh: 1, reason: 'B' }], { ID: 'Zoë' })
  test.each([
    ['as it is', text],
    ['with blanks around it', `\n  ${text}\n`],
    ['in digits', Buffer.from(text).toString('hex')],
    ['in base64', Buffer.from(text).toString('base64')],
    [
      'in base64 with lines',
      Buffer.from(text)
        .toString('base64')
        .replace(/(.{76})/g, '$1\r\n'),
    ],
  ])('%s is the same text', (_how, sent) => {
    expect(ocmfText(sent)).toBe(text)
  })
  test.each([
    ['another format', '<signedMeterValue/>'],
    ['digits of another format', Buffer.from('1B1B1B1B01010101', 'hex').toString('hex')],
    ['bytes that are no text', Buffer.concat([Buffer.from('OCMF|'), Buffer.from([0xff, 0xfe])]).toString('base64')],
    ['a text without end', 'A'.repeat(100_000)],
  ])('%s is none', (_what, sent) => {
    expect(ocmfText(sent)).toBe(null)
  })
})

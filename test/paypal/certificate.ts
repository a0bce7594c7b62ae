import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

export interface Signer {
  key: KeyObject
  /** X.509, PEM. */
  certificate: string
}

/** An RSA key and a certificate that it signs itself. Node reads certificates and makes none, so its few fields are written here (RFC 5280). */
export function newSigner(commonName: string, now = Date.now()): Signer {
  const { privateKey: key, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, Buffer.from(commonName)))))
  const validity = der(SEQUENCE, time(now - YEAR), time(now + 10 * YEAR))
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([1])),
    SHA256_WITH_RSA,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = der(BIT_STRING, Buffer.from([0]), sign('sha256', body, key))
  const text = der(SEQUENCE, body, SHA256_WITH_RSA, signature).toString('base64').replace(/.{64}/g, '$&\n')
  return { key, certificate: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n` }
}

const YEAR = 365 * 24 * 3_600_000
const [SEQUENCE, SET, INTEGER, BIT_STRING, UTF8, UTC_TIME] = [0x30, 0x31, 0x02, 0x03, 0x0c, 0x17]

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

const time = (at: number) => der(UTC_TIME, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))

const COMMON_NAME = Buffer.from('0603550403', 'hex')
const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex')

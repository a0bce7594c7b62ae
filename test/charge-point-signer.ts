import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { Reading } from './charge-point-clock.ts'

/** How a charger's meter signs. */
export interface SignerOptions {
  meterSerial?: string
  /** In OCMF's words, e.g. `brainpool256r1`. Default `secp256r1`. */
  curve?: string
  /** Number of its first record; default 1. */
  page?: number
  /** How the signature is written; default hex. */
  encoding?: 'hex' | 'base64'
  /** What happens to each signed text on its way out; for a charger that cheats. */
  tamper?: (text: string) => string
}

/** A meter that signs what it shows, as the Open Charge Metering Format says. */
export interface Signer {
  readonly meterSerial: string
  /** SubjectPublicKeyInfo in hexadecimal digits. */
  readonly publicKey: string
  /** A signed record of readings, with the next page of the meter. */
  sign(readings: SignedReading[], about?: Record<string, unknown>): string
}

export interface SignedReading extends Pick<Reading, 'at' | 'registerWh'> {
  /** OCMF's TX: B begin, C charging, E end. */
  reason?: string
  /** Fields of OCMF that replace ours. */
  more?: Record<string, unknown>
}

const OPENSSL: Record<string, string> = {
  secp192r1: 'prime192v1',
  secp256r1: 'prime256v1',
  brainpool256r1: 'brainpoolP256r1',
  brainpool384r1: 'brainpoolP384r1',
}

export function createSigner(options: SignerOptions = {}): Signer {
  const { meterSerial = 'M-1', curve = 'secp256r1', encoding = 'hex', tamper = (text: string) => text } = options
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: OPENSSL[curve] ?? curve })
  let page = options.page ?? 1
  return {
    meterSerial,
    publicKey: (publicKey.export({ format: 'der', type: 'spki' }) as Buffer).toString('hex').toUpperCase(),
    sign: (readings, about = {}) => {
      const payload = JSON.stringify({
        FV: '1.0',
        GI: 'Evergraph Simulator',
        GS: 'G-1',
        PG: `T${page++}`,
        MS: meterSerial,
        IS: true,
        IT: 'CENTRAL',
        RD: readings.map(told),
        ...about,
      })
      return tamper(signed(payload, privateKey, `ECDSA-${curve}-SHA256`, encoding))
    },
  }
}

const told = ({ at, registerWh, reason, more }: SignedReading) => ({
  TM: `${at.toISOString().replace('.', ',').replace('Z', '+0000')} S`,
  ...(reason === undefined ? {} : { TX: reason }),
  RV: registerWh,
  RI: '1-b:1.8.0',
  RU: 'Wh',
  EF: '',
  ST: 'G',
  ...more,
})

/** Any payload, signed. */
export function signed(payload: string, key: KeyObject, algorithm: string, encoding: 'hex' | 'base64' = 'hex'): string {
  const data = sign('sha256', Buffer.from(payload), key).toString(encoding)
  return `OCMF|${payload}|${JSON.stringify({ SA: algorithm, ...(encoding === 'base64' ? { SE: encoding } : {}), SD: data })}`
}

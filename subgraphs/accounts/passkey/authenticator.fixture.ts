import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

type Algorithm = 'ES256' | 'EdDSA' | 'RS256'

/** What a dishonest or broken client does otherwise. */
export interface Wrong {
  origin?: string
  rpId?: string
  challenge?: string
  type?: string
  counter?: number
  userVerified?: boolean
  userHandle?: string
  signature?: string
}

/** Options as the graph gives them. */
export interface Options {
  challenge: string
  rp?: { id: string }
  rpId?: string
  user?: { id: string }
}

export const ORIGIN = 'http://localhost:4000'

/** An authenticator in software: a key of its own, which speaks WebAuthn as a browser with `none` attestation does. */
export function authenticator(algorithm: Algorithm = 'ES256', { counts = true } = {}) {
  const { publicKey, privateKey } = pair(algorithm)
  const id = randomBytes(32).toString('base64url')
  let counter = 0
  let userHandle: string | undefined

  const clientData = (type: string, { challenge }: Options, wrong: Wrong): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: wrong.challenge ?? challenge,
        origin: wrong.origin ?? ORIGIN,
        crossOrigin: false,
      }),
    )
  const head = (rpId: string, { counter: said = counter, userVerified = true, rpId: other }: Wrong, attested: boolean): Buffer => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(said)
    const flags = 0x01 | (userVerified ? 0x04 : 0) | (attested ? 0x40 : 0)
    return Buffer.concat([sha256(Buffer.from(other ?? rpId)), Buffer.from([flags]), count])
  }
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {}, authenticatorAttachment: 'platform' }

  return {
    id,
    /** What `navigator.credentials.create` would give. */
    create(options: Options, wrong: Wrong = {}) {
      userHandle = options.user?.id
      const length = Buffer.alloc(2)
      length.writeUInt16BE(Buffer.from(id, 'base64url').length)
      const credential = Buffer.concat([Buffer.alloc(16), length, Buffer.from(id, 'base64url'), cose(algorithm, publicKey)])
      const authData = Buffer.concat([head(options.rp?.id ?? '', wrong, true), credential])
      const attestation = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData)],
        ]) as Parameters<typeof isoCBOR.encode>[0],
      )
      return {
        ...common,
        response: {
          clientDataJSON: clientData('webauthn.create', options, wrong).toString('base64url'),
          attestationObject: Buffer.from(attestation).toString('base64url'),
          transports: ['internal', 'hybrid'],
        },
      }
    },
    /** What `navigator.credentials.get` would give. */
    get(options: Options, wrong: Wrong = {}) {
      if (counts) counter++
      const authenticatorData = head(options.rpId ?? '', wrong, false)
      const data = clientData('webauthn.get', options, wrong)
      const signed = Buffer.concat([authenticatorData, sha256(data)])
      const signature = sign(algorithm === 'EdDSA' ? null : 'sha256', signed, privateKey).toString('base64url')
      return {
        ...common,
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authenticatorData.toString('base64url'),
          signature: wrong.signature ?? signature,
          userHandle: wrong.userHandle ?? userHandle,
        },
      }
    },
  }
}

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest()

function pair(algorithm: Algorithm) {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  return algorithm === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })
}

/** A public key as COSE has it (RFC 9053, RFC 8230). */
function cose(algorithm: Algorithm, key: KeyObject): Uint8Array {
  const { x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' })
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
  const entries: Record<Algorithm, [number, number | Uint8Array][]> = {
    ES256: [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ],
    EdDSA: [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(x)],
    ],
    RS256: [
      [1, 3],
      [3, -257],
      [-1, bytes(n)],
      [-2, bytes(e)],
    ],
  }
  return isoCBOR.encode(new Map(entries[algorithm]))
}

import { createHash, randomBytes, webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  Pkcs10CertificateRequest,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  cryptoProvider,
} from '@peculiar/x509'
import { OCPP_LIMITS } from '../limits.ts'

cryptoProvider.set(webcrypto as Crypto)

/** A small authority that signs what chargers ask for: a client certificate in their own name, and nothing else. */
export interface Authority {
  /** Signs a request (PEM) of the charger of this identity. `refused` says for the log why it is not signed. */
  sign(csr: string, identity: string, now?: Date): Promise<Issued | { refused: string }>
}

export interface Issued {
  serial: string
  fingerprint: string
  subject: string
  pem: string
  /** The certificate, then that of the authority. */
  chain: string
  notBefore: Date
  notAfter: Date
}

const DAY_MS = 86_400_000
/** OID of clientAuth (RFC 5280 §4.2.1.12). */
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2'
/** 1.6 security A00.FR.501 ff., 2.0.1 A00.FR.507 ff.: at least 112 bits of strength. */
const LEAST_RSA_BITS = 2048
const CURVES = ['P-256', 'P-384', 'P-521']

/** SHA-256 of a certificate, as Node names it for a connection, without colons. */
export const fingerprintOf = (der: ArrayBuffer | Buffer): string => createHash('sha256').update(new Uint8Array(der)).digest('hex')

/** Throws where the key is not that of the certificate, or the certificate is no authority's. */
export async function createAuthority({ key, certificate }: { key: string; certificate: string }): Promise<Authority> {
  const issuer = new X509Certificate(certificate)
  const [signingKey, algorithm] = await importKey(key, issuer)
  if (issuer.getExtension(BasicConstraintsExtension)?.ca !== true)
    throw new Error('OCPP_CA_CERTIFICATE is not that of an authority.')

  return {
    sign: async (csr, identity, now = new Date()) => {
      const request = await readRequest(csr)
      if (request === null) return { refused: 'it cannot be read, or is not signed with its own key' }
      const weak = await weaknessOf(request)
      if (weak !== null) return { refused: weak }
      if (request.subjectName.getField('CN').join() !== identity)
        return { refused: 'its common name is not the identity of the charger' }
      const notBefore = new Date(now.getTime() - OCPP_LIMITS.certificateBackdateMs)
      const notAfter = new Date(Math.min(now.getTime() + OCPP_LIMITS.certificateDays * DAY_MS, issuer.notAfter.getTime()))
      const issued = await X509CertificateGenerator.create({
        serialNumber: randomSerial(),
        // Nothing else of the request is taken over: what it asks for beyond its key is not for the charger to say.
        subject: `CN=${escapeName(identity)}`,
        issuer: issuer.subject,
        publicKey: request.publicKey,
        signingKey,
        signingAlgorithm: algorithm,
        notBefore,
        notAfter,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension([CLIENT_AUTH]),
          await SubjectKeyIdentifierExtension.create(request.publicKey),
          await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
        ],
      })
      const pem = issued.toString('pem')
      return {
        serial: issued.serialNumber,
        fingerprint: fingerprintOf(issued.rawData),
        subject: issued.subject,
        pem,
        chain: `${pem}\n${issuer.toString('pem')}\n`,
        notBefore: issued.notBefore,
        notAfter: issued.notAfter,
      }
    },
  }
}

/** RFC 5280 §4.1.2.2: positive, at most 20 bytes. */
const randomSerial = (): string => {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x01
  return bytes.toString('hex')
}

/** RFC 4514 §2.4. Identities have only these of the signs that have a meaning there. */
const escapeName = (identity: string): string => identity.replaceAll(/[+=]/g, String.raw`\$&`)

async function importKey(pem: string, issuer: X509Certificate): Promise<[CryptoKey, EcdsaParams | { name: string; hash: string }]> {
  const [der] = PemConverter.decode(pem)
  if (der === undefined) throw new Error('OCPP_CA_KEY holds no key.')
  const { algorithm } = await issuer.publicKey.export()
  const usage: KeyUsage[] = ['sign']
  const signing = { ...algorithm, hash: 'SHA-256' }
  try {
    const key = await webcrypto.subtle.importKey('pkcs8', der, signing, false, usage)
    const probe = randomBytes(16)
    const signature = await webcrypto.subtle.sign(signing, key, probe)
    const own = await issuer.publicKey.export(signing as unknown as EcKeyImportParams, ['verify'])
    if (!(await webcrypto.subtle.verify(signing, own, signature, probe))) throw new Error('It is the key of another certificate.')
    return [key as CryptoKey, signing]
  } catch {
    throw new Error('OCPP_CA_KEY is not the key of OCPP_CA_CERTIFICATE, in PKCS #8.')
  }
}

/** Null if it is no request, or its sender does not have its key. */
async function readRequest(csr: string): Promise<Pkcs10CertificateRequest | null> {
  try {
    const request = new Pkcs10CertificateRequest(csr)
    return (await request.verify()) ? request : null
  } catch {
    return null
  }
}

async function weaknessOf({ publicKey }: Pkcs10CertificateRequest): Promise<string | null> {
  const { algorithm } = await publicKey.export()
  if ('namedCurve' in algorithm && CURVES.includes(String(algorithm.namedCurve))) return null
  if ('modulusLength' in algorithm && Number(algorithm.modulusLength) >= LEAST_RSA_BITS) return null
  return 'its key is of a kind that is not taken'
}

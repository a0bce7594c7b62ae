import { webcrypto } from 'node:crypto'
import {
  BasicConstraintsExtension,
  PemConverter,
  Pkcs10CertificateRequestGenerator,
  X509CertificateGenerator,
  cryptoProvider,
} from '@peculiar/x509'

cryptoProvider.set(webcrypto as Crypto)
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

const pemOf = async (key: CryptoKey) => PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')

/** An authority as an operator makes one (ocpp-bridge/README.md), good for two years. */
export async function newAuthority(name = 'CN=Test authority', ca = true) {
  const keys = await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 2 * 365 * 86_400_000),
    keys: keys as CryptoKeyPair,
    signingAlgorithm: EC,
    extensions: [new BasicConstraintsExtension(ca, undefined, true)],
  })
  return { key: await pemOf(keys.privateKey as CryptoKey), certificate: certificate.toString('pem') }
}

/** A key of a charger and its request for a certificate. */
export async function newRequest(name: string, algorithm: EcKeyGenParams | RsaHashedKeyGenParams = EC) {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
  const request = await Pkcs10CertificateRequestGenerator.create({ name, keys, signingAlgorithm: EC })
  return { key: await pemOf(keys.privateKey), csr: request.toString('pem') }
}

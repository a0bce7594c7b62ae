import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY_MS = 86_400_000

export interface Issued {
  cert: string
  key: string
}

/** An authority of a test, which nothing else trusts. */
export async function testAuthority(name = 'Evergraph test authority') {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const own = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    ...validity(30),
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, 1, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)],
  })
  return {
    pem: own.toString('pem'),
    /** A certificate of this common name, and its key, in PEM. One with `days` below 0 has expired. It is good since 60 days ago. */
    issue: async (
      commonName: string,
      { days = 30, dns = commonName, notBefore = new Date(Date.now() - 60 * DAY_MS) } = {},
    ): Promise<Issued> => {
      const pair = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
      const certificate = await X509CertificateGenerator.create({
        subject: `CN=${commonName}`,
        issuer: own.subject,
        signingKey: keys.privateKey,
        publicKey: pair.publicKey,
        ...validity(days),
        notBefore,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new SubjectAlternativeNameExtension([
            { type: 'dns', value: dns },
            ...(dns === 'localhost' ? [{ type: 'ip' as const, value: '127.0.0.1' }] : []),
          ]),
        ],
      })
      const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', pair.privateKey)).toString('base64')
      return {
        cert: certificate.toString('pem'),
        key: `-----BEGIN PRIVATE KEY-----\n${key.replaceAll(/.{64}/g, '$&\n').trim()}\n-----END PRIVATE KEY-----\n`,
      }
    },
  }
}

const validity = (days: number) => ({
  notBefore: new Date(Date.now() - 60 * DAY_MS),
  notAfter: new Date(Date.now() + days * DAY_MS),
})

import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  AuthorityKeyIdentifierExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509'
import { JPEG } from '@trustnxt/c2pa-ts/asset'
import { CoseAlgorithmIdentifier, LocalSigner, type Signer } from '@trustnxt/c2pa-ts/cose'
import { ActionAssertion, ActionType, DataHashAssertion, ManifestStore, type DigitalSourceType } from '@trustnxt/c2pa-ts/manifest'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const YEAR_MS = 365 * 24 * 3_600_000

/** A signer of content credentials and the authority that vouches for it, made for one test. */
export async function testSigner(options: { expired?: boolean } = {}) {
  const authorityKeys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const now = Date.now()
  const validity = { notBefore: new Date(now - 2 * YEAR_MS), notAfter: new Date(now + (options.expired ? -YEAR_MS : YEAR_MS)) }
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Test Authority',
    keys: authorityKeys,
    ...validity,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 1, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  })
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=Test Camera',
    issuer: authority.subject,
    signingKey: authorityKeys.privateKey,
    publicKey: keys.publicKey,
    ...validity,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.emailProtection]),
      await AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  })
  const privateKey = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  return {
    // The package declares its enum twice, so that its own signer is none by its types.
    signer: new LocalSigner(privateKey, CoseAlgorithmIdentifier.ES256, certificate, [authority]) as unknown as Signer,
    anchor: pem(authority),
  }
}

/** The JPEG with content credentials: how it came to be, the hash of its bytes, a signature. */
export async function signedJpeg(jpeg: Uint8Array, signer: Signer, source?: DigitalSourceType): Promise<Buffer> {
  const asset = new JPEG(Uint8Array.from(jpeg))
  const store = new ManifestStore()
  const manifest = store.createManifest({
    assetFormat: 'image/jpeg',
    instanceID: 'xmp:iid:test',
    defaultHashAlgorithm: 'SHA-256',
    signer,
  })
  const hash = DataHashAssertion.create('SHA-256', 512)
  const actions = new ActionAssertion()
  actions.actions = [{ action: ActionType.C2paCreated, ...(source && { digitalSourceType: source }) }]
  manifest.addAssertion(hash)
  manifest.addAssertion(actions)
  await asset.ensureManifestSpace(store.measureSize())
  await hash.updateWithAsset(asset)
  await manifest.sign(signer)
  await asset.writeManifestJUMBF(store.getBytes())
  return Buffer.from(await asset.getDataRange())
}

const pem = (certificate: X509Certificate): string => certificate.toString('pem')

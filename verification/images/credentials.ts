import { X509Certificate } from 'node:crypto'
import { JPEG, PNG } from '@trustnxt/c2pa-ts/asset'
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf'
import { ActionAssertion, ManifestStore, ValidationResult, type Manifest } from '@trustnxt/c2pa-ts/manifest'
import type { Credentials } from '../checks/facts.ts'

/** Codes that say that the picture or the claim is not what was signed (C2PA 2.1, clause 15.2.2). Other failures may be this library's. */
const BROKEN = [
  'claim.missing',
  'claimSignature.missing',
  'claimSignature.mismatch',
  'assertion.missing',
  'assertion.dataHash.mismatch',
  'assertion.boxesHash.mismatch',
  'assertion.hashedURI.mismatch',
  'hashedURI.mismatch',
]
/** Codes that only concern the signer: a certificate that has expired or signs itself. */
const SIGNER = /^signingCredential\.|^timeStamp\./

/**
 * Reads and verifies content credentials. The library verifies hashes and signatures, not whose they are. `anchors` (PEM) say whom to
 * trust; without any the best state is UNTRUSTED. WebP cannot be verified here.
 */
export async function credentialsOf(bytes: Uint8Array, anchors: readonly string[] = []): Promise<Credentials> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!buffer.includes('jumbc2pa') && !(buffer.includes('jumb') && buffer.includes('c2pa'))) return nothing('ABSENT')
  try {
    const asset = JPEG.canRead(buffer) ? new JPEG(buffer) : PNG.canRead(buffer) ? new PNG(buffer) : null
    if (!asset) return nothing('UNSUPPORTED')
    const jumbf = asset.getManifestJUMBF()
    // The words may be anywhere in a file.
    if (!jumbf) return nothing('ABSENT')
    const store = ManifestStore.read(SuperBox.fromBuffer(Uint8Array.from(jumbf)))
    const result = await store.validate(asset).catch((error: Error) => ValidationResult.fromError(error))
    const active = store.getActiveManifest()
    const problems = unique(result.statusEntries.filter(({ success }) => success === false).map(({ code }) => code))
    return {
      state: stateOf(result.isValid, problems, active, anchors),
      problems,
      signer: signature(active)?.certificate?.subjectName.getField('CN')[0] ?? null,
      generator: active?.claim?.claimGeneratorName ?? null,
      ...actionsOf(store.manifests),
    }
  } catch {
    return nothing('UNSUPPORTED')
  }
}

const nothing = (state: Credentials['state']): Credentials => ({
  state,
  problems: [],
  signer: null,
  generator: null,
  sources: [],
  actions: [],
})

function stateOf(
  valid: boolean,
  problems: string[],
  manifest: Manifest | undefined,
  anchors: readonly string[],
): Credentials['state'] {
  if (problems.some((code) => BROKEN.includes(code))) return 'BROKEN'
  if (!valid && !problems.every((code) => SIGNER.test(code))) return 'UNSUPPORTED'
  return valid && manifest && isTrusted(manifest, anchors) ? 'TRUSTED' : 'UNTRUSTED'
}

const signature = (manifest: Manifest | undefined) => manifest?.signature?.signatureData

/** True if the signer's certificate leads to one of the anchors, each signed by the next. */
function isTrusted(manifest: Manifest, anchors: readonly string[]): boolean {
  const signed = signature(manifest)
  if (!signed?.certificate) return false
  const roots = anchors.map((pem) => new X509Certificate(pem))
  const chain = [signed.certificate, ...signed.chainCertificates].map(({ rawData }) => new X509Certificate(Buffer.from(rawData)))
  for (const [at, certificate] of chain.entries()) {
    if (roots.some((root) => certificate.raw.equals(root.raw) || issued(root, certificate))) return true
    const next = chain[at + 1]
    if (!next || !issued(next, certificate)) return false
  }
  return false
}

const issued = (by: X509Certificate, certificate: X509Certificate): boolean =>
  by.ca && certificate.checkIssued(by) && certificate.verify(by.publicKey)

/** Looks at every manifest: those of a picture's parts say where it comes from. */
function actionsOf(manifests: readonly Manifest[]): Pick<Credentials, 'sources' | 'actions'> {
  const actions = manifests
    .flatMap((manifest) => manifest.assertions?.assertions ?? [])
    .flatMap((assertion) => (assertion instanceof ActionAssertion ? assertion.actions : []))
  return {
    sources: unique(actions.flatMap(({ digitalSourceType }) => (digitalSourceType ? [lastWord(digitalSourceType)] : []))),
    actions: unique(actions.map(({ action }) => action)),
  }
}

const unique = (words: string[]): string[] => [...new Set(words)]
const lastWord = (url: string): string => url.split(/[/.]/).at(-1) ?? url

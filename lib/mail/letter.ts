import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { CompactEncrypt, compactDecrypt } from 'jose'

/** What a mail needs that nobody but its reader may know. */
export interface Letter {
  /** The address. */
  to: string
  /** The reader's name; null where there is no account yet. */
  name: string | null
  /** BCP 47; null where it is not known. */
  locale: string | null
  /** The link, with its token behind the #: it does not reach a log on its way. Null where the letter only says something. */
  link: string | null
}

const HEADER = { alg: 'ECDH-ES', enc: 'A256GCM' } as const

/** A fresh X25519 key pair in PEM form, for `sealLetter` and `openLetter`. */
export const newMailKeys = (): { privateKey: string; publicKey: string } =>
  generateKeyPairSync('x25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })

/**
 * Seals a letter for whoever has the private half of an X25519 key (JWE, RFC 7516). It lies in outbox, bus and backups, and nobody reads it
 * there: accounts itself cannot.
 */
export const sealLetter = (publicKeyPem: string, letter: Letter): Promise<string> => seal(publicKeyPem, letter)

/** The letter that was sealed. Throws if it was sealed for another key, or changed. */
export const openLetter = async (privateKey: KeyObject, sealed: string): Promise<Letter> =>
  // In the form that `sealLetter` writes.
  (await openSealed(privateKey, sealed)) as Letter

export const seal = (publicKeyPem: string, content: object): Promise<string> =>
  new CompactEncrypt(Buffer.from(JSON.stringify(content))).setProtectedHeader(HEADER).encrypt(createPublicKey(publicKeyPem))

export async function openSealed(privateKey: KeyObject, sealed: string): Promise<unknown> {
  const options = { keyManagementAlgorithms: [HEADER.alg], contentEncryptionAlgorithms: [HEADER.enc] }
  const { plaintext } = await compactDecrypt(sealed, privateKey, options)
  return JSON.parse(Buffer.from(plaintext).toString())
}

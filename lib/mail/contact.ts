import type { KeyObject } from 'node:crypto'
import { openSealed, seal } from './letter.ts'

/** How somebody is written to. */
export interface Contact {
  email: string
  /** Null where they have none. */
  name: string | null
}

/** Seals it as letters are. */
export const sealContact = (publicKeyPem: string, contact: Contact): Promise<string> => seal(publicKeyPem, contact)

/** The contact that was sealed. Throws if it was sealed for another key, or changed. */
export const openContact = async (privateKey: KeyObject, sealed: string): Promise<Contact> =>
  // In the form that `sealContact` writes.
  (await openSealed(privateKey, sealed)) as Contact

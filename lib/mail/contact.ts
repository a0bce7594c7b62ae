/** How somebody is written to, sealed as letters are (`sealLetter` of `letter.ts`). */
export interface Contact {
  email: string
  /** Null where they have none. */
  name: string | null
}

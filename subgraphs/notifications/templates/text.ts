import type { Kind } from '../kinds.ts'

/** The texts of a kind, as ICU messages. Apostrophes are ’ in all of them: ' would quote what follows it. */
export interface Text {
  /** A mail's subject and a push's first line. */
  title: string
  body: string
  /** What a button says that leads to what it is about. */
  action: string
}

export type Texts = Readonly<Record<Kind, Text>>

/** The languages that people are told things in. */
export const LANGUAGES = ['en', 'nl', 'de', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

import type { Generated } from 'kysely'

/** The tables of `20261121T0310-fingerprint.sql`; the box's `Tables` extend them. */
export interface FingerprintTables {
  fingerprint: {
    /** Grows in the order of the commits: rows are inserted under one lock. */
    id: Generated<number>
    photo_id: string
    user_id: string | null
    sha256: Buffer
    pdq: Buffer
    pdq_quality: number
    embedding: Buffer | null
    embedding_model: string | null
    outline: Buffer | null
    reading: number | null
    created_at: Generated<Date>
  }
}

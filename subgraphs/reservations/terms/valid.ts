import type { Db, Terms, Trx } from '../tables.ts'
import { termsAt } from './terms.queries.ts'
import { DEFAULT_TERMS } from './terms.ts'

/** The terms that hold at a station now. */
export const validTerms = async (db: Db | Trx, stationId: string): Promise<Terms> =>
  (await termsAt(db, [stationId]))[0]?.data ?? DEFAULT_TERMS

import { sql } from 'kysely'
import type { Trx } from '../tables.ts'

interface Rates {
  feeBasisPoints: number
  vatBasisPoints: number
}

/** The rates that a bill is sold by. The first time they are what its operator has agreed, or what holds for all. */
export async function keepFeeRates(trx: Trx, billId: string, operatorId: string, forAll: Rates): Promise<Rates> {
  await sql`INSERT INTO bill_fee (bill_id, basis_points, vat_basis_points)
    VALUES (${billId}, coalesce((SELECT basis_points FROM operator_fee WHERE operator_id = ${operatorId}), ${forAll.feeBasisPoints}::integer),
      ${forAll.vatBasisPoints}) ON CONFLICT DO NOTHING`.execute(trx)
  return trx
    .selectFrom('bill_fee')
    .select(['basis_points as feeBasisPoints', 'vat_basis_points as vatBasisPoints'])
    .where('bill_id', '=', billId)
    .executeTakeFirstOrThrow()
}

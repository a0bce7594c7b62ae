import { sql } from 'kysely'
import type { ProviderName } from '../providers/provider.ts'
import type { Db, Trx } from '../tables.ts'

/** Where an operator wants payouts to go. */
export const findPayoutAccount = (
  db: Db | Trx,
  operatorId: string,
): Promise<{ provider: ProviderName | null; account: string | null; changedAt: Date | null } | undefined> =>
  db
    .selectFrom('business')
    .select(['payout_provider as provider', 'payout_account as account', 'payout_changed_at as changedAt'])
    .where('operator_id', '=', operatorId)
    .executeTakeFirst()

/** A month by the clock of an operator, UTC where none is known. */
export async function monthOf(db: Db, operatorId: string, month: string): Promise<{ beginsAt: Date; endsAt: Date }> {
  const { rows } = await sql<{ beginsAt: Date; endsAt: Date }>`
    SELECT first AT TIME ZONE zone AS "beginsAt", (first + interval '1 month') AT TIME ZONE zone AS "endsAt"
    FROM (SELECT ${`${month}-01`}::timestamp AS first,
      coalesce((SELECT time_zone FROM business WHERE operator_id = ${operatorId}), 'UTC') AS zone) AS month`.execute(db)
  const [found] = rows
  if (!found) throw new Error('A query without a condition gives a row.')
  return found
}

import { sql } from 'kysely'
import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import type { AccountKind, JournalKind, SourceType, Trx } from '../tables.ts'

export interface Movement {
  kind: AccountKind
  /** A user's or operator's id, a provider's name; absent for the platform's own. */
  ownerId?: string
  /** A debit is positive, a credit negative. Nothing is left out. */
  amountMinor: number
}

/** What was moved, why, and for what: kind and source make it unique. */
export interface Journal {
  kind: JournalKind
  source: readonly [type: SourceType, id: string]
  currency: string
  movements: readonly Movement[]
}

/**
 * Writes one journal, whole, by the database's function. False if the same one was written before, so a repeated handler moves nothing.
 * Throws `entry_balanced` if the movements do not sum to 0, `wallet_covered` if a wallet would fall below nothing, `wallet_held_covered` if
 * what is blocked of it would, and `journal_differs` if the same one was written before with other amounts.
 */
export async function post(trx: Trx, { kind, source, currency, movements }: Journal): Promise<boolean> {
  const moving = movements.filter(({ amountMinor }) => amountMinor !== 0)
  if (moving.length === 0) return false
  const column = <Type extends string>(type: Type, values: readonly unknown[]) => sql`${values}::${sql.raw(type)}[]`
  const { rows } = await sql<{ wrote: boolean }>`SELECT post_journal(${newId()}, ${kind}, ${source[0]}, ${source[1]}, ${currency},
    ${column('uuid', moving.map(newId))}, ${column(
      'text',
      moving.map((one) => one.kind),
    )},
    ${column(
      'text',
      moving.map(({ ownerId = '' }) => ownerId),
    )}, ${column(
      'bigint',
      moving.map(({ amountMinor }) => amountMinor),
    )}) AS wrote`.execute(trx)
  if (rows[0]?.wrote !== true) return false
  for (const owner of new Set(moving.filter((one) => isWallet(one.kind)).map(({ ownerId = '' }) => ownerId)))
    await tellOfWallet(trx, owner, currency)
  return true
}

const isWallet = (kind: AccountKind): boolean => kind === 'WALLET' || kind === 'WALLET_HELD'

/** The journal has locked the wallet: what is told of it comes in the order in which it moved. */
async function tellOfWallet(trx: Trx, userId: string, currency: string): Promise<void> {
  const { balance_minor: balanceMinor, held_minor: heldMinor } = await trx
    .selectFrom('wallet')
    .selectAll()
    .where('user_id', '=', userId)
    .where('currency', '=', currency)
    .executeTakeFirstOrThrow()
  await emit(trx, 'payments.wallet.changed', userId, { userId, currency, balanceMinor, heldMinor })
}

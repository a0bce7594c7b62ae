import { sql, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { ChargingProfile, ChargingProfilePurpose } from '#lib/charging-profile.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { ChargingProfileTable, Db, Trx } from '../tables.ts'

export type ChargingProfileRow = Selectable<ChargingProfileTable>

/** Where a charger has room for one profile of ours. */
export interface Slot {
  stationId: string
  purpose: ChargingProfilePurpose
  stackLevel: number
  evseNumber: number
  transactionId: string | null
}

const inSlot = ({ stationId, purpose, stackLevel, evseNumber, transactionId }: Slot) =>
  sql<boolean>`station_id = ${stationId} AND source = 'CSO' AND purpose = ${purpose} AND stack_level = ${stackLevel}
    AND evse_number = ${evseNumber} AND transaction_id IS NOT DISTINCT FROM ${transactionId}`

export const findInSlot = (db: Db | Trx, slot: Slot): Promise<ChargingProfileRow | undefined> =>
  db.selectFrom('charging_profile').selectAll().where(inSlot(slot)).executeTakeFirst()

/** Takes a new id for a slot; undefined if another process has just done so. */
export const takeProfileId = (db: Db | Trx, slot: Slot): Promise<ChargingProfileRow | undefined> =>
  db
    .insertInto('charging_profile')
    .values({
      station_id: slot.stationId,
      profile_id: sql<number>`nextval('charging_profile_id')`,
      purpose: slot.purpose,
      stack_level: slot.stackLevel,
      evse_number: slot.evseNumber,
      transaction_id: slot.transactionId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()

export async function noteInstalled(trx: Trx, slot: Slot, profile: ChargingProfile): Promise<void> {
  await trx
    .updateTable('charging_profile')
    .set({ profile: JSON.stringify(profile), confirmed_at: sql<Date>`now()` })
    .where(inSlot(slot))
    .execute()
}

/** Gives up the id of a slot that the charger has never filled. */
export async function giveUpSlot(trx: Trx, slot: Slot): Promise<void> {
  await trx.deleteFrom('charging_profile').where(inSlot(slot)).where('profile', 'is', null).execute()
}

/** Which profiles; what is left out does not matter. */
export interface ProfileFilter {
  evseNumber?: number | null | undefined
  purpose?: ChargingProfilePurpose | null | undefined
  stackLevel?: number | null | undefined
}

/** Forgets profiles that the charger no longer has; EXTERNAL ones only where they are meant, because a central system cannot clear them. */
export async function forgetProfiles(trx: Trx, stationId: string, filter: ProfileFilter): Promise<void> {
  await trx
    .deleteFrom('charging_profile')
    .where('station_id', '=', stationId)
    .where(matching(filter))
    .$if(filter.purpose == null, (query) => query.where('purpose', '<>', 'EXTERNAL'))
    .execute()
}

const matching = ({ evseNumber = null, purpose = null, stackLevel = null }: ProfileFilter) =>
  sql<boolean>`(${evseNumber}::integer IS NULL OR evse_number = ${evseNumber})
    AND (${purpose}::text IS NULL OR purpose = ${purpose}) AND (${stackLevel}::integer IS NULL OR stack_level = ${stackLevel})`

/** What the charger has, in the order of its ids. A transaction's profile ends with it. */
export const listProfiles = (db: Db, stationId: string, page: PageRequest): Promise<ChargingProfileRow[]> =>
  pageBy(
    db
      .selectFrom('charging_profile')
      .selectAll()
      .where('station_id', '=', stationId)
      .where('profile', 'is not', null)
      .where(({ or, eb, exists, selectFrom }) =>
        or([
          eb('transaction_id', 'is', null),
          exists(
            selectFrom('transaction')
              .select('transaction.id')
              .whereRef('transaction.id', '=', 'charging_profile.transaction_id')
              .where('transaction.state', '<>', 'ended'),
          ),
        ]),
      ),
    [['profile_id', 'int']],
    'asc',
    page,
  )

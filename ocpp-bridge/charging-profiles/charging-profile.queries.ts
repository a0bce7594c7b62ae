import { sql, type Insertable, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { ChargingProfile, ChargingProfilePurpose } from '#lib/charging-profile.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
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

export type ReportedProfile = Required<Omit<Insertable<ChargingProfileTable>, 'confirmed_at'>>

/**
 * Notes profiles that a charger reports: its word takes the place of what was known under the same id, and of ours in the same place. What is
 * being set just now is left to the answer to that. Of one charger so many are kept; further ones are left out.
 */
export async function saveReported(trx: Trx, stationId: string, profiles: readonly ReportedProfile[]): Promise<void> {
  await sql`DELETE FROM charging_profile known USING jsonb_to_recordset(${JSON.stringify(profiles)}::jsonb)
      AS told (profile_id integer, source text, purpose text, stack_level integer, evse_number integer, transaction_id uuid)
    WHERE known.station_id = ${stationId} AND known.profile IS NOT NULL AND (known.profile_id = told.profile_id
      OR (known.source = 'CSO' AND told.source = 'CSO' AND known.transaction_id IS NOT DISTINCT FROM told.transaction_id
        AND (known.purpose, known.stack_level, known.evse_number) = (told.purpose, told.stack_level, told.evse_number)))`.execute(
    trx,
  )
  const { others } = await trx
    .selectFrom('charging_profile')
    .select(sql<number>`count(*)::integer`.as('others'))
    .where('station_id', '=', stationId)
    .executeTakeFirstOrThrow()
  const kept = profiles.slice(0, Math.max(0, OCPP_LIMITS.chargingProfiles - others))
  if (kept.length === 0) return
  await trx
    .insertInto('charging_profile')
    .values(kept.map((profile) => ({ ...profile, confirmed_at: sql<Date>`now()` })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Which profiles; what is left out does not matter. */
export interface ProfileFilter {
  profileIds?: readonly number[] | null | undefined
  sources?: readonly string[] | null | undefined
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

/** Of those that were asked for, a charger has reported all that it has. What it has not told of since is gone. */
export async function forgetUnreported(trx: Trx, stationId: string, filter: ProfileFilter, askedAt: Date): Promise<void> {
  await trx
    .deleteFrom('charging_profile')
    .where('station_id', '=', stationId)
    .where(matching(filter))
    .where('confirmed_at', '<', askedAt)
    .execute()
}

const matching = ({ evseNumber = null, purpose = null, stackLevel = null, profileIds = null, sources = null }: ProfileFilter) =>
  sql<boolean>`(${evseNumber}::integer IS NULL OR evse_number = ${evseNumber})
    AND (${purpose}::text IS NULL OR purpose = ${purpose}) AND (${stackLevel}::integer IS NULL OR stack_level = ${stackLevel})
    AND (${profileIds}::integer[] IS NULL OR profile_id = ANY (${profileIds})) AND (${sources}::text[] IS NULL OR source = ANY (${sources}))`

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

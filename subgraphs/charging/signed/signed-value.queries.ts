import { sql } from 'kysely'
import { daysAgo } from '#db/time.ts'
import { pageBy } from '#db/page.ts'
import type { EventCatalogue } from '#lib/events.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Db, MeterKey, NewSignedValue, Session, SignedValue, Trx } from '../tables.ts'
import type { Page } from './judgement.ts'

/** How many were new. */
export async function insertSignedValues(trx: Trx, rows: readonly NewSignedValue[]): Promise<number> {
  const inserted = await trx
    .insertInto('signed_meter_value')
    .values(rows)
    .onConflict((c) => c.columns(['session_id', 'digest']).doNothing())
    .returning('id')
    .execute()
  return inserted.length
}

/** What is known of a session already, by its hashes. */
export async function signedDigests(db: Db, sessionId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('signed_meter_value').select('digest').where('session_id', '=', sessionId).execute()
  return new Set(rows.map(({ digest }) => digest.toString('hex')))
}

/** All signed values of a session, in the order in which they came. */
export const signedValuesOf = (db: Db, sessionId: string): Promise<SignedValue[]> =>
  db.selectFrom('signed_meter_value').selectAll().where('session_id', '=', sessionId).orderBy('id').execute()

export const listSignedValues = (db: Db, sessionId: string, page: PageRequest): Promise<SignedValue[]> =>
  pageBy(db.selectFrom('signed_meter_value').selectAll().where('session_id', '=', sessionId), [['id', 'uuid']], 'asc', page)

export const saveMeterKey = (trx: Trx, fact: EventCatalogue['stations.meter-key.saved']) => {
  const until = fact.validUntil === null ? null : new Date(fact.validUntil)
  return trx
    .insertInto('meter_key')
    .values({
      id: fact.meterKeyId,
      station_id: fact.stationId,
      evse_number: fact.evseNumber,
      meter_serial: fact.meterSerial,
      curve: fact.curve,
      public_key: fact.publicKey,
      valid_from: new Date(fact.validFrom),
      valid_until: until,
    })
    .onConflict((c) => c.column('id').doUpdateSet({ valid_until: until }))
    .execute()
}

/** The keys of an EVSE's meters that had begun by then, ended ones too. */
export const keysBefore = (db: Db, stationId: string, evseNumber: number, until: Date): Promise<MeterKey[]> =>
  db
    .selectFrom('meter_key')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('evse_number', '=', evseNumber)
    .where('valid_from', '<=', until)
    .orderBy('valid_from', 'desc')
    .execute()

/** Gives pages to a session. Those that are another session's already come back, and whether that has the same records. */
export async function claimPages(
  trx: Trx,
  { id, station_id }: Pick<Session, 'id' | 'station_id'>,
  pages: readonly Page[],
): Promise<{ page: Page; replayed: boolean }[]> {
  const taken: { page: Page; replayed: boolean }[] = []
  // In one order, so that two sessions never wait for each other.
  for (const page of pages.toSorted((a, b) => a.page - b.page)) {
    const place = { station_id, meter_serial: page.meterSerial, context: page.context, page: page.page }
    await trx
      .insertInto('signed_page')
      .values({ ...place, session_id: id, digest: page.digest })
      .onConflict((c) => c.doNothing())
      .execute()
    const owner = await trx
      .selectFrom('signed_page')
      .select(['session_id', 'digest'])
      .where((eb) => eb.and(place))
      .executeTakeFirstOrThrow()
    if (owner.session_id !== id) taken.push({ page, replayed: owner.digest.equals(page.digest) })
  }
  return taken
}

/** What other sessions have of the pages of a meter: how many between two pages, and when the sessions before and after them began. */
export async function pagesAround(
  trx: Trx,
  { id, station_id }: Pick<Session, 'id' | 'station_id'>,
  { meterSerial, context, first, last }: { meterSerial: string; context: string; first: number; last: number },
): Promise<{ between: number; before: Date | null; after: Date | null }> {
  const others = trx
    .selectFrom('signed_page')
    .innerJoin('session', 'session.id', 'signed_page.session_id')
    .where('signed_page.station_id', '=', station_id)
    .where('signed_page.meter_serial', '=', meterSerial)
    .where('signed_page.context', '=', context)
    .where('signed_page.session_id', '<>', id)
  const between = await others.select('page').where('page', '>=', first).where('page', '<=', last).limit(1).execute()
  const before = await others.select('started_at').where('page', '<', first).orderBy('page', 'desc').limit(1).executeTakeFirst()
  const after = await others.select('started_at').where('page', '>', last).orderBy('page').limit(1).executeTakeFirst()
  return { between: between.length, before: before?.started_at ?? null, after: after?.started_at ?? null }
}

/** Sessions of an EVSE of the last days whose signed values nobody could check, the oldest first. */
export const lockWithoutKey = (trx: Trx, stationId: string, evseNumber: number): Promise<Session[]> =>
  trx
    .selectFrom('session')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('evse_number', '=', evseNumber)
    .where(sql<boolean>`signed_meter ->> 'result' = 'NO_KEY'`)
    .where('ended_at', '>', daysAgo(CHARGING_LIMITS.signedKeyDays))
    .orderBy('started_at')
    .forUpdate()
    .execute()

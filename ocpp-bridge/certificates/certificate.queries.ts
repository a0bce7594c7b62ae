import { sql, type Insertable, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { CertificateTable, Db, Trx } from '../tables.ts'

export type CertificateRow = Selectable<CertificateTable>

export async function insertCertificate(trx: Trx, row: Insertable<CertificateTable>): Promise<void> {
  await trx.insertInto('certificate').values(row).execute()
}

/** How many were given to a charger within the last day. */
export async function countRecent(trx: Trx, stationId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('certificate')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('station_id', '=', stationId)
    .where('issued_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow()
  return count
}

export const listCertificates = (db: Db, stationId: string, page: PageRequest): Promise<CertificateRow[]> =>
  pageBy(
    db.selectFrom('certificate').selectAll().where('station_id', '=', stationId),
    [
      [sql`date_trunc('milliseconds', issued_at)`, 'timestamptz'],
      ['serial', 'text'],
    ],
    'desc',
    page,
  )

export const findBySerial = (trx: Trx, serial: string): Promise<CertificateRow | undefined> =>
  trx.selectFrom('certificate').selectAll().where('serial', '=', serial).executeTakeFirst()

/** Whether a certificate that a charger shows is one of ours that may not be used, or not by the charger of this station. */
export async function isBarred(db: Db, fingerprint: string, stationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('certificate')
    .select(['station_id', 'revoked_at'])
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
  return row !== undefined && (row.revoked_at !== null || row.station_id !== stationId)
}

/** Ends a certificate, and every connection of its charger. Undefined if it was ended before. */
export async function revokeCertificate(trx: Trx, serial: string, by: string): Promise<CertificateRow | undefined> {
  const row = await trx
    .updateTable('certificate')
    .set({ revoked_at: sql`now()`, revoked_by: by })
    .where('serial', '=', serial)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { identity } = await trx
    .updateTable('charge_point')
    .set({ credentials_epoch: sql`credentials_epoch + 1` })
    .where('station_id', '=', row.station_id)
    .returning('identity')
    .executeTakeFirstOrThrow()
  await sql`SELECT pg_notify('ocpp_charge_point', ${identity})`.execute(trx)
  return row
}

/** Certificates in use that end soon, of chargers that are connected and have not been asked to renew for a while. */
export const endingCertificates = (db: Db, withinDays: number): Promise<{ station_id: string }[]> =>
  db
    .selectFrom('certificate')
    .select('station_id')
    .distinct()
    .where('revoked_at', 'is', null)
    .where('not_after', '<', sql<Date>`now() + ${withinDays} * interval '1 day'`)
    .where('not_after', '>', sql<Date>`now()`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('certificate as newer')
            .select('newer.serial')
            .whereRef('newer.station_id', '=', 'certificate.station_id')
            .whereRef('newer.not_after', '>', 'certificate.not_after')
            .where('newer.revoked_at', 'is', null),
        ),
      ),
    )
    .where((eb) =>
      eb.exists(eb.selectFrom('connection').select('epoch').whereRef('connection.station_id', '=', 'certificate.station_id')),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('charge_point_command')
            .select('id')
            .whereRef('charge_point_command.station_id', '=', 'certificate.station_id')
            .where('kind', 'in', ['TRIGGER_MESSAGE', 'EXTENDED_TRIGGER_MESSAGE'])
            .where(sql<boolean>`input ->> 'message' = 'SIGN_CERTIFICATE'`)
            .where('requested_at', '>', sql<Date>`now() - interval '1 day'`),
        ),
      ),
    )
    .limit(100)
    .execute()

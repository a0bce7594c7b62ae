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

/** A certificate that a charger shows, if it is one of ours. */
export const findByFingerprint = (db: Db, fingerprint: string): Promise<CertificateRow | undefined> =>
  db.selectFrom('certificate').selectAll().where('fingerprint', '=', fingerprint).executeTakeFirst()

/** Ends all that a charger has to open a connection, and those that are open. */
export async function barCredentials(trx: Trx, stationId: string, by: string): Promise<void> {
  await trx
    .updateTable('certificate')
    .set({ revoked_at: sql`now()`, revoked_by: by })
    .where('station_id', '=', stationId)
    .where('revoked_at', 'is', null)
    .execute()
  await trx
    .updateTable('charge_point')
    .set({
      barred_at: sql`now()`,
      barred_password_hashes: sql`array_remove(ARRAY[password_hash, next_password_hash], NULL)`,
      next_password_hash: null,
      next_password_at: null,
    })
    .where('station_id', '=', stationId)
    .execute()
  await closeConnections(trx, stationId)
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
  await closeConnections(trx, row.station_id)
  return row
}

async function closeConnections(trx: Trx, stationId: string): Promise<void> {
  const { identity } = await trx
    .updateTable('charge_point')
    .set({ credentials_epoch: sql`credentials_epoch + 1` })
    .where('station_id', '=', stationId)
    .returning('identity')
    .executeTakeFirstOrThrow()
  await sql`SELECT pg_notify('ocpp_charge_point', ${identity})`.execute(trx)
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

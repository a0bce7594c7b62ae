import { sql } from 'kysely'
import type { Db } from '../tables.ts'

/** The client of a key that works now. */
export const clientOfKey = (db: Db, hash: Buffer) =>
  db
    .selectFrom('client_key as key')
    .innerJoin('client', 'client.id', 'key.client_id')
    .selectAll('client')
    .select(['key.id as key_id', 'key.expires_at as key_expires_at'])
    .select((eb) =>
      eb
        .selectFrom('manifest')
        .select('version')
        .whereRef('client_id', '=', 'client.id')
        .where('active', '=', true)
        .as('active_version'),
    )
    .select((eb) =>
      eb
        .selectFrom('usage')
        .select(sql<number>`coalesce(sum(calls), 0)::bigint`.as('calls'))
        .whereRef('client_id', '=', 'client.id')
        .where('day', '=', sql<string>`(now() AT TIME ZONE 'UTC')::date`)
        // What was refused did not run.
        .where('code', '<>', 'RATE_LIMITED')
        .as('calls_today'),
    )
    .where('key.hash', '=', hash)
    .where('key.ended_at', 'is', null)
    .where((eb) => eb.or([eb('key.expires_at', 'is', null), eb('key.expires_at', '>', sql<Date>`now()`)]))
    .where('client.revoked_at', 'is', null)
    .executeTakeFirst()

export type KnownClient = NonNullable<Awaited<ReturnType<typeof clientOfKey>>>

export const manifestOf = (db: Db, clientId: string, version: string) =>
  db.selectFrom('manifest').selectAll().where('client_id', '=', clientId).where('version', '=', version).executeTakeFirst()

/** An operation of a client by its hash: of one version, or of any that is served, the active one first. */
export const operationOf = (db: Db, clientId: string, version: string | null, hash: Buffer) => {
  const served = db
    .selectFrom('manifest_operation as operation')
    .innerJoin('manifest', 'manifest.id', 'operation.manifest_id')
    .innerJoin('document', 'document.hash', 'operation.hash')
    .select(['manifest.version', 'operation.name', 'operation.kind', 'document.body'])
    .where('operation.hash', '=', hash)
    .where('manifest.client_id', '=', clientId)
    .where('manifest.activated_at', 'is not', null)
    .where('manifest.retired_at', 'is', null)
  return (version === null ? served : served.where('manifest.version', '=', version))
    .orderBy('manifest.active', 'desc')
    .orderBy('manifest.activated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type KnownOperation = NonNullable<Awaited<ReturnType<typeof operationOf>>>

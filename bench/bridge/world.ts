import type { Kysely } from 'kysely'
import { connect } from '../../db/connect.ts'
import { createLocalBus } from '../../lib/bus-local.ts'
import { newId } from '../../lib/id.ts'
import { createLog } from '../../lib/log.ts'
import { box } from '../../ocpp-bridge/box.ts'
import type { OcppTables } from '../../ocpp-bridge/tables.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { benchDatabase } from '../database.ts'
import type { Subgraph } from '../../test/subgraph.ts'

const log = createLog('bench', { level: 'silent' })

/** A new database with the bridge's tables. */
export async function openDatabase(stack: AsyncDisposableStack): Promise<{ databaseUrl: string; db: Kysely<OcppTables> }> {
  const databaseUrl = (await benchDatabase(stack, 'bridge')).urlOf('ocpp')
  const db = stack.adopt(connect<OcppTables>({ url: databaseUrl, schema: 'ocpp', log, max: 1 }), (open) => open.destroy())
  return { databaseUrl, db }
}

/** A bridge in this process: it takes mutations. */
export async function openGraph(stack: AsyncDisposableStack, databaseUrl: string): Promise<Subgraph> {
  const variables = { DATABASE_URL: databaseUrl, CALLER_PUBLIC_KEY: callerPublicKeyPem, OCPP_PORT: '0' }
  const app = stack.use(await box.open({ config: box.config(variables), bus: stack.use(createLocalBus()), log }))
  if (app.fetch === undefined) throw new Error('The bridge serves no graph.')
  return { name: 'ocpp', fetch: app.fetch }
}

/** Chargers of these identities, as stations tells of them; gives their stations' ids in that order. */
export async function addChargers(
  db: Kysely<OcppTables>,
  identities: readonly string[],
  passwordHash: string | null = null,
): Promise<string[]> {
  const evses = JSON.stringify([
    { evseId: newId(), number: 1, connectors: [{ connectorId: newId(), number: 1, maxPowerW: 50_000, tariffId: null }] },
  ])
  const about = { operator_id: null, password_hash: passwordHash, evses, saved_at: new Date() }
  const rows = identities.map((identity) => ({ station_id: newId(), identity, ...about }))
  for (let i = 0; i < rows.length; i += 1_000)
    await db
      .insertInto('charge_point')
      .values(rows.slice(i, i + 1_000))
      .execute()
  return rows.map(({ station_id }) => station_id)
}

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

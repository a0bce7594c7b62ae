import type { TariffData } from '#lib/events.ts'
import type { Rules } from '../context.ts'
import { withFlags } from '../flags.ts'
import { payable, priceOf, type Cost } from './pricing.ts'
import { connectorAt, findStation, findVersion, tariffOfConnector, versionAt } from '../projection.queries.ts'
import { pausesOf } from '../session.queries.ts'
import type { Pause, Session, SessionChange, Trx } from '../tables.ts'
import { billableTime } from './timeline.ts'

/**
 * Fixes the price of a session that has begun: the tariff that its connector had then, in the version that was valid then. If that is not
 * known here yet, the price stays open, and the event of the station or the tariff closes it.
 */
export async function resolvePrice(trx: Trx, session: Session, rules: Rules): Promise<SessionChange> {
  if (session.priced || session.started_at === null) return {}
  const place = { stationId: session.station_id, evseNumber: session.evse_number, connectorNumber: session.connector_number }
  // The station is read first. It is saved together with its connectors, so if it is there, they are too.
  const station = await findStation(trx, session.station_id)
  const connectorId = session.connector_id ?? (await connectorAt(trx, place))?.id
  if (connectorId === undefined) {
    // The charger has more connectors than were registered. Sessions there wait for a person.
    return station ? { flags: withFlags(session.flags, ['UNKNOWN_CONNECTOR']) } : {}
  }
  const known = { connector_id: connectorId, flags: session.flags.filter((flag) => flag !== 'UNKNOWN_CONNECTOR') }
  const tariffId = session.tariff_id ?? (await tariffOfConnector(trx, connectorId, session.started_at))
  if (tariffId === undefined) return known
  if (tariffId === null) return { ...known, priced: true, currency: rules.currency }
  const version = await versionAt(trx, tariffId, session.started_at)
  if (!version) return { ...known, tariff_id: tariffId }
  return { ...known, tariff_id: tariffId, tariff_version: version.version, currency: version.data.currency, priced: true }
}

export interface SessionCost {
  cost: Cost
  time: ReturnType<typeof billableTime>
  pauses: Pause[]
  tariff: TariffData | null
}

/** What a session costs up to a moment; null while its price is open. The running cost and the record both use this. */
export async function costUntil(trx: Trx, session: Session, until: Date, rules: Rules): Promise<SessionCost | null> {
  const { started_at: startedAt, currency } = session
  if (!session.priced || startedAt === null || currency === null) return null
  const pauses = await pausesOf(trx, session.id)
  const time = billableTime({ startedAt, until, graceSeconds: rules.parkingGraceSeconds }, pauses)
  if (session.tariff_id === null || session.tariff_version === null)
    return { cost: { currency, lines: [], exclVatMinor: 0, inclVatMinor: 0 }, time, pauses, tariff: null }
  const version = await findVersion(trx, session.tariff_id, session.tariff_version)
  if (!version) throw new Error(`Version ${session.tariff_version} of tariff ${session.tariff_id} is gone.`)
  return { cost: priceOf(version.data, { ...time, energyWh: session.energy_wh }), time, pauses, tariff: version.data }
}

/** The cost columns of a session up to a moment. */
export async function costNow(trx: Trx, session: Session, until: Date | null, rules: Rules): Promise<SessionChange> {
  const costs = until === null ? null : await costUntil(trx, session, until, rules)
  return costs === null ? { cost_minor: session.cost_minor } : { cost_minor: payable(costs.cost), cost_until: until }
}

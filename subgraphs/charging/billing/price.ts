import { costOf, free, payable, type Cost } from '#lib/tariff/cost.ts'
import type { Rules } from '../context.ts'
import { withFlags } from '../flags.ts'
import { readingsBetween } from '../metering/meter-value.queries.ts'
import { connectorAt, findStation, findVersion, tariffOfConnector, versionAt } from '../projection.queries.ts'
import { pausesOf } from '../session.queries.ts'
import type { Db, KeptTally, Pause, Session, SessionChange, Trx } from '../tables.ts'
import { graceSecondsOf } from './parking.ts'
import { countedOn, emptyTally, pausedUntil, tallyAt, type Terms } from './session-tally.ts'

/** Stations told their zone only after tariffs could depend on it. Where it is not known yet, no such tariff was there. */
export const NO_ZONE = 'UTC'

/**
 * Fixes the price of a session that has begun: the tariff that its connector had then, in the version that was valid then, by the clock of
 * its station. If that is not known here yet, the price stays open, and the event of the station or the tariff closes it.
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
  const known = {
    connector_id: connectorId,
    time_zone: station?.time_zone ?? NO_ZONE,
    flags: session.flags.filter((flag) => flag !== 'UNKNOWN_CONNECTOR'),
  }
  const tariffId = session.tariff_id ?? (await tariffOfConnector(trx, connectorId, session.started_at))
  if (tariffId === undefined) return known
  if (tariffId === null) return { ...known, priced: true, currency: rules.currency }
  const version = await versionAt(trx, tariffId, session.started_at)
  if (!version) return { ...known, tariff_id: tariffId }
  return { ...known, tariff_id: tariffId, tariff_version: version.version, currency: version.data.currency, priced: true }
}

export interface SessionCost {
  cost: Cost
  pauses: Pause[]
  /** Null where charging is free. */
  terms: Terms | null
  tally: KeptTally | null
}

/**
 * What a session costs up to a moment; null while its price is open. The running cost and the record both use this. It counts on from the
 * tally that the session keeps, so that it reads what is new and not all that was ever measured. All is read again after the end, because
 * late readings count there, and where a pause was told late.
 */
export async function costUntil(db: Db, session: Session, until: Date, rules: Rules): Promise<SessionCost | null> {
  const { started_at: startedAt, currency } = session
  if (!session.priced || startedAt === null || currency === null) return null
  const pauses = await pausesOf(db, session.id)
  if (session.tariff_id === null || session.tariff_version === null)
    return { cost: free(currency), pauses, terms: null, tally: null }
  const version = await findVersion(db, session.tariff_id, session.tariff_version)
  if (!version) throw new Error(`Version ${session.tariff_version} of tariff ${session.tariff_id} is gone.`)
  const terms = { tariff: version.data, zone: session.time_zone ?? NO_ZONE, graceSeconds: graceSecondsOf(version.data, rules) }
  const before = usable(session, until, pauses) ?? emptyTally(terms, startedAt)
  const readings = await readingsBetween(db, session.id, new Date(before.at + 1), until)
  const tally = countedOn(terms, session, before, readings, until, pauses)
  return { cost: costOf(terms.tariff, tallyAt(terms, tally, until, pauses)), pauses, terms, tally }
}

/** The tally that a session keeps, if what comes next can be counted on it. */
function usable({ status, tally, energy_wh }: Session, until: Date, pauses: readonly Pause[]): KeptTally | null {
  if (tally === null || tally.paused !== pausedUntil(tally.at, pauses)) return null
  if (status !== 'COMPLETED') return tally
  return tally.whole && tally.at === until.getTime() && tally.energyWh === energy_wh ? tally : null
}

/** The cost columns of a session up to a moment. */
export async function costNow(trx: Trx, session: Session, until: Date | null, rules: Rules): Promise<SessionChange> {
  const costs = until === null ? null : await costUntil(trx, session, until, rules)
  if (costs === null) return { cost_minor: session.cost_minor }
  return { cost_minor: payable(costs.cost), cost_until: until, tally: costs.tally && JSON.stringify(costs.tally) }
}

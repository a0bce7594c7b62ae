import { versionAt } from '#db/tariff-version.ts'
import { costOf, free, payable, type Cost } from '#lib/tariff/cost.ts'
import type { Rules } from '../context.ts'
import { withFlags } from '../flags.ts'
import { readingsBetween } from '../metering/meter-value.queries.ts'
import { connectorAt, findStation, findVersions, tariffOfConnector } from '../projection.queries.ts'
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

/** A session, and the moment up to which it is priced. */
export interface Asked {
  session: Session
  until: Date
}

/** What one session costs up to a moment; null while its price is open. */
export const costUntil = async (db: Db, session: Session, until: Date, rules: Rules): Promise<SessionCost | null> =>
  (await costsUntil(db, [{ session, until }], rules)).get(session.id) ?? null

/**
 * What sessions cost up to a moment, by session; those whose price is open are left out. The running cost and the record both use this. It
 * counts on from the tally that a session keeps, so that it reads what is new and not all that was ever measured. All is read again after
 * the end, because late readings count there, and where a pause was told late.
 */
export async function costsUntil(db: Db, asked: readonly Asked[], rules: Rules): Promise<Map<string, SessionCost>> {
  const priced = asked.filter(({ session }) => session.priced && session.started_at !== null && session.currency !== null)
  if (priced.length === 0) return new Map()
  const pausesById = Map.groupBy(
    await pausesOf(
      db,
      priced.map(({ session }) => session.id),
    ),
    ({ session_id }) => session_id,
  )
  const termsOf = await readTerms(db, priced, rules)
  const begun = priced.map(({ session, until }) => {
    const pauses = pausesById.get(session.id) ?? []
    const terms = termsOf(session)
    // A vehicle that stands there after the end takes nothing: what was used is counted up to the end.
    const ended = session.status === 'COMPLETED' ? session.ended_at : null
    const horizon = ended !== null && ended < until ? ended : until
    const before =
      terms && (usable(session, horizon, pauses) ?? emptyTally(terms, session.started_at ?? until, session.reserved_from))
    return { session, until, horizon, pauses, terms, before }
  })
  const readings = await readingsBetween(
    db,
    begun.flatMap(({ session: { id }, horizon, before }) => (before ? [{ id, from: new Date(before.at + 1), to: horizon }] : [])),
  )
  return new Map(
    begun.map(({ session, until, horizon, pauses, terms, before }): [string, SessionCost] => {
      if (!terms || !before) return [session.id, { cost: free(session.currency ?? ''), pauses, terms: null, tally: null }]
      const tally = countedOn(terms, session, before, readings.get(session.id) ?? [], horizon, pauses)
      return [session.id, { cost: costOf(terms.tariff, tallyAt(terms, tally, until, pauses)), pauses, terms, tally }]
    }),
  )
}

/** By what each of these sessions is priced; null where charging is free. */
async function readTerms(db: Db, asked: readonly Asked[], rules: Rules): Promise<(session: Session) => Terms | null> {
  const named = asked.flatMap(({ session: { tariff_id, tariff_version } }) =>
    tariff_id === null || tariff_version === null ? [] : [{ tariff_id, version: tariff_version }],
  )
  const versions = new Map((await findVersions(db, named)).map((row) => [`${row.tariff_id} ${row.version}`, row.data]))
  return ({ tariff_id, tariff_version, time_zone }) => {
    if (tariff_id === null || tariff_version === null) return null
    const tariff = versions.get(`${tariff_id} ${tariff_version}`)
    if (!tariff) throw new Error(`Version ${tariff_version} of tariff ${tariff_id} is gone.`)
    return { tariff, zone: time_zone ?? NO_ZONE, graceSeconds: graceSecondsOf(tariff, rules) }
  }
}

/** The tally that a session keeps, if what comes next can be counted on it. */
function usable({ status, tally, energy_wh }: Session, until: Date, pauses: readonly Pause[]): KeptTally | null {
  if (tally === null || tally.paused !== pausedUntil(tally.at, pauses)) return null
  if (status !== 'COMPLETED') return tally
  return tally.whole && tally.at === until.getTime() && tally.energyWh === energy_wh ? tally : null
}

/** The cost columns of a session up to a moment. */
export async function costNow(trx: Trx, session: Session, until: Date | null, rules: Rules): Promise<SessionChange> {
  const { tally, ...cost } = costColumns(session, until, until && (await costUntil(trx, session, until, rules)))
  return { ...cost, ...(tally !== undefined && { tally: tally && JSON.stringify(tally) }) }
}

/** The same of a cost that was reckoned. */
export const costColumns = (
  session: Session,
  until: Date | null,
  costs: SessionCost | null | undefined,
): Pick<Session, 'cost_minor'> & Partial<Pick<Session, 'cost_until' | 'tally'>> =>
  costs ? { cost_minor: payable(costs.cost), cost_until: until, tally: costs.tally } : { cost_minor: session.cost_minor }

/** Up to when a session is billed; null before its end. */
export const billedUntil = ({ ended_at, parked_until }: Pick<Session, 'ended_at' | 'parked_until'>): Date | null =>
  parked_until ?? ended_at

import { CHARGING_LIMITS } from '../limits.ts'
import { connectorAt } from '../projection.queries.ts'
import { isAboveRating, windowOf, type Served } from './rating.ts'
import { lockPlace, servedAt } from '../session.queries.ts'
import type { Flag, Session, Trx } from '../tables.ts'

/**
 * Flags a session whose energy its connector cannot have delivered. Sessions of one connector are checked one after the other: otherwise
 * two that end at once would each be checked without the other. If the connector is not known yet, the session is checked when it is.
 */
export async function ratingFlags(trx: Trx, session: Session): Promise<Flag[]> {
  const { station_id: stationId, evse_number: evseNumber, connector_number: connectorNumber } = session
  const served = servedBy(session)
  if (!served || served.energyWh === 0) return []
  const place = { stationId, evseNumber, connectorNumber }
  const connector = await connectorAt(trx, place)
  if (!connector) return []
  await lockPlace(trx, place)
  const { from, to } = windowOf(served)
  const since = new Date(from - CHARGING_LIMITS.clockSetBackMs)
  const others = (await servedAt(trx, place, since, new Date(to))).filter(({ id }) => id !== session.id)
  const near = others.map(servedBy).filter((other) => other !== null)
  return isAboveRating(served, near, connector.max_power_w) ? ['ENERGY_ABOVE_RATING'] : []
}

type Times = Pick<Session, 'started_at' | 'ended_at' | 'start_heard_at' | 'end_heard_at' | 'energy_wh'>

/**
 * If a charger's clock was set back while it charged, its time is too short. Then the time counts during which we heard it charge, within
 * limits.
 */
function servedBy({ started_at, ended_at, start_heard_at, end_heard_at, energy_wh }: Times): Served | null {
  if (started_at === null || ended_at === null) return null
  const [from, end] = [started_at.getTime(), ended_at.getTime()]
  const heardMs = start_heard_at && end_heard_at ? end_heard_at.getTime() - start_heard_at.getTime() : 0
  const to = Math.max(end, Math.min(from + heardMs, end + CHARGING_LIMITS.clockSetBackMs))
  return { from, to, energyWh: energy_wh }
}

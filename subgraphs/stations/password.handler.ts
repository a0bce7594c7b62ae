import type { EventEnvelope } from '#lib/events.ts'
import { changeStation, lockStation } from './station.queries.ts'
import { emitSaved } from './station.ts'
import type { Trx } from './tables.ts'

/** A charger has taken the password that the bridge gave it. One that somebody has chosen since stays. */
export async function takePassword(trx: Trx, { data }: EventEnvelope<'ocpp.charge-point.password-taken'>): Promise<void> {
  const station = await lockStation(trx, data.stationId)
  if (station?.password_hash !== data.replaces) return
  const changed = await changeStation(trx, data.stationId, { password_hash: data.passwordHash })
  await emitSaved(trx, changed)
}

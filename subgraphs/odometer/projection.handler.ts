import type { EventEnvelope } from '#lib/events.ts'
import { removeCharge, removeVehicle, saveCharge, saveVehicle } from './projection.queries.ts'
import type { Trx } from './tables.ts'

export const learnVehicle = async (trx: Trx, { data }: EventEnvelope<'accounts.vehicle.saved'>): Promise<void> =>
  void (await saveVehicle(trx, data))

export const forgetVehicle = async (trx: Trx, event: EventEnvelope<'accounts.vehicle.removed'>): Promise<void> =>
  void (await removeVehicle(trx, event.data.vehicleId, new Date(event.occurredAt)))

/** Energy counts if its user is known and the bill is not held. A correction may take it away again. */
export async function learnCharge(trx: Trx, { data }: EventEnvelope<'charging.session.completed'>): Promise<void> {
  const { sessionId, userId, endedAt, energyWh, held } = data
  if (held || userId === null || energyWh <= 0) return void (await removeCharge(trx, sessionId))
  await saveCharge(trx, { session_id: sessionId, user_id: userId, ended_at: new Date(endedAt), energy_wh: energyWh })
}

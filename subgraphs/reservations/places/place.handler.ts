import { emit } from '#db/outbox.ts'
import type { EventEnvelope } from '#lib/events.ts'
import type { Evse, Trx } from '../tables.ts'
import { isBroken } from './broken.ts'
import {
  connectorsOf,
  copyOnline,
  evsesOf,
  lockWords,
  reportsOf,
  retireOthers,
  saveCharger,
  saveConnectors,
  saveEvse,
  saveOutOfOrder,
  saveStation,
  saveStatus,
} from './place.queries.ts'

/** What operators and chargers say of places. Each keeps the newest word by its position, also on a station that is not known yet. */

export async function learnStation(trx: Trx, event: EventEnvelope<'stations.station.saved'>): Promise<void> {
  const { data } = event
  await lockWords(trx, data.stationId)
  if (!(await saveStation(trx, data, event.position ?? 0))) return
  await copyOnline(trx, data.stationId)
  await follow(trx, data.stationId, async () => {
    for (const { evseId, number, connectors } of data.evses) {
      const usable = connectors.filter(({ retired }) => retired !== true)
      const powers = (usable.length > 0 ? usable : connectors).map(({ maxPowerW }) => maxPowerW)
      await saveEvse(trx, data.stationId, {
        id: evseId,
        number,
        max_power_w: Math.max(0, ...powers),
        retired: usable.length === 0,
      })
      if (connectors.length > 0) await saveConnectors(trx, evseId, connectors)
    }
    await retireOthers(trx, data)
  })
}

export async function learnConnection(
  trx: Trx,
  event: EventEnvelope<'ocpp.charge-point.connected' | 'ocpp.charge-point.disconnected'>,
  online: boolean,
): Promise<void> {
  await lockWords(trx, event.data.stationId)
  if (await saveCharger(trx, event.data.stationId, online, event.position ?? 0)) await copyOnline(trx, event.data.stationId)
}

export async function learnStatus(trx: Trx, event: EventEnvelope<'ocpp.connector.status-changed'>): Promise<void> {
  await lockWords(trx, event.data.stationId)
  await follow(trx, event.data.stationId, () => saveStatus(trx, event.data, event.position ?? 0))
}

/** Keeps a word, looks what can be used now, and tells whoever looks at slots if that has changed. */
async function follow(trx: Trx, stationId: string, keep: () => Promise<unknown>): Promise<void> {
  const before = await evsesOf(trx, stationId)
  await keep()
  const [found, connectors, reports] = [
    await evsesOf(trx, stationId),
    await connectorsOf(trx, stationId),
    await reportsOf(trx, stationId),
  ]
  const after: Evse[] = []
  for (const evse of found) {
    const out_of_order = isBroken(evse, connectors, reports)
    if (out_of_order !== evse.out_of_order) await saveOutOfOrder(trx, evse.id, out_of_order)
    after.push({ ...evse, out_of_order })
  }
  if (JSON.stringify(before) !== JSON.stringify(after)) await emit(trx, 'reservations.slots.changed', stationId, { stationId })
}

import { emit, emitEach } from '#db/outbox.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { freeEvses } from './availability.ts'
import { FAVOURITES_LIMITS } from './limits.ts'
import {
  addStation,
  isFavourite,
  lockStation,
  reportsOf,
  saveFree,
  saveOnline,
  saveSaid,
  saveStatus,
  whoWaitFor,
} from './station.queries.ts'
import type { Trx } from './tables.ts'

type Word = EventEnvelope<
  'stations.station.saved' | 'ocpp.charge-point.connected' | 'ocpp.charge-point.disconnected' | 'ocpp.connector.status-changed'
>

export const learnStation = (trx: Trx, event: EventEnvelope<'stations.station.saved'>): Promise<void> => {
  const { stationId, operatorId, evses, access, guests = [] } = event.data
  const equipped = evses.map(({ number, connectors }) => ({
    number,
    connectors: connectors.filter(({ retired }) => retired !== true).map((connector) => connector.number),
  }))
  return follow(trx, event, (said) =>
    saveSaid(trx, stationId, { evses: equipped, operator_id: operatorId, private: access === 'PRIVATE', guests }, said),
  )
}

export const learnConnection = (
  trx: Trx,
  event: EventEnvelope<'ocpp.charge-point.connected' | 'ocpp.charge-point.disconnected'>,
  online: boolean,
): Promise<void> => follow(trx, event, (said) => saveOnline(trx, event.data.stationId, online, said))

export const learnStatus = (trx: Trx, event: EventEnvelope<'ocpp.connector.status-changed'>): Promise<void> =>
  follow(trx, event, (said) => saveStatus(trx, event.data, said))

/** Keeps a word on a station and says what it changes. Of words that come at once, also to two processes, each waits for the other. */
async function follow(trx: Trx, event: Word, keep: (said: number) => Promise<unknown>): Promise<void> {
  const { stationId } = event.data
  await addStation(trx, stationId)
  const before = await lockStation(trx, stationId)
  await keep(event.position ?? 0)
  const after = await lockStation(trx, stationId)
  const reports = await reportsOf(trx, stationId)
  const free = freeEvses(after, reports)
  // Before its charger has said anything, a station is neither free nor not.
  const known = after.online !== null && reports.length > 0
  const turned = known && (before.free_changed_at === null || free > 0 !== before.free_evses > 0)
  const heardAt = new Date(event.occurredAt)
  await saveFree(trx, stationId, free, turned ? heardAt : before.free_changed_at)
  if (free === before.free_evses && after.online === before.online && !turned) return
  if (await isFavourite(trx, stationId)) await emit(trx, 'favourites.station.availability-changed', stationId, { stationId })
  // What is told of the past is no news.
  if (!turned || free === 0 || event.page !== undefined) return
  const notFreeMs = heardAt.getTime() - (before.free_changed_at ?? heardAt).getTime()
  if (notFreeMs >= FAVOURITES_LIMITS.newsAfterMs) await tellWaiting(trx, stationId, heardAt)
}

async function tellWaiting(trx: Trx, stationId: string, at: Date): Promise<void> {
  const waiting = await whoWaitFor(trx, stationId)
  const news = waiting.map((userId) => ({ aggregateId: userId, data: { userId, stationId, freedAt: at.toISOString() } }))
  await emitEach(trx, 'favourites.station.freed', news)
}

import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import { notify } from '../notify.ts'
import type { Trx } from '../tables.ts'
import type { Filled } from '../templates/params.ts'
import { forgetRounds, saveConnection, takeOperators, takeOutages } from './outage.queries.ts'

export async function learnConnected(
  trx: Trx,
  { data, position = 0 }: EventEnvelope<'ocpp.charge-point.connected'>,
): Promise<void> {
  await saveConnection(trx, { station_id: data.stationId, offline_at: null, told: false, said: position })
}

/** A charger that was away before the box was there is known, and no news. */
export async function learnDisconnected(trx: Trx, event: EventEnvelope<'ocpp.charge-point.disconnected'>): Promise<void> {
  const { data, position = 0, page } = event
  await saveConnection(trx, {
    station_id: data.stationId,
    offline_at: new Date(data.at),
    told: page !== undefined,
    said: position,
  })
}

/**
 * Tells operators of chargers that have been away for some minutes: a moment without a connection is nothing. The first is told at once. Those
 * that follow soon are told in one: an outage of five hundred is no five hundred mails.
 */
export async function tellOutages({ db }: Pick<Services, 'db'>): Promise<void> {
  let operators: readonly string[]
  do
    operators = await db.transaction().execute(async (trx) => {
      const told = await takeOperators(trx)
      if (told.length === 0) return told
      const outages = Map.groupBy(await takeOutages(trx, told), ({ operator_id }) => operator_id)
      for (const [userId, of] of outages) await notify(trx, { userId, ...saidOf(of) })
      // All of theirs came back in this moment: the next one is told at once.
      await forgetRounds(
        trx,
        told.filter((operator) => !outages.has(operator)),
      )
      return told
    })
  while (operators.length === NOTIFICATIONS_LIMITS.tellingAtOnce)
}

type Outages = Awaited<ReturnType<typeof takeOutages>>

/** One is told by its name, several by how many they are and the first names. */
function saidOf(outages: Outages): Filled<'CHARGER_OFFLINE' | 'CHARGERS_OFFLINE'> & { cause: string; link: string } {
  const [first] = outages
  if (!first) throw new Error('Nobody is told of nothing.')
  const { station_id: stationId, offline_at, name, time_zone } = first
  const offlineAt = offline_at?.toISOString() ?? ''
  const cause = `${stationId} ${offlineAt}`
  if (outages.length === 1) {
    const params = { stationName: name, stationZone: time_zone, offlineAt }
    return { kind: 'CHARGER_OFFLINE', cause, params, link: `/stations/${stationId}` }
  }
  const named = outages.slice(0, NOTIFICATIONS_LIMITS.offlineNames)
  const names = named.map((each) => each.name.slice(0, NAME_CHARACTERS)).join(', ')
  const params = { count: outages.length, names, more: outages.length - named.length }
  return { kind: 'CHARGERS_OFFLINE', cause, params, link: '/stations' }
}

/** Several names stand in one line. */
const NAME_CHARACTERS = 60

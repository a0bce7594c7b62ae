import { requireOperator, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { isIdPart, isTextPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { audit } from '#db/audit.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { emitSaved, owns, ownStation } from '../station.ts'
import type { Connector, Guest, Station } from '../tables.ts'
import { deleteGuests, guestsOf, insertGuests, listGuests, stationsOfGuest } from './guest.queries.ts'
import { shownTo } from './shown.ts'

/** A station by its id, for everybody who may know of it. */
export async function shownStation({ db, caller, loaders }: Context, id: string): Promise<Station> {
  const station = await loaders.station.load(id)
  const [shown] = station ? await shownTo(db, caller, [station]) : []
  return shown ?? Promise.reject(notFound('station', ['id']))
}

/** A connector by its id, for everybody who may know of its station. */
export async function shownConnector({ db, caller, loaders }: Context, id: string): Promise<Connector> {
  const connector = await loaders.connector.load(id)
  const station = connector && (await loaders.station.load(connector.station_id))
  const [shown] = station ? await shownTo(db, caller, [station]) : []
  if (!connector || !shown) throw notFound('connector', ['id'])
  return connector
}

interface Named {
  stationId: string
  userIds: readonly string[]
}

/** Shows drivers a station of the caller's while it is private, and lets them charge there. Who is a guest stays one. */
export function addGuests(ctx: Context, { stationId, userIds }: Named): Promise<Station> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const station = await ownStation(trx, caller, stationId)
    await insertGuests(trx, stationId, userIds)
    if ((await guestsOf(trx, [stationId])).length > STATIONS_LIMITS.guests)
      throw refuse('LIMIT_REACHED', `A station has at most ${STATIONS_LIMITS.guests} guests.`, ['input', 'userIds'])
    await audit(trx, caller.userId, 'station.guests-added', stationId, { userIds })
    await emitSaved(trx, station)
    return station
  })
}

/** The opposite. What they charge at the moment goes on to its end. */
export function removeGuests(ctx: Context, { stationId, userIds }: Named): Promise<Station> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const station = await ownStation(trx, caller, stationId)
    await deleteGuests(trx, stationId, userIds)
    await audit(trx, caller.userId, 'station.guests-removed', stationId, { userIds })
    await emitSaved(trx, station)
    return station
  })
}

/** A station's guests: for its operator and admins; null for others. */
export async function guestsAt({ db, caller }: Context, station: Station, args: PageArgs): Promise<Page<Guest> | null> {
  if (!owns(caller, station)) return null
  requireOperator(caller, 'stations:read')
  return keysetPage({ args, fetch: (page) => listGuests(db, station.id, page), key: (guest) => [guest.user_id], parts: [isIdPart] })
}

/** Private stations where the caller is a guest, by name. */
export function stationsAsGuest({ db, caller }: Context, args: PageArgs): Promise<Page<Station>> {
  const { userId } = requireUser(caller)
  return keysetPage({
    args,
    fetch: (page) => stationsOfGuest(db, userId, page),
    key: (station) => [station.name, station.id],
    parts: [isTextPart, isIdPart],
  })
}

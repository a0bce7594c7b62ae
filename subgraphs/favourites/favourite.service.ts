import { emit } from '#db/outbox.ts'
import { isSelf, requireUser } from '#lib/access.ts'
import { DomainError, notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import {
  countFavourites,
  deleteFavourite,
  favouritesAt,
  favouriteStations,
  listFavouritesOf,
  lockUser,
  upsertFavourite,
} from './favourite.queries.ts'
import { FAVOURITES_LIMITS } from './limits.ts'
import { isKnown } from './station.queries.ts'
import type { Favourite } from './tables.ts'
import { saved } from './told.ts'

/** A user's favourites, the newest first; null for others. */
export async function favouritesOf({ db, caller }: Context, userId: string, args: PageArgs): Promise<Page<Favourite> | null> {
  if (!isSelf(caller, userId)) return null
  return idPage(args, (page) => listFavouritesOf(db, userId, page))
}

/** The caller's favourite at a station; null where there is none, and for whoever is not signed in. */
export async function favouriteAt({ caller, loaders }: Context, stationId: string): Promise<Favourite | null> {
  return caller.kind === 'user' ? loaders.favourite.load(stationId) : null
}

/** Makes a station a favourite of the caller's, or changes the one that it is. What is left out stays as it is. */
export function saveFavourite(
  { db, caller }: Context,
  input: { stationId: string; note?: string | null | undefined; tellWhenFree?: boolean | null | undefined },
): Promise<void> {
  const { userId } = requireUser(caller)
  const { stationId } = input
  return db.transaction().execute(async (trx) => {
    await lockUser(trx, userId)
    if (!(await isKnown(trx, stationId, userId))) throw notFound('station', ['input', 'stationId'])
    const [before] = await favouritesAt(trx, userId, [stationId])
    if (!before && (await countFavourites(trx, userId)) >= FAVOURITES_LIMITS.perUser)
      throw new DomainError('LIMIT_REACHED', `You can have at most ${FAVOURITES_LIMITS.perUser} favourites.`)
    const row = {
      id: newId(),
      user_id: userId,
      station_id: stationId,
      note: input.note === undefined ? (before?.note ?? null) : input.note?.trim() || null,
      tell_when_free: input.tellWhenFree ?? before?.tell_when_free ?? false,
    }
    await upsertFavourite(trx, row)
    await emit(trx, 'favourites.favourite.saved', userId, saved(row))
  })
}

/**
 * Removes a favourite of the caller's. Where there is none, nothing happens: a repeated request does no harm. The answer leads to the station:
 * so one that the caller may not know of is not found.
 */
export function removeFavourite({ db, caller }: Context, stationId: string): Promise<void> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    if (!(await isKnown(trx, stationId, userId))) throw notFound('station', ['input', 'stationId'])
    if (await deleteFavourite(trx, userId, stationId))
      await emit(trx, 'favourites.favourite.removed', userId, { userId, stationId })
  })
}

/** The caller's favourite stations, the newest first; then each whose availability or mark has changed. */
export function watchFavourites({ bus, db, caller }: Context): AsyncGenerator<{ id: string }, void, void> {
  const { userId } = requireUser(caller)
  const mine = new Set<string>()
  return liveStream({
    bus,
    names: ['favourites.favourite.saved', 'favourites.favourite.removed', 'favourites.station.availability-changed'],
    matches: ({ name, data }) => {
      if (name === 'favourites.station.availability-changed') return mine.has(data.stationId)
      if (data.userId !== userId) return false
      if (name === 'favourites.favourite.saved') mine.add(data.stationId)
      else mine.delete(data.stationId)
      return true
    },
    things: {
      first: async () => {
        const stations = await favouriteStations(db, userId)
        // Added to those of which an event has told meanwhile.
        for (const id of stations) mine.add(id)
        return stations
      },
      of: ({ data }) => data.stationId,
    },
    // One may have become private since.
    read: async (id) => ((await isKnown(db, id, userId)) ? { id } : null),
  })
}

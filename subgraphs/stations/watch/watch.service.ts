import { refuseSandbox } from '#lib/partners/sandbox.ts'
import { badInput, notFound } from '#lib/errors.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { liveStream } from '#lib/graphql/live.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { shownTo } from '../guests/shown.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { cellsIn, FINEST, type Box } from '../search/grid.ts'
import { stations } from '../station.queries.ts'
import type { Station } from '../tables.ts'
import { stationsInBox } from './watch.queries.ts'

export interface Watched {
  box?: Box | null | undefined
  stationIds?: readonly string[] | null | undefined
}

const NAMES = ['stations.station.availability-changed', 'stations.station.saved'] as const
/** Stands for all stations at once: the first reading. */
const ALL = 'all'

/**
 * Some stations as they are, all at once, and then each of them again whenever its availability changes; for everybody. They are given by
 * their ids, or by a box of the map, which new stations enter while it is watched. An event of another station costs a look into a set.
 */
export async function watchStations(ctx: Context, watched: Watched): Promise<AsyncGenerator<Station[], void, void>> {
  refuseSandbox(ctx.caller)
  const { box, stationIds } = watched
  if ((box == null) === (stationIds == null)) throw badInput(['input'], 'Give a box or stationIds, not both.')
  const ids = box == null ? await idsGiven(ctx, stationIds ?? []) : await idsIn(ctx, box)
  const known = new Set(ids)
  return liveStream<Station[], (typeof NAMES)[number]>({
    bus: ctx.bus,
    names: NAMES,
    matches: (event) => known.has(event.data.stationId) || (box != null && enters(event, box, known)),
    things: {
      first: async () => {
        // Now that it listens, those are seen that have come since the box was looked at.
        if (box != null) for (const id of await idsIn(ctx, box)) known.add(id)
        return [ALL]
      },
      of: ({ data }) => data.stationId,
    },
    read: async (id) => {
      const wanted = id === ALL ? [...known] : [id]
      // One may have become private since.
      const shown = wanted.length > 0 ? await shownTo(ctx.db, ctx.caller, await stations(ctx.db, wanted)) : []
      return id === ALL || shown.length > 0 ? shown : null
    },
  })
}

async function idsGiven({ db, caller }: Context, ids: readonly string[]): Promise<string[]> {
  const found = ids.length > 0 ? await shownTo(db, caller, await stations(db, ids)) : []
  const shown = new Set(found.map(({ id }) => id))
  for (const [i, id] of ids.entries()) if (!shown.has(id)) throw notFound('station', ['input', 'stationIds', i])
  return [...shown]
}

async function idsIn({ db }: Context, box: Box): Promise<string[]> {
  if (box.south > box.north) throw badInput(['input', 'box', 'south'], 'South of the box is not north of its north.')
  const most = STATIONS_LIMITS.watchedInBox
  const ids = await stationsInBox(db, cellsIn(box, FINEST), most + 1)
  if (ids.length > most)
    throw refuse('LIMIT_REACHED', `There are more than ${most} stations in this box. Zoom in.`, ['input', 'box'])
  return ids
}

/** Whether the event is of a station that has just come into the box, for which there is room. Private ones are not told of. */
function enters(event: EventEnvelope<(typeof NAMES)[number]>, box: Box, known: Set<string>): boolean {
  if (!('place' in event.data) || event.data.access === 'PRIVATE' || known.size >= STATIONS_LIMITS.watchedInBox) return false
  const { stationId, place } = event.data
  const inside =
    place.latitude >= box.south &&
    place.latitude <= box.north &&
    (box.west <= box.east
      ? place.longitude >= box.west && place.longitude <= box.east
      : place.longitude >= box.west || place.longitude <= box.east)
  if (inside) known.add(stationId)
  return inside
}

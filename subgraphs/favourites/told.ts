import type { EventCatalogue } from '#lib/events.ts'
import type { Favourite } from './tables.ts'

/** A favourite as the other boxes are told of it. Its note is the user's own. */
export const saved = (
  row: Pick<Favourite, 'user_id' | 'station_id' | 'tell_when_free'>,
): EventCatalogue['favourites.favourite.saved'] => ({
  userId: row.user_id,
  stationId: row.station_id,
  tellWhenFree: row.tell_when_free,
})

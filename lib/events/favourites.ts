/** What favourites tells of drivers' favourite stations. */
export interface FavouritesEvents {
  /** A station is a favourite of a user's; told again, whole, whenever it changes. Aggregate: the user. */
  'favourites.favourite.saved': { userId: string; stationId: string; tellWhenFree: boolean }
  /** A station is no favourite of a user's any more. Aggregate: the user. */
  'favourites.favourite.removed': { userId: string; stationId: string }
  /** The availability of somebody's favourite has changed; read it for its state. Aggregate: the station. */
  'favourites.station.availability-changed': { stationId: string }
  /**
   * A station where nobody could charge for a while has become free, and this user wants to be told. Once for each user and change.
   * Aggregate: the user.
   */
  'favourites.station.freed': { userId: string; stationId: string; freedAt: string }
}

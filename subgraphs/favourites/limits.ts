export const FAVOURITES_LIMITS = {
  perUser: 100,
  noteCharacters: 500,
  /** Connectors of which one charger may speak: the 512 that a station can have, its EVSEs and itself. All are read at each word of it. */
  reportsPerStation: 600,
  /**
   * That a station is free is news only where it was not free for so long. Somebody who plugged in and left again, or a charger that
   * was away for a moment, is none; and nobody is told more often than this.
   */
  newsAfterMs: 5 * 60_000,
} as const

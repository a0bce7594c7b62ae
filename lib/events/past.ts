/** How a box that comes late learns what there was: `db/learn.ts` asks, `db/past.ts` tells. Every box emits and hears these. */
export interface PastEvents {
  /** A box asks a producer to say again what it holds: the next page of these facts. Only the producer hears it. */
  'past.page.wanted': { page: string; producer: string; group: string; names: string[]; after: PastCursor | null }
  /**
   * The facts of a page are on their way to the group that asked for it. `next` is where the next page begins, null after the last one.
   * `total` is about how many facts there are, told with the first page alone.
   */
  'past.page.told': { page: string; producer: string; size: number; total: number | null; next: PastCursor | null }
}

/** How far a producer has told its past: the name it is at, and the last row's key in its tables; null at the name's beginning. */
export interface PastCursor {
  name: string
  key: readonly (string | number)[] | null
}

/** What each box says when accounts asks about a person (`db/person.ts`). Every box says these, and accounts alone hears them. */
export interface PersonEvents {
  /**
   * A piece of what a box has of a user: `pieces` of them, put together, are JSON, gzipped and in base64. Aggregate: the export, and the box.
   */
  'person.part.told': { exportId: string; userId: string; box: string; number: number; pieces: number; data: string }
  /** Whether a box lets a user go. `hold` says why not; with `passes` it will by itself. Aggregate: the user, and the box. */
  'person.leaving.judged': {
    deletionId: string
    userId: string
    round: number
    box: string
    hold: { text: string; passes: boolean } | null
  }
  /** A box has nothing any more by which a user could be known. Aggregate: the user, and the box. */
  'person.user.forgotten': { userId: string; box: string }
}

import type { DeedTask } from '#lib/events.ts'
import type { Scoring } from '#lib/leaderboard/leaderboard.ts'

/** Places are by approved deeds: of one task, or of ALL. */
export const DEEDS: Scoring<{ task?: DeedTask | null | undefined }> = {
  score: 'deeds',
  most: 2_147_483_647,
  only: ({ task }) => ({ task: task ?? 'ALL' }),
}

import { requireUserOrScope } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { createTurns } from '#lib/work/turns.ts'
import type { Context } from '../context.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Session } from '../tables.ts'
import { powerProfile, type PowerPoint } from './power-profile.queries.ts'

/** The power of a session that the caller sees, in at most so many points. */
export async function powerProfileOf({ caller, db }: Context, session: Session, points: number): Promise<PowerPoint[]> {
  const { userId } = requireUserOrScope(caller, 'sessions:read')
  const most = CHARGING_LIMITS.profilePoints
  if (points < 1 || points > most) throw badInput(['points'], `A profile has 1 to ${most} points.`)
  return drawing(userId, 1, () => powerProfile(db, session, points))
}

/** One question may ask for the profiles of many sessions. Others get their turn in between. */
const drawing = createTurns(CHARGING_LIMITS.profilesAtOnce)

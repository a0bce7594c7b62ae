import { isSelfOr } from '#lib/access.ts'
import type { Context } from '../context.ts'

export interface DriverStats {
  readings: number
  distanceM: number
  named: boolean
}

/** What a user has driven; null for those who may not see it. */
export async function statsOf({ caller, loaders }: Context, userId: string): Promise<DriverStats | null> {
  if (!isSelfOr(caller, userId, 'ADMIN')) return null
  const [totals, name] = await Promise.all([loaders.totalsOfUser.load(userId), loaders.nameOnLeaderboards.load(userId)])
  return { readings: totals?.readings ?? 0, distanceM: totals?.distance_m ?? 0, named: name !== null }
}

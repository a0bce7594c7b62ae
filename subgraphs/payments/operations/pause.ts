import { Unknown } from '../providers/provider.ts'
import { OPERATION_LIMITS } from './limits.ts'

/**
 * When something is looked at again. It grows with its age and not with the tries: one whose process died says nothing of the provider. It
 * differs, so that not all come at the same moment. The age is by the database's clock (`claimed_at`).
 */
export function pauseMs(ageMs: number, leastMs: number = OPERATION_LIMITS.leastPauseMs): number {
  const { pausePart, mostPauseMs, dailyMs } = OPERATION_LIMITS
  const pause = ageMs < dailyMs ? Math.min(Math.max(leastMs, ageMs * pausePart), mostPauseMs) : dailyMs
  return pause * (0.8 + Math.random() * 0.4)
}

/** When is looked whether a user has done what they were asked for so long ago. */
export function awaitedPauseMs(askedMs: number): number {
  const { part, leastMs, mostMs } = OPERATION_LIMITS.awaited
  return Math.min(Math.max(askedMs * part, leastMs), mostMs)
}

/** What takes longer is not known. The call may still be under way; its key keeps it from being done twice. */
export async function inTime<T>(call: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Unknown('The provider has not answered in time.')), OPERATION_LIMITS.callMs)
  try {
    return await Promise.race([call, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

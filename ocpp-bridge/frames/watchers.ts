import { OCPP_LIMITS } from '../limits.ts'
import type { Db } from '../tables.ts'
import { sayWatched } from './frame.queries.ts'

/** Those who watch the frames of chargers in this process. Whichever process holds the charger's socket is told that somebody watches. */
export interface FrameWatchers {
  /** `rung` is called when there are new frames of the charger. */
  watch(stationId: string, rung: () => void): Promise<Disposable>
  /** Some process has written frames of a watched charger. */
  written(stationId: string): void
}

export function createFrameWatchers(db: Db): FrameWatchers {
  const bells = new Map<string, Set<() => void>>()
  return {
    watch: async (stationId, rung) => {
      const own = bells.get(stationId) ?? new Set()
      bells.set(stationId, own.add(rung))
      const again = setInterval(() => {
        // If it cannot be said now, it is said again.
        void sayWatched(db, stationId).catch(() => undefined)
        // Frames that were written before the word was heard rang no bell.
        rung()
      }, OCPP_LIMITS.frames.watchAgainMs)
      await sayWatched(db, stationId).catch(() => undefined)
      return {
        [Symbol.dispose]: () => {
          clearInterval(again)
          own.delete(rung)
          if (own.size === 0) bells.delete(stationId)
        },
      }
    },
    written: (stationId) => bells.get(stationId)?.forEach((rung) => rung()),
  }
}

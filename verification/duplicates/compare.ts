import type { Change } from '../checks/facts.ts'
import { withoutFrame } from './frame.ts'
import { levelsOf, outlineBefore, type Levels } from './levels.ts'
import { likeness } from './overlay.ts'

/** A new photo, and earlier ones that it may be a copy of. */
export interface CompareTask {
  outline: Uint8Array
  /** The new photo's width by its height. */
  aspect: number
  /** `change`: how the new photo may have been made of that one. */
  earlier: readonly { outline: Uint8Array; change: Change }[]
}

/** How surely each of the earlier photos is the new one, −1 to 1 and in their order. */
export type Compare = (task: CompareTask) => Promise<number[]>

/** Takes some 30 ms of CPU for each earlier photo: in the thread that serves requests all others would wait. */
export function compared({ outline, aspect, earlier }: CompareTask): number[] {
  // A dark photo has edges that look like a frame, so what has one is laid over with it too.
  const whole = [...new Set([outline, withoutFrame(outline)])]
  const levels = new Map<Change, Levels[]>()
  return earlier.map((one) => {
    const fresh = levels.get(one.change) ?? whole.map((each) => levelsOf(outlineBefore(one.change, each)))
    levels.set(one.change, fresh)
    const old = levelsOf(one.outline)
    return Math.max(...fresh.map((each) => likeness(each, old, aspect)))
  })
}

/** In this thread: for measuring and tests. A process that serves requests has `openComparer`. */
export const compareHere: Compare = (task) => Promise.resolve(compared(task))

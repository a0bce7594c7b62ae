import { levelsOf, mirroredOutline } from './levels.ts'
import { likeness } from './overlay.ts'

/** A new photo, and earlier ones that it may be a copy of. */
export interface CompareTask {
  outline: Uint8Array
  /** The new photo's width by its height. */
  aspect: number
  /** `mirrored`: the new photo is to be mirrored first. */
  earlier: readonly { outline: Uint8Array; mirrored: boolean }[]
}

/** How surely each of the earlier photos is the new one, −1 to 1 and in their order. */
export type Compare = (task: CompareTask) => Promise<number[]>

/** Takes some 40 ms of CPU for each earlier photo: in the thread that serves requests all others would wait. */
export function compared({ outline, aspect, earlier }: CompareTask): number[] {
  const plain = once(() => levelsOf(outline))
  const theMirrored = once(() => levelsOf(mirroredOutline(outline)))
  return earlier.map((one) => likeness(one.mirrored ? theMirrored() : plain(), levelsOf(one.outline), aspect))
}

/** In this thread: for measuring and tests. A process that serves requests has `openComparer`. */
export const compareHere: Compare = (task) => Promise.resolve(compared(task))

/** Computes a value when it is first wanted. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

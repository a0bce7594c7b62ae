import { agreement } from './agreement.ts'
import { refined, roughFit, type Fit } from './fit.ts'
import { homographyOf, type Homography, type Placed } from './homography.ts'
import type { Levels } from './levels.ts'

/** Photos that correlate less than this on the middle level are different ones. A copy reaches 0.8. */
const LEAST_FIT = 0.4
/** Where a copy is nearly the whole photo. */
const STARTS: readonly Placed[] = [
  { degrees: 0, across: 1, down: 1 },
  { degrees: 0, across: 0.92, down: 0.92 },
  ...[-8, -3, 3, 8].flatMap((degrees) => [1, 0.9].map((share) => ({ degrees, across: share, down: share }))),
]
/** Crops, borders and bars: each is tried roughly, and the best few are gone on with. */
const SHARES = [0.6, 0.7, 0.83, 1, 1.2, 1.42, 1.7]
const MOST_UNEVEN = 1.8
const FARTHER: readonly Placed[] = SHARES.flatMap((across) =>
  SHARES.filter((down) => Math.max(across / down, down / across) < MOST_UNEVEN).flatMap((down) =>
    [-0.5, 0, 0.5].flatMap((x) =>
      [-0.5, 0, 0.5].map((y) => ({ degrees: 0, across, down, right: x * (1 - across), below: y * (1 - down) })),
    ),
  ),
)
const MOST_FARTHER = 6
const BEST_STARTS = 3

/**
 * How surely two outlines are of one photo, −1 to 1. Two photos of one dashboard differ in viewpoint, digits and reflections, even if they are alike. A
 * copy, laid over its original, differs nowhere. First a homography is found by Gauss–Newton (Lucas and Kanade, 1981), coarse to fine and from several
 * starts. Then fine detail is compared. `aspect` is the new photo's width by its height. A mirrored copy is found by its mirrored outline. Takes some 30 ms.
 */
export function likeness(fresh: Levels, old: Levels, aspect: number): number {
  const map = layOver(fresh, old, aspect)
  return map ? agreement(fresh[2], old[2], map) : 0
}

/** Null if no map makes the two alike. */
function layOver(fresh: Levels, old: Levels, aspect: number): Homography | null {
  const farther = FARTHER.map((placed) => homographyOf(placed, aspect))
    .map((map) => ({ map, fit: roughFit(fresh[0], old[0], map) }))
    .toSorted(betterFirst)
    .slice(0, MOST_FARTHER)
  const starts = [...STARTS.map((placed) => homographyOf(placed, aspect)), ...farther.map(({ map }) => map)]
  const promising = starts.map((map) => refined(fresh[0], old[0], map, { steps: 4, freedom: 6 })).toSorted(betterFirst)
  const middle = promising
    .slice(0, BEST_STARTS)
    .map(({ map }) => refined(fresh[0], old[0], map, { steps: 8, freedom: 6 }))
    .map(({ map }) => refined(fresh[1], old[1], map, { steps: 6, freedom: 8 }))
    .toSorted(betterFirst)[0]
  if (!middle || middle.fit < LEAST_FIT) return null
  return refined(fresh[2], old[2], middle.map, { steps: 6, freedom: 8 }).map
}

const betterFirst = (a: Fit, b: Fit): number => b.fit - a.fit

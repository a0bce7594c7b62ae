import { agreement } from './agreement.ts'
import { refined, roughFit, type Part } from './fit.ts'
import { homographyOf, type Homography, type Placed } from './homography.ts'
import type { Level, Levels } from './levels.ts'

/** Photos that correlate less than this on the middle level are different ones. A copy reaches 0.8. */
const LEAST_FIT = 0.4
/** Where a copy is nearly the whole photo. */
const STARTS: readonly Placed[] = [
  { degrees: 0, across: 1, down: 1 },
  { degrees: 0, across: 0.92, down: 0.92 },
  ...[-8, -3, 3, 8].flatMap((degrees) => [1, 0.9].map((share) => ({ degrees, across: share, down: share }))),
]
/** Crops, borders and bars: shares of the sides. Of each two, the best place is found roughly, and the best few are gone on with. */
const SHARES = [0.58, 0.65, 0.73, 0.82, 0.92, 1.03, 1.16, 1.3, 1.46, 1.64]
const MOST_UNEVEN = 1.8
/** Where its middle is, of what is free on both sides. */
const PLACES = [-0.5, -0.33, -0.17, 0, 0.17, 0.33, 0.5]
const FARTHER: readonly (readonly Part[])[] = SHARES.flatMap((across) =>
  SHARES.filter((down) => Math.max(across / down, down / across) < MOST_UNEVEN).map((down) =>
    PLACES.flatMap((x) => PLACES.map((y) => ({ across, down, right: x * (1 - across), below: y * (1 - down) }))),
  ),
)
const MOST_FARTHER = 8
const BEST_STARTS = 3

/**
 * How surely two outlines are of one photo, −1 to 1. Two photos of one dashboard differ in viewpoint, digits and reflections, even if they are alike. A
 * copy, laid over its original, differs nowhere. First a homography is found by Gauss–Newton (Lucas and Kanade, 1981), coarse to fine and from several
 * starts. Then fine detail is compared. `aspect` is the new photo's width by its height. A mirrored copy is found by its mirrored outline. Takes some 30 ms.
 */
export function likeness(fresh: Levels, old: Levels, aspect: number): number {
  const map = layOver(fresh, old, aspect)
  return map ? Math.min(1, agreement(fresh[2], old[2], map) + allowance(map)) : 0
}

/**
 * Detail is lost where the old photo is enlarged, as under a crop of it, and coarse where it is made smaller, as under bars: a copy agrees less there, and
 * two honest photos agree more. Fitted, with the threshold, on the calibration vehicles' copies and honest photos.
 */
export function allowance([a, b, , d, e]: Homography): number {
  const enlarged = -Math.log(Math.sqrt(Math.abs(a * e - b * d)) + 1e-9)
  return Math.max(-MOST_ALLOWED, Math.min(MOST_ALLOWED, ALLOWED * enlarged))
}
const ALLOWED = 0.13
const MOST_ALLOWED = 0.02

/** Null if no map makes the two alike. */
function layOver(fresh: Levels, old: Levels, aspect: number): Homography | null {
  const farther = FARTHER.map((places) => bestPlace(fresh[0], old[0], places))
    .toSorted(betterFirst)
    .slice(0, MOST_FARTHER)
  const starts = [...STARTS, ...farther.map(({ part }) => ({ degrees: 0, ...part }))].map((placed) => homographyOf(placed, aspect))
  const promising = starts.map((map) => refined(fresh[0], old[0], map, { steps: 4, freedom: 6 })).toSorted(betterFirst)
  const middle = promising
    .slice(0, BEST_STARTS)
    .map(({ map }) => refined(fresh[0], old[0], map, { steps: 8, freedom: 6 }))
    .map(({ map }) => refined(fresh[1], old[1], map, { steps: 6, freedom: 8 }))
    .toSorted(betterFirst)[0]
  if (!middle || middle.fit < LEAST_FIT) return null
  return refined(fresh[2], old[2], middle.map, { steps: 6, freedom: 8 }).map
}

function bestPlace(fresh: Level, old: Level, places: readonly Part[]): { part: Part; fit: number } {
  let best = { part: WHOLE, fit: -1 }
  for (const part of places) {
    const fit = roughFit(fresh, old, part)
    if (fit > best.fit) best = { part, fit }
  }
  return best
}
const WHOLE: Part = { across: 1, down: 1, right: 0, below: 0 }

const betterFirst = (a: { fit: number }, b: { fit: number }): number => b.fit - a.fit

import { moved, type PixelBox } from '../networks/rectify.ts'
import type { Pixels } from '../pixels.ts'
import { evenCorrelation } from './detail-even.ts'
import { likest, pieceAt, saysNothing, type Likest, type Place } from './detail-likeness.ts'
import { detailOf, type Detail } from './detail.ts'

/** A piece of a digit's cell that is compared, in parts of the cell. */
const PIECE = { width: 0.65, height: 0.8 }
/** How far from the next cells the same piece is looked for, in parts of the cell's width and the line's height. */
const SEARCHED = { along: 0.2, across: 0.12 }
/** Below it, the even parts of two cells have nothing in common but their kind: two prints of one digit, or two lit segments. */
const EVEN_LIKENESS = 0.45
/** Digits that are higher are compared at a part of their size first. */
const ROUGH_HEIGHT = 24
/** Fewer pixels say nothing. */
const LEAST = { width: 6, height: 8 }

/**
 * How much two digits of a reading are alike in their finest detail, up to 1: whether one was cut out and pasted over the other. Two sevens of one display are
 * alike too, but not in what the sensor and the compression have made of them: where they are even, nothing is alike. So only cells count whose even
 * parts are alike as well. Measure: normalised correlation of the brightness without its blur (σ 1 pixel), the greatest over all pairs of cells. 0 if no two
 * cells are. A digit of another photo, or one that was drawn, turned or scaled, is not found.
 */
export function copiedDigits(photo: Pixels, box: PixelBox, digits: number): number {
  if (digits < 2) return 0
  const pitch = box.width / digits
  const times = Math.max(1, Math.floor(box.height / ROUGH_HEIGHT))
  const radians = (box.angle * Math.PI) / 180
  const step = { x: pitch * Math.cos(radians), y: pitch * Math.sin(radians) }
  const fine = detailOf(photo, box)
  const rough = times === 1 ? fine : detailOf(photo, box, times)
  const size = {
    width: Math.max(LEAST.width, Math.floor(pitch * PIECE.width)),
    height: Math.max(LEAST.height, Math.floor(box.height * PIECE.height)),
  }
  let best = 0
  for (let cell = 0; cell < digits - 1; cell++)
    for (let cells = 1; cell + cells < digits; cells++) {
      const roughly = searched(rough, starts(box, pitch, cell, size), { x: step.x * cells, y: step.y * cells }, size, {
        x: Math.max(2, Math.round(SEARCHED.along * pitch)),
        y: Math.max(2, Math.round(SEARCHED.across * box.height)),
      })
      if (!roughly) continue
      const [{ from, to }, near] = [roughly, { x: times, y: times }]
      const found = times === 1 ? roughly : searched(fine, [from], { x: to.x - from.x, y: to.y - from.y }, size, near, best)
      const piece = found && found.likeness > best ? pieceAt(fine, found.from, size) : null
      if (found && piece && evenCorrelation(fine, piece, found.to) >= EVEN_LIKENESS) best = found.likeness
    }
  return best
}

/** Where pieces of a cell begin: several, for the cells of a box are not exact. */
function starts(box: PixelBox, pitch: number, cell: number, size: { width: number; height: number }): Place[] {
  return Array.from({ length: 5 }, (_, i) => {
    const { centreX, centreY } = moved(box, ((cell + i / 5) * pitch + size.width / 2 - box.width / 2) / box.height, 0)
    return { x: Math.round(centreX - size.width / 2), y: Math.round(centreY - size.height / 2) }
  })
}

/** The places that are most alike. Null if there is no detail to compare, or if certainly none is more than `least` alike. */
function searched(
  detail: Detail,
  from: readonly Place[],
  step: Place,
  size: { width: number; height: number },
  far: Place,
  least = 0,
) {
  let best: ({ from: Place } & Likest) | null = null
  for (const start of from) {
    const piece = pieceAt(detail, start, size)
    if (!piece || saysNothing(detail, piece)) continue
    const found = likest(
      detail,
      piece,
      { x: Math.round(start.x + step.x), y: Math.round(start.y + step.y) },
      far,
      best?.likeness ?? least,
    )
    if (found && found.likeness > (best?.likeness ?? 0)) best = { from: start, ...found }
  }
  return best
}

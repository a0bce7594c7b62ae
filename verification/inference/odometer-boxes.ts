import type { Frame } from '#lib/events.ts'
import { extended, moved, type PixelBox, type Size } from '../networks/rectify.ts'
import type { Area } from '../networks/resize.ts'

/** Where an odometer may stand, and how sure the finder is of it, 0 to 1. */
export interface FoundBox {
  box: PixelBox
  score: number
  /** Where the guide frame has it; ANYWHERE without one. */
  place: 'ANYWHERE' | 'INSIDE' | 'OUTSIDE'
}

/** The guide frame as boxes: whole, and without its rim, because people fill it more or less. A high frame is read along its height. */
export function frameBoxes(frame: Frame, photo: Size): FoundBox[] {
  const [width, height] = [frame.width * photo.width, frame.height * photo.height]
  const high = height > width
  const box: PixelBox = {
    centreX: (frame.left + frame.width / 2) * photo.width,
    centreY: (frame.top + frame.height / 2) * photo.height,
    width: Math.max(width, height),
    height: Math.min(width, height),
    angle: 0,
  }
  return (high ? [90, -90] : [0]).flatMap((angle) =>
    [1, 0.75, 0.5].map((share) => ({
      box: { ...box, width: box.width * (1 + share) * 0.5, height: box.height * share, angle },
      score: FRAME_SCORE,
      place: 'INSIDE' as const,
    })),
  )
}

/** The boxes, each with its place: inside if its middle is in the frame or near it. */
export function placed(boxes: readonly FoundBox[], frame: Frame | null, photo: Size): FoundBox[] {
  if (!frame) return boxes.map((found) => ({ ...found, place: 'ANYWHERE' }))
  const [rimX, rimY] = [frame.width * RIM, frame.height * RIM]
  return boxes.map((found) => {
    const [x, y] = [found.box.centreX / photo.width, found.box.centreY / photo.height]
    const inside =
      x > frame.left - rimX && x < frame.left + frame.width + rimX && y > frame.top - rimY && y < frame.top + frame.height + rimY
    return { ...found, place: inside ? 'INSIDE' : 'OUTSIDE' }
  })
}

/** How far a box's middle may stand outside the frame, in the frame's own sides: hands are not still. */
const RIM = 0.25

/** People hold the camera so that the odometer is in the frame, but not exactly. A box found in it is better than the frame itself. */
const FRAME_SCORE = 0.3

/** The frame and as much again around it, in pixels. This area is looked at more closely. */
export function around(frame: Frame, photo: Size): Area {
  const left = Math.max(0, frame.left - frame.width / 2)
  const top = Math.max(0, frame.top - frame.height)
  const right = Math.min(1, frame.left + frame.width * 1.5)
  const bottom = Math.min(1, frame.top + frame.height * 2)
  return {
    left: left * photo.width,
    top: top * photo.height,
    width: (right - left) * photo.width,
    height: (bottom - top) * photo.height,
  }
}

/** Used without a finder and without a frame: the middle of the photo. */
export const MIDDLE: Frame = { left: 0.2, top: 0.4, width: 0.6, height: 0.2 }

/**
 * How a box is cut for one reading: made larger along and across, moved, and turned. Lengths are in heights of the box, angles in degrees.
 */
interface Cut {
  more: [along: number, across: number]
  move: [along: number, across: number]
  turn: number
}

const cut = (along: number, across: number, moveAlong = 0, moveAcross = 0, turn = 0): Cut => ({
  more: [along, across],
  move: [moveAlong, moveAcross],
  turn,
})

/** The cuts that vote. Finders cut off last digits, so most cuts are a little wider than the box. */
export const CUTS: readonly Cut[] = [
  cut(0.1, 0.1),
  cut(0.2, 0.12),
  cut(0.05, 0.05),
  cut(0.25, 0.1, 0.1),
  cut(0.45, 0.15),
  cut(0.15, 0.1, 0, 0, 2),
  cut(0.15, 0.1, 0, 0, -2),
]

export function cutBox(box: PixelBox, { more, move, turn }: Cut): PixelBox {
  const placed = moved(extended(box, ...more), ...scaledMove(box, more, move))
  return { ...placed, angle: placed.angle + turn }
}

/** `moved` counts in heights of the box it moves, which is the extended one here. */
function scaledMove(box: PixelBox, more: Cut['more'], move: Cut['move']): [number, number] {
  const scale = box.height / (box.height * (1 + 2 * more[1]))
  return [move[0] * scale, move[1] * scale]
}

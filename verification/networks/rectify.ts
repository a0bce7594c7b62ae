import type { RotatedBox } from '../pixels.ts'
import type { Grey } from './grey.ts'

/** A rotated rectangle in the photo's pixels; the angle in degrees, clockwise: 0 is read to the right, 90 downwards. */
export interface PixelBox {
  centreX: number
  centreY: number
  width: number
  height: number
  angle: number
}

export interface Size {
  width: number
  height: number
}

export const toPixels = (box: RotatedBox, photo: Size): PixelBox => ({
  centreX: box.centreX * photo.width,
  centreY: box.centreY * photo.height,
  width: box.width * photo.width,
  height: box.height * photo.height,
  angle: box.angle,
})

export const toFractions = (box: PixelBox, photo: Size): RotatedBox => ({
  centreX: box.centreX / photo.width,
  centreY: box.centreY / photo.height,
  width: box.width / photo.width,
  height: box.height / photo.height,
  angle: box.angle,
})

/** The box with `x` and `y` of its height more on both ends and on both sides. */
export const extended = (box: PixelBox, x: number, y: number): PixelBox => ({
  ...box,
  width: box.width + 2 * x * box.height,
  height: box.height + 2 * y * box.height,
})

/** The box moved along and across its own reading direction, by fractions of its height. */
export function moved(box: PixelBox, along: number, across: number): PixelBox {
  const radians = (box.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  return {
    ...box,
    centreX: box.centreX + (along * cos - across * sin) * box.height,
    centreY: box.centreY + (along * sin + across * cos) * box.height,
  }
}

/**
 * Cuts a rotated box out, upright, from 0 to 255, into `strip` (`width` × `height`, row by row). If the photo is finer than the strip,
 * several samples are averaged. Beyond the photo its edge is repeated.
 */
export function rectify(photo: Grey, box: PixelBox, strip: Float32Array, width: number, height: number): void {
  const radians = (box.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const samplesX = Math.max(1, Math.round(box.width / width))
  const samplesY = Math.max(1, Math.round(box.height / height))
  const [stepX, stepY] = [box.width / (width * samplesX), box.height / (height * samplesY)]
  const [right, down] = [stepX * cos, stepX * sin]
  const reach = { x: (width * samplesX - 1) * right, y: (width * samplesX - 1) * down }
  needHull(photo, box, cos, sin)
  strip.fill(0)
  for (let row = 0; row < height * samplesY; row++) {
    const across = (row + 0.5) * stepY - box.height / 2
    const along = 0.5 * stepX - box.width / 2
    const x = box.centreX + along * cos - across * sin - 0.5
    const y = box.centreY + along * sin + across * cos - 0.5
    const add = within(photo, x, y) && within(photo, x + reach.x, y + reach.y) ? addInside : addAnywhere
    add(photo, x, y, right, down, strip, Math.floor(row / samplesY) * width, width, samplesX, samplesX * samplesY)
  }
}

/** A pixel's room for what adding up steps rounds away. */
const within = ({ width, height }: Grey, x: number, y: number): boolean => x >= 1 && y >= 1 && x < width - 2 && y < height - 2

function needHull(photo: Grey, { centreX, centreY, width, height }: PixelBox, cos: number, sin: number): void {
  const reachX = (Math.abs(width * cos) + Math.abs(height * sin)) / 2 + 2
  const reachY = (Math.abs(width * sin) + Math.abs(height * cos)) / 2 + 2
  // Beyond the photo its edge is repeated, and that must be there too.
  const inside = (value: number, limit: number) => Math.min(Math.max(value, 0), limit - 1)
  const [left, top] = [inside(centreX - reachX, photo.width), inside(centreY - reachY, photo.height)]
  photo.need?.(left, top, inside(centreX + reachX, photo.width) + 1, inside(centreY + reachY, photo.height) + 1)
}

/** Adds a row of samples to its pixels of the strip, the `share`th part of each. */
type AddRow = (
  photo: Grey,
  x: number,
  y: number,
  right: number,
  down: number,
  strip: Float32Array,
  start: number,
  pixels: number,
  samples: number,
  share: number,
) => void

const addAnywhere: AddRow = (photo, startX, startY, right, down, strip, start, pixels, samples, share) => {
  let x = startX
  let y = startY
  for (let pixel = start; pixel < start + pixels; pixel++) {
    let sum = 0
    for (let sample = 0; sample < samples; sample++) {
      sum += greyAt(photo, x, y)
      x += right
      y += down
    }
    strip[pixel] = (strip[pixel] ?? 0) + sum / share
  }
}

/** As `addAnywhere`, where each sample has its four neighbours: most do, and photos wait for this loop. */
const addInside: AddRow = ({ data, width }, startX, startY, right, down, strip, start, pixels, samples, share) => {
  let x = startX
  let y = startY
  for (let pixel = start; pixel < start + pixels; pixel++) {
    let sum = 0
    for (let sample = 0; sample < samples; sample++) {
      const x0 = x | 0
      const y0 = y | 0
      const at = y0 * width + x0
      const shareX = x - x0
      const a = data[at] ?? 0
      const c = data[at + width] ?? 0
      const upper = a + ((data[at + 1] ?? 0) - a) * shareX
      const lower = c + ((data[at + width + 1] ?? 0) - c) * shareX
      sum += upper + (lower - upper) * (y - y0)
      x += right
      y += down
    }
    strip[pixel] = (strip[pixel] ?? 0) + sum / share
  }
}

/** Brightness between the four pixels around a point. */
function greyAt({ data, width, height }: Grey, x: number, y: number): number {
  const left = x < 0 ? 0 : x > width - 1 ? width - 1 : x
  const top = y < 0 ? 0 : y > height - 1 ? height - 1 : y
  const x0 = left | 0
  const y0 = top | 0
  const at = y0 * width + x0
  const right = x0 + 1 < width ? 1 : 0
  const below = y0 + 1 < height ? width : 0
  const shareX = left - x0
  const a = data[at] ?? 0
  const c = data[at + below] ?? 0
  const upper = a + ((data[at + right] ?? 0) - a) * shareX
  const lower = c + ((data[at + below + right] ?? 0) - c) * shareX
  return upper + (lower - upper) * (top - y0)
}

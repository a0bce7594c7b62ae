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
  strip.fill(0)
  for (let row = 0; row < height * samplesY; row++) {
    const across = (row + 0.5) * stepY - box.height / 2
    const along = 0.5 * stepX - box.width / 2
    let x = box.centreX + along * cos - across * sin - 0.5
    let y = box.centreY + along * sin + across * cos - 0.5
    const start = Math.floor(row / samplesY) * width
    for (let pixel = start; pixel < start + width; pixel++) {
      let sum = 0
      for (let sample = 0; sample < samplesX; sample++) {
        sum += greyAt(photo, x, y)
        x += stepX * cos
        y += stepX * sin
      }
      strip[pixel] = (strip[pixel] ?? 0) + sum / (samplesX * samplesY)
    }
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

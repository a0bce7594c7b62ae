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
 * Cuts a rotated box out, upright, from 0 to 255, into `strip` (`width` × `height`, row by row). Several samples are averaged where the photo
 * is finer than the strip. Beyond the photo its edge is repeated.
 */
export function rectify(photo: Grey, box: PixelBox, strip: Float32Array, width: number, height: number): void {
  const radians = (box.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const samplesX = Math.max(1, Math.round(box.width / width))
  const samplesY = Math.max(1, Math.round(box.height / height))
  const samples = samplesX * samplesY
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let i = 0; i < samples; i++) {
        const along = ((x + ((i % samplesX) + 0.5) / samplesX) / width - 0.5) * box.width
        const across = ((y + (Math.floor(i / samplesX) + 0.5) / samplesY) / height - 0.5) * box.height
        sum += greyAt(photo, box.centreX + along * cos - across * sin - 0.5, box.centreY + along * sin + across * cos - 0.5)
      }
      strip[y * width + x] = sum / samples
    }
  }
}

/** Brightness between the four pixels around a point. */
function greyAt({ data, width, height }: Grey, x: number, y: number): number {
  const left = Math.min(Math.max(x, 0), width - 1)
  const top = Math.min(Math.max(y, 0), height - 1)
  const [x0, y0] = [Math.floor(left), Math.floor(top)]
  const [right, below] = [x0 + 1 < width ? 1 : 0, y0 + 1 < height ? width : 0]
  const [shareX, shareY] = [left - x0, top - y0]
  const at = y0 * width + x0
  const upper = (data[at] ?? 0) * (1 - shareX) + (data[at + right] ?? 0) * shareX
  const lower = (data[at + below] ?? 0) * (1 - shareX) + (data[at + below + right] ?? 0) * shareX
  return upper * (1 - shareY) + lower * shareY
}

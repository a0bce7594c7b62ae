import type { Sharp } from 'sharp'
import sharp from 'sharp'

/** One step of what a cheat does to an old photo. */
export type Alteration = (photo: Sharp, size: { width: number; height: number }) => Sharp | Promise<Sharp>

const resize =
  (share: number): Alteration =>
  (photo, { width }) =>
    photo.resize({ width: Math.round(width * share) })

/** Takes `percent` off the width and the height, more of it at the left and the top. */
const crop =
  (percent: number): Alteration =>
  (photo, { width, height }) => {
    const [w, h] = [Math.round(width * (1 - percent / 100)), Math.round(height * (1 - percent / 100))]
    return photo.extract({ left: Math.round((width - w) * 0.7), top: Math.round((height - h) * 0.6), width: w, height: h })
  }

/** The canvas grows with the turn, and its corners are black, as sharp does it. */
const turn =
  (degrees: number): Alteration =>
  (photo) =>
    photo.rotate(degrees, { background: '#000' })

/** Seen from the side: each corner comes in by up to `percent` of the sides, all differently. */
const perspective =
  (percent: number): Alteration =>
  (photo) => {
    const p = percent / 100
    return warped(photo, [
      [p, p / 2],
      [1 - p / 3, p],
      [1 - p, 1 - p / 4],
      [p / 4, 1 - p / 2],
    ])
  }

/** A phone's picture of the photo: a bar with clock and battery above, one with a button below. */
const bars: Alteration = (photo, { width, height }) => {
  const [top, bottom] = [Math.round(height * 0.16), Math.round(height * 0.22)]
  const mark = (left: number, y: number, w: number, h: number) => ({
    input: {
      create: { width: Math.max(1, Math.round(w)), height: Math.max(1, Math.round(h)), channels: 3 as const, background: '#ddd' },
    },
    left: Math.round(left),
    top: Math.round(y),
  })
  return photo
    .extend({ top, bottom, background: '#101014' })
    .png({ compressionLevel: 0 })
    .toBuffer()
    .then((framed) =>
      sharp(framed).composite([
        mark(width * 0.05, top * 0.3, width * 0.09, top * 0.12),
        mark(width * 0.86, top * 0.3, width * 0.08, top * 0.12),
        mark(width * 0.36, height + top + bottom * 0.6, width * 0.28, bottom * 0.05),
      ]),
    )
}

const border =
  (percent: number): Alteration =>
  (photo, { width, height }) => {
    const [x, y] = [Math.round((width * percent) / 100), Math.round((height * percent) / 100)]
    return photo.extend({ top: y, bottom: y, left: x, right: x, background: '#fff' })
  }

/** A photo of a screen that shows it: the dark room around, seen from the side, moire, another tone curve, a little blur. */
const screen: Alteration = async (photo) => {
  const seen = await warped(photo, [
    [-0.08, -0.05],
    [1.05, -0.08],
    [1.09, 1.06],
    [-0.05, 1.09],
  ])
  const { data, info } = await seen.blur(0.7).raw().toBuffer({ resolveWithObject: true })
  for (let y = 0, at = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++)
      for (let c = 0; c < 3; c++, at++) {
        const waves = 1 + 0.08 * Math.sin(0.91 * x + 0.33 * y + c) + 0.05 * Math.sin(0.08 * x - 0.11 * y)
        data[at] = 255 * Math.min(1, ((data[at] ?? 0) / 255) ** 1.25 * waves + 0.03)
      }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
}

/** Each result is saved as a JPEG of quality 85 unless it says otherwise. */
export const ALTERATIONS: Record<string, { steps: Alteration[]; quality?: number }> = {
  're-encode 70': { steps: [], quality: 70 },
  're-encode 30': { steps: [], quality: 30 },
  'resize 50 %': { steps: [resize(0.5)] },
  'resize 25 %': { steps: [resize(0.25)] },
  'brightness −30 %': { steps: [(photo) => photo.linear(0.7)] },
  'brightness +30 %': { steps: [(photo) => photo.linear(1.3)] },
  'crop 3 %': { steps: [crop(3)] },
  'crop 10 %': { steps: [crop(10)] },
  'crop 20 %': { steps: [crop(20)] },
  'crop 35 %': { steps: [crop(35)] },
  'turn 2°': { steps: [turn(2)] },
  'turn −8°': { steps: [turn(-8)] },
  'turn 8°, corners cut': { steps: [turn(8), crop(22)] },
  mirror: { steps: [(photo) => photo.flop()] },
  'turn 90°': { steps: [turn(90)] },
  'white border 20 %': { steps: [border(20)] },
  'turn 180°': { steps: [turn(180)] },
  'mirror, crop 5 %': { steps: [(photo) => photo.flop(), crop(5)] },
  'crop 5 %, turn 3°, brightness +20 %': { steps: [crop(5), turn(3), (photo) => photo.linear(1.2)] },
  'perspective 6 %': { steps: [perspective(6)] },
  'perspective 12 %': { steps: [perspective(12)] },
  'screenshot with bars': { steps: [bars] },
  'white border 8 %': { steps: [border(8)] },
  'photo of a screen': { steps: [screen] },
}

export async function altered(bytes: Buffer, { steps, quality = 85 }: { steps: Alteration[]; quality?: number }): Promise<Buffer> {
  let current = await sharp(bytes, { failOn: 'none' })
    .rotate()
    .toColourspace('srgb')
    .removeAlpha()
    .png({ compressionLevel: 0 })
    .toBuffer()
  for (const step of steps) {
    const { width, height } = await sharp(current).metadata()
    current = await (await step(sharp(current), { width, height })).png({ compressionLevel: 0 }).toBuffer()
  }
  return sharp(current).jpeg({ quality }).toBuffer()
}

type Corner = readonly [x: number, y: number]

/** What the new corners (upper left, then clockwise) show, in shares of the old photo's sides; black where it ends. */
async function warped(photo: Sharp, [tl, tr, br, bl]: readonly [Corner, Corner, Corner, Corner]): Promise<Sharp> {
  const { data, info } = await photo.raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const out = Buffer.alloc(data.length)
  // From the unit square to a quadrangle (Heckbert 1989).
  const [dx1, dy1, dx2, dy2] = [tr[0] - br[0], tr[1] - br[1], bl[0] - br[0], bl[1] - br[1]]
  const [sx, sy] = [tl[0] - tr[0] + br[0] - bl[0], tl[1] - tr[1] + br[1] - bl[1]]
  const area = dx1 * dy2 - dx2 * dy1
  const [g, h] = [(sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area]
  const [a, b, d, e] = [tr[0] - tl[0] + g * tr[0], bl[0] - tl[0] + h * bl[0], tr[1] - tl[1] + g * tr[1], bl[1] - tl[1] + h * bl[1]]
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to += channels) {
      const [u, v] = [(x + 0.5) / width, (y + 0.5) / height]
      const w = g * u + h * v + 1
      const [fromX, fromY] = [((a * u + b * v + tl[0]) / w) * width - 0.5, ((d * u + e * v + tl[1]) / w) * height - 0.5]
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue
      const at = (top * width + left) * channels
      for (let c = 0; c < channels; c++) {
        const upper = (data[at + c] ?? 0) * (1 - fromX + left) + (data[at + channels + c] ?? 0) * (fromX - left)
        const under = at + width * channels + c
        const lower = (data[under] ?? 0) * (1 - fromX + left) + (data[under + channels] ?? 0) * (fromX - left)
        out[to + c] = upper * (1 - fromY + top) + lower * (fromY - top)
      }
    }
  return sharp(out, { raw: { width, height, channels } })
}

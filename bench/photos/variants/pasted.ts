import sharp from 'sharp'
import { randomOf } from '../../../verification/training/drawn-cars.ts'
import type { PixelBox } from '../../../verification/networks/rectify.ts'
import type { Judged } from './judged.ts'

/**
 * The photo with one digit of its reading pasted over a lower one, so that it reads more: cut from the same display, as bright as what it covers, with soft edges,
 * and saved again at a quality of 80 to 95. `box`: of the digits, as exact as a forger takes it. Null if no digit is lower than another.
 */
export async function pasted(
  { read, pixels }: Judged,
  box: PixelBox,
  seed: number,
): Promise<{ jpeg: Buffer; reading: number } | null> {
  if (read.value === null) return null
  const random = randomOf(800_000 + seed)
  const digits = read.digits.map(({ digit }) => digit).filter((digit) => digit !== '.')
  const pairs = digits.flatMap((from, i) =>
    digits.flatMap((to, j) => (j > 0 && from > to && Math.abs(i - j) <= 3 ? [{ from: i, to: j }] : [])),
  )
  const pair = pairs[Math.floor(random() * pairs.length)]
  if (!pair) return null
  const pitch = box.width / digits.length
  const radians = (box.angle * Math.PI) / 180
  const size = { width: Math.round(pitch * 0.98), height: Math.round(box.height * 0.96) }
  const cell = (i: number) => {
    const along = (i + 0.5) * pitch - box.width / 2
    return {
      left: Math.round(box.centreX + along * Math.cos(radians) - size.width / 2),
      top: Math.round(box.centreY + along * Math.sin(radians) - size.height / 2),
    }
  }
  const [from, to] = [cell(pair.from), cell(pair.to)]
  const outside = [from, to].some(
    ({ left, top }) => left < 0 || top < 0 || left + size.width > pixels.width || top + size.height > pixels.height,
  )
  if (outside) return null
  const data = Buffer.from(pixels.data)
  const brighter = brightness(pixels.data, pixels.width, to, size) - brightness(pixels.data, pixels.width, from, size)
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const edge = Math.min(x, y, size.width - 1 - x, size.height - 1 - y)
      const share = Math.min(1, edge / 3)
      for (let c = 0; c < 3; c++) {
        const at = ((to.top + y) * pixels.width + to.left + x) * 3 + c
        const source = (pixels.data[((from.top + y) * pixels.width + from.left + x) * 3 + c] ?? 0) + brighter
        data[at] = Math.min(255, Math.max(0, Math.round(share * source + (1 - share) * (pixels.data[at] ?? 0))))
      }
    }
  const raw = { width: pixels.width, height: pixels.height, channels: 3 as const }
  const jpeg = await sharp(data, { raw })
    .jpeg({ quality: Math.round(80 + 15 * random()) })
    .toBuffer()
  const changed = digits.with(pair.to, digits[pair.from] ?? '')
  return { jpeg, reading: Number(changed.join('')) }
}

/** The median, of green. */
function brightness(
  data: Uint8Array,
  width: number,
  at: { left: number; top: number },
  size: { width: number; height: number },
): number {
  const all = Array.from(
    { length: size.width * size.height },
    (_, i) => data[((at.top + Math.floor(i / size.width)) * width + at.left + (i % size.width)) * 3 + 1] ?? 0,
  )
  return all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0
}

import { luma } from '../networks/grey.ts'
import type { PixelBox } from '../networks/rectify.ts'
import type { Pixels } from '../pixels.ts'

/** The finest detail around a box: brightness without its blur, and how even the blur is. In the photo's pixels, or in squares of `times` pixels. */
export interface Detail {
  values: Float32Array
  slopes: Float32Array
  width: number
  height: number
  left: number
  top: number
  times: number
  /** Of the values: where there is half as much, there is nothing to compare. */
  deviation: number
}

/** Of what share of two pieces, the most even, the likeness is asked for by itself. */
const EVEN_SHARE = 0.4
const MARGIN = 6

/** Around the box's upright hull. */
export function detailOf(photo: Pixels, box: PixelBox, times = 1): Detail {
  const radians = (box.angle * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))]
  const [wide, high] = [box.width * cos + box.height * sin, box.width * sin + box.height * cos]
  const left = Math.max(0, Math.floor(box.centreX - wide / 2) - MARGIN * times)
  const top = Math.max(0, Math.floor(box.centreY - high / 2) - MARGIN * times)
  const width = Math.max(0, Math.floor((Math.min(photo.width, box.centreX + wide / 2 + MARGIN * times) - left) / times))
  const height = Math.max(0, Math.floor((Math.min(photo.height, box.centreY + high / 2 + MARGIN * times) - top) / times))
  const cut = new Float32Array(width * height)
  for (let y = 0; y < height * times; y++)
    for (let x = 0; x < width * times; x++) {
      const at = Math.floor(y / times) * width + Math.floor(x / times)
      cut[at] = (cut[at] ?? 0) + luma(photo.data, ((top + y) * photo.width + left + x) * 3) / times ** 2
    }
  const blur = blurred(cut, width, height)
  const [values, slopes] = [new Float32Array(cut.length), new Float32Array(cut.length)]
  let squares = 0
  for (let at = 0; at < cut.length; at++) {
    const value = (cut[at] ?? 0) - (blur[at] ?? 0)
    values[at] = value
    squares += value * value
    slopes[at] = Math.abs((blur[at + 1] ?? 0) - (blur[at - 1] ?? 0)) + Math.abs((blur[at + width] ?? 0) - (blur[at - width] ?? 0))
  }
  return { values, slopes, width, height, left, top, times, deviation: Math.sqrt(squares / Math.max(1, cut.length)) }
}

/** σ of one pixel. Beyond the edge, the edge. */
const KERNEL = [0.0044, 0.054, 0.242, 0.3992, 0.242, 0.054, 0.0044]

function blurred(from: Float32Array, width: number, height: number): Float32Array {
  const along = (data: Float32Array, step: number, count: number, of: (at: number) => number) =>
    data.map((_, at) => {
      const place = of(at)
      let sum = 0
      for (let k = -3; k <= 3; k++) {
        const to = Math.min(count - 1, Math.max(0, place + k))
        sum += (KERNEL[k + 3] ?? 0) * (data[at + (to - place) * step] ?? 0)
      }
      return sum
    })
  return along(
    along(from, 1, width, (at) => at % width),
    width,
    height,
    (at) => Math.floor(at / width),
  )
}

interface Place {
  x: number
  y: number
}

/** Normalised correlation of the detail of two pieces of this size, which begin at these pixels of the photo; 0 if one is not there, or has none. */
export function correlation(
  detail: Detail,
  one: Place,
  other: Place,
  size: { width: number; height: number },
  which: 'ALL' | 'EVEN' = 'ALL',
): number {
  const { values, width, height, left, top, times, deviation } = detail
  const [wide, high] = [Math.floor(size.width / times), Math.floor(size.height / times)]
  const [x, y] = [Math.round((one.x - left) / times), Math.round((one.y - top) / times)]
  const [u, v] = [Math.round((other.x - left) / times), Math.round((other.y - top) / times)]
  if (Math.min(x, y, u, v) < 0 || Math.max(x, u) + wide > width || Math.max(y, v) + high > height) return 0
  const shift = (v - y) * width + u - x
  const most = which === 'EVEN' ? evenest(detail, y * width + x, shift, wide, high) : Infinity
  let [count, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0]
  for (let row = 0; row < high; row++)
    for (let at = (y + row) * width + x, end = at + wide; at < end; at++) {
      if (most !== Infinity && slopeOf(detail, at, shift) > most) continue
      const [p, q] = [values[at] ?? 0, values[at + shift] ?? 0]
      count++
      a += p
      b += q
      aa += p * p
      bb += q * q
      ab += p * q
    }
  const [varied, variedToo] = [aa - (a * a) / count, bb - (b * b) / count]
  if (which === 'ALL' && varied / count < (deviation / 2) ** 2) return 0
  return varied > 0 && variedToo > 0 ? (ab - (a * b) / count) / Math.sqrt(varied * variedToo) : 0
}

const slopeOf = ({ slopes }: Detail, at: number, shift: number) => Math.max(slopes[at] ?? 0, slopes[at + shift] ?? 0)

/** The slope up to which the most even pixels of both pieces go. */
function evenest(detail: Detail, start: number, shift: number, wide: number, high: number): number {
  const all = new Float32Array(wide * high)
  for (let row = 0; row < high; row++)
    for (let column = 0; column < wide; column++)
      all[row * wide + column] = slopeOf(detail, start + row * detail.width + column, shift)
  return all.sort()[Math.floor(all.length * EVEN_SHARE)] ?? 0
}

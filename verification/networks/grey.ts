import type { Pixels } from '../pixels.ts'

/** A picture in shades of grey, 0 to 255, row by row. */
export interface Grey {
  data: Uint8Array
  width: number
  height: number
  /** Of a picture that is made where it is asked for: to be called before this part of `data` is read. Edges may lie beyond the picture. */
  need?(left: number, top: number, right: number, bottom: number): void
}

export type Measure = 'GREY' | 'MEAN'

/** Of red, green and blue, in 65,536ths: brightness after BT.601, or the plain mean. In whole numbers, because every photo waits for these loops. */
const WEIGHTS = { GREY: [19_595, 38_470, 7_471], MEAN: [21_845, 21_846, 21_845] } as const

export function greyOf(photo: Pixels, measure: Measure = 'GREY'): Grey {
  const { width, height } = photo
  const grey = new Uint8Array(width * height)
  fill(grey, photo, measure, 0, 0, width, height)
  return { data: grey, width, height }
}

/** The same, made in squares of `TILE` pixels, each when it is needed first: of a large photo a few lines are read. */
export function greyWhereNeeded(photo: Pixels, measure: Measure = 'GREY'): Grey {
  const { width, height } = photo
  const data = new Uint8Array(width * height)
  const columns = Math.ceil(width / TILE)
  const made = new Uint8Array(columns * Math.ceil(height / TILE))
  const need = (left: number, top: number, right: number, bottom: number) => {
    const [endX, endY] = [Math.min(width, right), Math.min(height, bottom)]
    for (let row = Math.floor(Math.max(0, top) / TILE); row * TILE < endY; row++)
      for (let column = Math.floor(Math.max(0, left) / TILE); column * TILE < endX; column++) {
        if (made[row * columns + column] === 1) continue
        made[row * columns + column] = 1
        const [x, y] = [column * TILE, row * TILE]
        fill(data, photo, measure, x, y, Math.min(width, x + TILE), Math.min(height, y + TILE))
      }
  }
  return { data, width, height, need }
}
const TILE = 64

function fill(grey: Uint8Array, photo: Pixels, measure: Measure, left: number, top: number, right: number, bottom: number): void {
  const { data, width } = photo
  const [red, green, blue] = WEIGHTS[measure]
  for (let y = top; y < bottom; y++)
    for (let to = y * width + left, at = to * 3, end = y * width + right; to < end; to++, at += 3)
      grey[to] = ((data[at] ?? 0) * red + (data[at + 1] ?? 0) * green + (data[at + 2] ?? 0) * blue + 32_768) >> 16
}

/** Of the RGB pixel that begins at `at`. */
export const luma = (data: Uint8Array, at: number): number =>
  0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)

/** Half as wide and high; each pixel is the mean of four. */
export function halved({ data, width, height, need }: Grey): Grey {
  need?.(0, 0, width, height)
  const [wide, high] = [Math.max(1, width >> 1), Math.max(1, height >> 1)]
  const [right, below] = [width > 1 ? 1 : 0, height > 1 ? width : 0]
  const half = new Uint8Array(wide * high)
  for (let y = 0, to = 0; y < high; y++) {
    for (let x = 0, at = y * 2 * width; x < wide; x++, at += 2, to++) {
      half[to] = ((data[at] ?? 0) + (data[at + right] ?? 0) + (data[at + below] ?? 0) + (data[at + below + right] ?? 0) + 2) >> 2
    }
  }
  return { data: half, width: wide, height: high }
}

/** `halved(greyOf(photo, measure))` in one go. */
export function halvedGrey(photo: Pixels, measure: Measure): Grey {
  const { data, width, height } = photo
  if (width < 2 || height < 2) return halved(greyOf(photo, measure))
  const [red, green, blue] = WEIGHTS[measure]
  const [wide, high, below] = [width >> 1, height >> 1, width * 3]
  const half = new Uint8Array(wide * high)
  for (let y = 0, to = 0; y < high; y++)
    for (let x = 0, at = y * 2 * below; x < wide; x++, at += 6, to++) {
      const under = at + below
      const a = ((data[at] ?? 0) * red + (data[at + 1] ?? 0) * green + (data[at + 2] ?? 0) * blue + 32_768) >> 16
      const b = ((data[at + 3] ?? 0) * red + (data[at + 4] ?? 0) * green + (data[at + 5] ?? 0) * blue + 32_768) >> 16
      const c = ((data[under] ?? 0) * red + (data[under + 1] ?? 0) * green + (data[under + 2] ?? 0) * blue + 32_768) >> 16
      const d = ((data[under + 3] ?? 0) * red + (data[under + 4] ?? 0) * green + (data[under + 5] ?? 0) * blue + 32_768) >> 16
      half[to] = (a + b + c + d + 2) >> 2
    }
  return { data: half, width: wide, height: high }
}

/** A picture in halves of its size. Each is made once, when it is asked for; the first by `half`. */
export function halvings(photo: Grey, half = () => halved(photo)): (times: number) => Grey {
  const sizes = [photo]
  return (times) => {
    while (sizes.length <= times) sizes.push(sizes.length === 1 ? half() : halved(sizes.at(-1) ?? photo))
    return sizes[times] ?? photo
  }
}

/** Turned by a quarter, clockwise (1) or anticlockwise (-1). */
export function turned({ data, width, height, need }: Grey, quarters: 1 | -1): Grey {
  need?.(0, 0, width, height)
  const result = new Uint8Array(data.length)
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0; x < width; x++, from++) {
      const to = quarters === 1 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y
      result[to] = data[from] ?? 0
    }
  }
  return { data: result, width: height, height: width }
}

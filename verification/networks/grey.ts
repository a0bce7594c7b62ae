import type { Pixels } from '../pixels.ts'

/** A picture in shades of grey, 0 to 255, row by row. */
export interface Grey {
  data: Uint8Array
  width: number
  height: number
}

/** Brightness after BT.601, or the plain mean of red, green and blue. In whole numbers, because every photo waits for this loop. */
export function greyOf({ data, width, height }: Pixels, measure: 'GREY' | 'MEAN' = 'GREY'): Grey {
  const grey = new Uint8Array(width * height)
  const [red, green, blue] = measure === 'GREY' ? [19_595, 38_470, 7_471] : [21_845, 21_846, 21_845]
  for (let i = 0, at = 0; i < grey.length; i++, at += 3) {
    grey[i] = ((data[at] ?? 0) * red + (data[at + 1] ?? 0) * green + (data[at + 2] ?? 0) * blue + 32_768) >> 16
  }
  return { data: grey, width, height }
}

/** Of the RGB pixel that begins at `at`. */
export const luma = (data: Uint8Array, at: number): number =>
  0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)

/** Half as wide and high; each pixel is the mean of four. */
export function halved({ data, width, height }: Grey): Grey {
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

/** A picture in halves of its size. Each is made once, when it is asked for. */
export function halvings(photo: Grey): (times: number) => Grey {
  const sizes = [photo]
  return (times) => {
    while (sizes.length <= times) sizes.push(halved(sizes.at(-1) ?? photo))
    return sizes[times] ?? photo
  }
}

/** Turned by a quarter, clockwise (1) or anticlockwise (-1). */
export function turned({ data, width, height }: Grey, quarters: 1 | -1): Grey {
  const result = new Uint8Array(data.length)
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0; x < width; x++, from++) {
      const to = quarters === 1 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y
      result[to] = data[from] ?? 0
    }
  }
  return { data: result, width: height, height: width }
}

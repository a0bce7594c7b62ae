import type { Pixels } from '../pixels.ts'

/** A picture in shades of grey, 0 to 255, row by row. */
export interface Grey {
  data: Uint8Array
  width: number
  height: number
}

/** Brightness after BT.601. */
export function greyOf({ data, width, height }: Pixels): Grey {
  const grey = new Uint8Array(width * height)
  for (let i = 0; i < grey.length; i++) grey[i] = luma(data, i * 3) + 0.5
  return { data: grey, width, height }
}

/** Of the RGB pixel that begins at `at`. */
export const luma = (data: Uint8Array, at: number): number =>
  0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)

import type { Pixels } from '../pixels.ts'
import { outlineOf } from './outline.ts'
import { pdqOf, type Pdq } from './pdq.ts'

/** What the checks keep of a picture's pixels. Takes some 20 ms a megapixel: for the decode worker. */
export interface PictureFacts {
  pdq: Pdq
  outline: Uint8Array
  /** Width by height. */
  aspect: number
}

export const pictureFacts = (pixels: Pixels): PictureFacts => ({
  pdq: pdqOf(pixels),
  outline: outlineOf(pixels),
  aspect: pixels.width / pixels.height,
})

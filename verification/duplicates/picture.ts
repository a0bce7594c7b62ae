import type { Pixels } from '../pixels.ts'
import { embeddingInput, outlineOf } from './outline.ts'
import { pdqOf, type Pdq } from './pdq.ts'

/** What the checks keep of a picture's pixels. Takes some 20 ms a megapixel: for the decode worker. */
export interface PictureFacts {
  pdq: Pdq
  outline: Uint8Array
  /** Width by height. */
  aspect: number
  /** For the model `photo-embedding`: [3, 128, 128], 0 to 1. */
  embeddingInput: Float32Array
}

export const pictureFacts = (pixels: Pixels): PictureFacts => ({
  pdq: pdqOf(pixels),
  outline: outlineOf(pixels),
  aspect: pixels.width / pixels.height,
  embeddingInput: embeddingInput(pixels),
})

import { decodeCtc, logProbabilities, type Line } from '../networks/ctc.ts'
import type { CtcDecoder } from '../networks/decoders.ts'
import { outputNamed, type OpenModel, type Outputs } from '../networks/open-model.ts'
import type { Grey } from '../networks/grey.ts'
import { dimensions } from '../networks/input.ts'
import type { ModelInput } from '../networks/manifest.ts'
import type { Tensor } from '../networks/model.ts'
import { rectify, type PixelBox } from '../networks/rectify.ts'

/** How likely a line is each of these. */
export interface Kinds {
  odometer: number
  trip: number
  none: number
}

export interface ReadLine {
  line: Line
  kinds: Kinds
}

/** Reads every box as one batch. */
export async function readLines(reader: OpenModel<CtcDecoder>, photo: Grey, boxes: readonly PixelBox[]): Promise<ReadLine[]> {
  if (boxes.length === 0) return []
  const { input, decoder } = reader.entry
  const outputs = await reader.model.run({ [input.name]: stripsOf(input, photo, boxes) })
  const kinds = kindsOf(outputs, decoder)
  return decodeCtc(outputNamed(outputs, decoder.output), decoder).map((line, i) => ({ line, kinds: kinds[i] ?? UNTOLD }))
}

/** Each box as the model's input wants it. */
export function stripsOf(input: ModelInput, photo: Grey, boxes: readonly PixelBox[]): Tensor {
  const [size, mean, std] = [input.width * input.height, input.mean[0] ?? 0, input.std[0] ?? 1]
  const data = new Float32Array(boxes.length * size)
  boxes.forEach((box, i) => rectify(photo, box, data.subarray(i * size, (i + 1) * size), input.width, input.height))
  for (let i = 0; i < data.length; i++) data[i] = ((data[i] ?? 0) * input.scale - mean) / std
  return { data, dims: dimensions(input, boxes.length) }
}

/** For a reader without a second output, which says nothing about kinds. */
const UNTOLD: Kinds = { odometer: 1, trip: 0, none: 0 }

function kindsOf(outputs: Outputs, decoder: CtcDecoder): Kinds[] {
  if (decoder.kinds === undefined) return []
  const { data } = outputNamed(outputs, decoder.kinds)
  return Array.from({ length: data.length / 3 }, (_, i) => {
    const [odometer = 0, trip = 0, none = 0] = logProbabilities(data.slice(i * 3, i * 3 + 3), decoder.scores).map(Math.exp)
    return { odometer, trip, none }
  })
}

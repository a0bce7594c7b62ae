import type { EmbeddingDecoder } from '../networks/decoders.ts'
import { outputNamed, type OpenModel } from '../networks/open-model.ts'
import { prepareInput } from '../networks/input.ts'
import type { Embedded, EmbedTask } from './tasks.ts'

/** The photo's unit vector, and that of its mirror image if the model gives it. */
export async function embed({ entry, model }: OpenModel<EmbeddingDecoder>, { photo }: EmbedTask): Promise<Embedded> {
  const { tensor } = prepareInput(photo, entry.input)
  const outputs = await model.run({ [entry.input.name]: tensor })
  const { output, mirrored } = entry.decoder
  return {
    embedding: unit(outputNamed(outputs, output).data),
    mirrored: mirrored === undefined ? null : unit(outputNamed(outputs, mirrored).data),
    model: { name: entry.name, version: entry.version },
  }
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / (length || 1))
}

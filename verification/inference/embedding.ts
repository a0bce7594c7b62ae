import type { EmbeddingDecoder } from '../networks/decoders.ts'
import { outputNamed, type OpenModel } from '../networks/open-model.ts'
import { prepareInput } from '../networks/input.ts'
import type { Embedded, EmbedTask } from './tasks.ts'

/** The photo's unit vector, and those of the photo turned, if the model gives them. */
export async function embed({ entry, model }: OpenModel<EmbeddingDecoder>, { photo }: EmbedTask): Promise<Embedded> {
  const { tensor } = prepareInput(photo, entry.input)
  const outputs = await model.run({ [entry.input.name]: tensor })
  const { output, mirrored, upsideDown } = entry.decoder
  const vector = (name: string) => unit(outputNamed(outputs, name).data)
  return {
    embedding: vector(output),
    turned: [
      ...(mirrored === undefined ? [] : [{ change: 'MIRRORED' as const, embedding: vector(mirrored) }]),
      ...(upsideDown === undefined ? [] : [{ change: 'TURNED_180' as const, embedding: vector(upsideDown) }]),
    ],
    model: { name: entry.name, version: entry.version },
  }
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / (length || 1))
}

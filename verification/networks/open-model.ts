import { dimensions, emptyInput } from './input.ts'
import type { CheckedModel, ModelEntry } from './manifest.ts'
import { openModel, type Model } from './model.ts'

type Decoder = ModelEntry['decoder']

/** A model that is open on this thread, with what the manifest says of it. */
export interface OpenModel<D extends Decoder = Decoder> {
  entry: ModelEntry & { decoder: D }
  model: Model
}

export type Outputs = Awaited<ReturnType<Model['run']>>

/**
 * Opens every model on the calling thread, and runs each once, so that the first photo does not wait. If one cannot be opened, or lacks a
 * tensor that its entry names, it throws and names the model. `beforeRun` may throw to give a photo up.
 */
export async function openAll(models: readonly CheckedModel[], beforeRun: () => void = () => {}): Promise<OpenModel[]> {
  const open: OpenModel[] = []
  for (const model of models) open.push(interruptible(await openWarm(model), beforeRun))
  return open
}

/** The output of this name; throws if the model has none. */
export function outputNamed(outputs: Outputs, name: string) {
  const tensor = outputs[name]
  if (!tensor) throw new Error(`The model has no output ${name}; it has ${Object.keys(outputs).join(', ')}.`)
  return tensor
}

function interruptible(open: OpenModel, beforeRun: () => void): OpenModel {
  const run: Model['run'] = async (inputs) => {
    beforeRun()
    return open.model.run(inputs)
  }
  return { ...open, model: { ...open.model, run } }
}

async function openWarm({ entry, bytes }: CheckedModel): Promise<OpenModel> {
  const named = `The model ${entry.name} ${entry.version}`
  const model = await openModel(bytes).catch((error: Error) => {
    throw new Error(`${named} cannot be opened: ${error.message}`)
  })
  const { input, decoder } = entry
  if (!model.inputs.includes(input.name)) throw new Error(`${named} has no input ${input.name}; it has ${model.inputs.join(', ')}.`)
  for (const output of outputsOf(decoder)) {
    if (!model.outputs.includes(output)) throw new Error(`${named} has no output ${output}; it has ${model.outputs.join(', ')}.`)
  }
  await model.run({ [input.name]: { data: emptyInput(input, 1), dims: dimensions(input, 1) } }).catch((error: Error) => {
    throw new Error(`${named} does not take the input that its entry describes: ${error.message}`)
  })
  return { entry, model }
}

function outputsOf(decoder: Decoder): string[] {
  const names = decoder.kind === 'east' ? [decoder.score, decoder.geometry] : [decoder.output]
  if (decoder.kind === 'ctc' && decoder.kinds !== undefined) names.push(decoder.kinds)
  const turned = decoder.kind === 'embedding' ? [decoder.mirrored, decoder.upsideDown] : []
  return [...names, ...turned.filter((name) => name !== undefined)]
}

/** Narrows a model to the decoder its task needs. */
export function decodedBy<K extends Decoder['kind']>(open: OpenModel, kind: K): OpenModel<Extract<Decoder, { kind: K }>> {
  const { name, version, decoder, task } = open.entry
  if (decoder.kind !== kind) throw new Error(`The model ${name} ${version} has a decoder ${decoder.kind}; ${task} needs ${kind}.`)
  // The decoder's kind was compared just above.
  return open as OpenModel<Extract<Decoder, { kind: K }>>
}

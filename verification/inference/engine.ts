import type { DeedJudgement, OdometerRead } from '../findings.ts'
import { openModel, type Model } from '../model.ts'
import type { CtcDecoder } from './decoders.ts'
import { judgeDeed } from './deed.ts'
import { embed } from './embedding.ts'
import type { CheckedModel, ModelEntry } from './manifest.ts'
import { nothing, readOdometer } from './odometer.ts'
import type { DeedPhotoTask, Embedded, EmbedTask, OdometerTask } from './tasks.ts'

type Decoder = ModelEntry['decoder']

/** A model that is open on this thread, with what the manifest says of it. */
export interface OpenModel<D extends Decoder = Decoder> {
  entry: ModelEntry & { decoder: D }
  model: Model
}

/** All open models on one thread, and what they answer together. */
export interface Engine {
  readOdometer(task: OdometerTask): Promise<OdometerRead>
  judgeDeed(task: DeedPhotoTask): Promise<DeedJudgement | null>
  embed(task: EmbedTask): Promise<Embedded>
}

/** Opens every model on the calling thread. Throws and names the one that cannot be opened, or has not the tensors its entry names. */
export async function openEngine(models: readonly CheckedModel[]): Promise<Engine> {
  const open: OpenModel[] = []
  for (const model of models) open.push(await openChecked(model))
  const active = open.filter(({ entry }) => entry.state === 'ACTIVE')
  const reader = active.find(({ entry }) => entry.task === 'ODOMETER_READER')
  const embedder = active.find(({ entry }) => entry.task === 'EMBEDDING')
  return {
    readOdometer: async (task) => (reader ? readOdometer({ reader: decodedBy(reader, 'ctc') }, task) : nothing([])),
    judgeDeed: async (task) => {
      const judge = active.find(({ entry }) => entry.task === 'DEED' && entry.deeds.includes(task.task))
      return judge ? judgeDeed(judge, task) : null
    },
    embed: (task) => {
      if (!embedder) throw new Error('No model for embeddings is in force.')
      return embed(decodedBy(embedder, 'embedding'), task)
    },
  }
}

async function openChecked({ entry, bytes }: CheckedModel): Promise<OpenModel> {
  const model = await openModel(bytes).catch((error: Error) => {
    throw new Error(`The model ${entry.name} ${entry.version} cannot be opened: ${error.message}`)
  })
  if (!model.inputs.includes(entry.input.name)) {
    throw new Error(`The model ${entry.name} ${entry.version} has no input ${entry.input.name}; it has ${model.inputs.join(', ')}.`)
  }
  return { entry, model }
}

/** Narrows a model to the decoder its task needs. */
function decodedBy<K extends Decoder['kind']>(open: OpenModel, kind: K): OpenModel<Extract<Decoder, { kind: K }>> {
  const { decoder } = open.entry
  if (decoder.kind !== kind) {
    throw new Error(`The model ${open.entry.name} ${open.entry.version} has a decoder ${decoder.kind}; its task needs ${kind}.`)
  }
  // The decoder's kind was compared just above.
  return open as OpenModel<Extract<Decoder, { kind: K }>>
}

export type ReaderModel = OpenModel<CtcDecoder>

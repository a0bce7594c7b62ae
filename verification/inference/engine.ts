import type { DeedLook, OdometerRead, ShadowResult } from '../findings.ts'
import { openModel, type Model } from '../networks/model.ts'
import { judgeDeed, likelihood } from './deed.ts'
import { embed } from './embedding.ts'
import { dimensions, emptyInput } from '../networks/input.ts'
import type { CheckedModel, ModelEntry } from '../networks/manifest.ts'
import { nothing, readOdometer, type ExplainedRead, type OdometerModels } from './odometer.ts'
import type { DeedPhotoTask, Embedded, EmbedTask, OdometerTask } from './tasks.ts'

type Decoder = ModelEntry['decoder']

/** A model that is open on this thread, with what the manifest says of it. */
export interface OpenModel<D extends Decoder = Decoder> {
  entry: ModelEntry & { decoder: D }
  model: Model
}

/** All open models on one thread, and what they answer together. */
export interface Engine {
  readOdometer(task: OdometerTask): Promise<ExplainedRead>
  judgeDeed(task: DeedPhotoTask): Promise<DeedLook>
  embed(task: EmbedTask): Promise<Embedded>
}

/**
 * Opens every model on the calling thread and runs each once, so that the first photo does not wait. Throws and names the one that cannot
 * be opened, or has not the tensors its entry names. `beforeRun` may throw to give a photo up.
 */
export async function openEngine(models: readonly CheckedModel[], beforeRun: () => void = () => {}): Promise<Engine> {
  return engineOf(await openAll(models, beforeRun))
}

/** What open models answer together. */
export function engineOf(open: readonly OpenModel[]): Engine {
  const [active, shadows] = [inState(open, 'ACTIVE'), inState(open, 'SHADOW')]
  const readers = odometerModels(active)
  const scene = active.find(({ entry }) => entry.task === 'DASHBOARD')
  const [embedder] = active.filter(({ entry }) => entry.task === 'EMBEDDING').map((model) => decodedBy(model, 'embedding'))

  return {
    async readOdometer(task) {
      if (!readers) return nothing([])
      const read = {
        ...(await readOdometer(readers, task)),
        dashboard: scene ? await likelihood(scene, task.photo, 'DASHBOARD') : null,
      }
      if (scene) read.models.push({ name: scene.entry.name, version: scene.entry.version })
      const besides = odometerShadows(readers, shadows)
      return besides.length === 0 ? read : { ...read, shadows: await shadowed(besides, (each) => summary(each.models, task)) }
    },
    async judgeDeed(task) {
      const judges = ({ entry }: OpenModel) => entry.task === 'DEED' && entry.deeds.some((deed) => deed === task.task)
      const judge = active.find(judges)
      const judgement = judge ? await judgeDeed(judge, task) : null
      const besides = shadows.filter(judges).map((model) => ({ entry: model.entry, model }))
      return { judgement, shadows: await shadowed(besides, async ({ model }) => ({ ...(await judgeDeed(model, task)) })) }
    },
    async embed(task) {
      if (!embedder) throw new Error('No model for embeddings is in force.')
      return embed(embedder, task)
    },
  }
}

export async function openAll(models: readonly CheckedModel[], beforeRun: () => void = () => {}): Promise<OpenModel[]> {
  const open: OpenModel[] = []
  for (const model of models) open.push(interruptible(await openWarm(model), beforeRun))
  return open
}

const inState = (open: readonly OpenModel[], state: ModelEntry['state']) => open.filter(({ entry }) => entry.state === state)

/** The reader and the finder among models; null without a reader. */
export function odometerModels(active: readonly OpenModel[]): OdometerModels | null {
  const byTask = (task: ModelEntry['task']) => active.find(({ entry }) => entry.task === task)
  const [reader, finder] = [byTask('ODOMETER_READER'), byTask('ODOMETER_FINDER')]
  if (!reader) return null
  return { reader: decodedBy(reader, 'ctc'), finder: finder ? decodedBy(finder, 'east') : null }
}

/** Each shadow of the reader or the finder with the active other one. */
function odometerShadows(active: OdometerModels, shadows: readonly OpenModel[]): { entry: ModelEntry; models: OdometerModels }[] {
  return shadows.flatMap((shadow) => {
    if (shadow.entry.task === 'ODOMETER_READER')
      return { entry: shadow.entry, models: { ...active, reader: decodedBy(shadow, 'ctc') } }
    if (shadow.entry.task === 'ODOMETER_FINDER')
      return { entry: shadow.entry, models: { ...active, finder: decodedBy(shadow, 'east') } }
    return []
  })
}

async function summary(models: OdometerModels, task: OdometerTask): Promise<Pick<OdometerRead, 'text' | 'value' | 'confidence'>> {
  const { text, value, confidence } = await readOdometer(models, task)
  return { text, value, confidence }
}

/** A shadow that fails is noted; it must not spoil the verdict. */
async function shadowed<S extends { entry: ModelEntry }>(
  shadows: readonly S[],
  run: (shadow: S) => Promise<Record<string, unknown>>,
): Promise<ShadowResult[]> {
  const results: ShadowResult[] = []
  for (const shadow of shadows) {
    const model = { name: shadow.entry.name, version: shadow.entry.version }
    const result = await run(shadow).catch((error: Error) => ({ error: error.message }))
    results.push({ model, result })
  }
  return results
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
  if (decoder.kind === 'embedding' && decoder.mirrored !== undefined) names.push(decoder.mirrored)
  return names
}

/** Narrows a model to the decoder its task needs. */
function decodedBy<K extends Decoder['kind']>(open: OpenModel, kind: K): OpenModel<Extract<Decoder, { kind: K }>> {
  const { name, version, decoder, task } = open.entry
  if (decoder.kind !== kind) throw new Error(`The model ${name} ${version} has a decoder ${decoder.kind}; ${task} needs ${kind}.`)
  // The decoder's kind was compared just above.
  return open as OpenModel<Extract<Decoder, { kind: K }>>
}

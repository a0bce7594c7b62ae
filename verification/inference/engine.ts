import type { DeedLook, OdometerRead, ShadowResult } from '../findings.ts'
import { judgeDeed, likelihood } from './deed.ts'
import { embed } from './embedding.ts'
import { copiedDigits } from './copied-digits.ts'
import { toPixels } from '../networks/rectify.ts'
import type { CheckedModel, ModelEntry } from '../networks/manifest.ts'
import { decodedBy, openAll, type OpenModel } from '../networks/open-model.ts'
import { nothing, readOdometer, type ExplainedRead } from './odometer.ts'
import type { OdometerModels } from './odometer-models.ts'
import type { DeedPhotoTask, Embedded, EmbedTask, OdometerTask } from './tasks.ts'

/** All open models on one thread, and what they answer together. */
export interface Engine {
  readOdometer(task: OdometerTask): Promise<ExplainedRead>
  judgeDeed(task: DeedPhotoTask): Promise<DeedLook>
  /** The model in force first, then each shadow: photos of its time are found by it alone. */
  embed(task: EmbedTask): Promise<readonly Embedded[]>
}

/** Opens models as `openAll` does, ready to answer. */
export async function openEngine(models: readonly CheckedModel[], beforeRun: () => void = () => {}): Promise<Engine> {
  return engineOf(await openAll(models, beforeRun))
}

/** What open models answer together. */
export function engineOf(open: readonly OpenModel[]): Engine {
  const [active, shadows] = [inState(open, 'ACTIVE'), inState(open, 'SHADOW')]
  const readers = odometerModels(active)
  const scene = active.find(({ entry }) => entry.task === 'DASHBOARD')
  const embedders = [...active, ...shadows]
    .filter(({ entry }) => entry.task === 'EMBEDDING')
    .map((model) => decodedBy(model, 'embedding'))

  return {
    async readOdometer(task) {
      if (!readers) return nothing([])
      const dashboard = scene ? await likelihood(scene, task.photo, 'DASHBOARD') : null
      const read = { ...doubted(await readOdometer(readers, task), dashboard, scene), dashboard }
      if (scene) read.models.push({ name: scene.entry.name, version: scene.entry.version })
      if (mayBeApproved(read, readers)) read.copied = copiedIn(read, task)
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
      if (embedders[0]?.entry.state !== 'ACTIVE') throw new Error('No model for embeddings is in force.')
      const embedded: Embedded[] = []
      for (const embedder of embedders) embedded.push(await embed(embedder, task))
      return embedded
    },
  }
}

/**
 * A reading on what hardly looks like a dashboard is as likely wrong as right, however clear its digits are: a person looks. It may still be
 * a dashboard, so nobody is told that it is none.
 */
const doubted = (read: ExplainedRead, dashboard: number | null, scene: OpenModel | undefined): ExplainedRead =>
  dashboard === null || dashboard >= (scene?.entry.thresholds['sure'] ?? 0)
    ? read
    : { ...read, confidence: Math.min(read.confidence, DOUBTED) }
const DOUBTED = 0.5

/** Others go to a person anyhow, and the comparison takes as long as a run of a model. */
const mayBeApproved = ({ confidence }: ExplainedRead, { reader }: OdometerModels): boolean =>
  confidence >= (reader.entry.thresholds['approve'] ?? Infinity)

const copiedIn = ({ box, digits }: ExplainedRead, { photo }: OdometerTask): number =>
  box ? copiedDigits(photo, toPixels(box, photo), digits.filter(({ digit }) => digit !== '.').length) : 0

const inState = (open: readonly OpenModel[], state: ModelEntry['state']) => open.filter(({ entry }) => entry.state === state)

/** The reader, the finder and what tells instruments, among models; null without a reader. */
export function odometerModels(active: readonly OpenModel[]): OdometerModels | null {
  const byTask = (task: ModelEntry['task']) => active.find(({ entry }) => entry.task === task)
  const [reader, finder] = [byTask('ODOMETER_READER'), byTask('ODOMETER_FINDER')]
  if (!reader) return null
  const sorter = byTask('ODOMETER_INSTRUMENT')
  return {
    reader: decodedBy(reader, 'ctc'),
    finder: finder ? decodedBy(finder, 'east') : null,
    sorter: sorter ? decodedBy(sorter, 'classifier') : null,
  }
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

/** Runs shadows. One that fails is noted, and must not spoil the verdict. */
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

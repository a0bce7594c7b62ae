import type { Services } from '../context.ts'
import { quantised, type Embedding } from '../duplicates/fingerprint.ts'
import { giveUp } from './failure.handler.ts'
import { mayBeOtherUnit } from '../checks/other-unit.ts'
import type { Finding, ModelVersion, OdometerRead, ShadowResult } from '../findings.ts'
import type { Pixels } from '../pixels.ts'
import { previousOf } from '../submissions/previous.ts'
import type { Submission } from '../tables.ts'
import { deedFinding, notJudged, readingFinding } from './verdict.ts'

/** What the models say of a photo. */
export interface Look {
  finding: Finding
  /** `value`: whole units. `shown`: with a last digit that counts tenths. */
  reading: { value: number; shown: number; confidence: number; sure: boolean; copied: number | null } | null
  /** The reading's confidence, or the likelihood that the deed is what is claimed; null if no model says it. */
  confidence: number | null
  /** By the model in force first. */
  embeddings: readonly Embedding[]
  models: ModelVersion[]
  results: (ShadowResult & { shadow: boolean })[]
}

/** Asks the models. If they fail, it rejects, so that the job tries again. When that is hopeless, it leaves the photo to a person. */
export async function look(ctx: Services, submission: Submission, pixels: Pixels): Promise<Look> {
  try {
    const { embeddings, models } = await embed(ctx, pixels)
    const seen = submission.purpose === 'ODOMETER' ? await read(ctx, submission, pixels) : await judge(ctx, submission, pixels)
    return { ...seen, embeddings, models: [...seen.models, ...models] }
  } catch (error) {
    await giveUp(ctx, submission, error)
    return { finding: notJudged(String(error)), reading: null, confidence: null, embeddings: [], models: [], results: [] }
  }
}

type Seen = Omit<Look, 'embeddings'>

async function read({ inference }: Services, submission: Submission, pixels: Pixels): Promise<Seen> {
  const { guide_frame: guideFrame, tenths, taken_at: takenAt } = submission
  const previous = previousOf(submission)
  // The models see digits, and know nothing of what they count.
  const digitsBefore = previous && (tenths ? previous.value * 10 : previous.value)
  // Those of the models that read it: while they do, others may come into force.
  const thresholds = inference.thresholds()
  const answer = await inference.readOdometer(pixels, { guideFrame, previous: digitsBefore })
  const { text, value: shown, confidence, dashboard, copied = null, models, shadows = [] } = answer
  const value = wholeUnits(answer, tenths)
  const otherUnit = previous !== null && value !== null && mayBeOtherUnit(value, takenAt, previous)
  const sure = confidence >= thresholds.approveReading
  return {
    finding: readingFinding({ ...answer, value, tenths, otherUnit }, previous?.value ?? null, thresholds),
    reading: value === null || shown === null ? null : { value, shown, confidence, sure, copied },
    confidence: value === null ? null : confidence,
    models,
    results: results(models, { text, value: shown, confidence, dashboard }, shadows),
  }
}

/** Without the last digit, where that counts tenths. A point before it has left it out already. */
const wholeUnits = ({ text, value }: OdometerRead, tenths: boolean | null): number | null =>
  value !== null && tenths && Number(text?.replaceAll('.', '')) === value ? Math.floor(value / 10) : value

async function judge({ inference }: Services, { task, material }: Submission, pixels: Pixels): Promise<Seen> {
  // The database ensures that every deed has its task.
  if (task === null) throw new Error('A deed without a task cannot be judged.')
  const { judgement, shadows } = await inference.judgeDeed(pixels, task, material)
  const { models, confidence, labels } = judgement ?? { models: [] }
  return {
    finding: deedFinding(judgement, task),
    reading: null,
    confidence: confidence ?? null,
    models,
    results: results(models, { confidence, labels }, shadows),
  }
}

const results = (models: readonly ModelVersion[], result: Record<string, unknown>, shadows: readonly ShadowResult[]) => [
  ...models.map((model) => ({ model, result, shadow: false })),
  ...shadows.map((shadow) => ({ ...shadow, shadow: true })),
]

async function embed({ inference }: Services, pixels: Pixels): Promise<Pick<Look, 'embeddings' | 'models'>> {
  if (!inference.models().some(({ task, state }) => task === 'EMBEDDING' && state === 'ACTIVE'))
    return { embeddings: [], models: [] }
  const embedded = await inference.embed(pixels)
  return {
    embeddings: embedded.map(({ embedding, turned, model }) => ({
      model: `${model.name}-${model.version}`,
      vector: quantised(embedding),
      turned: turned.map(({ change, embedding: vector }) => ({ change, vector: quantised(vector) })),
    })),
    models: embedded.map(({ model }) => model),
  }
}

import type { Frame } from '#lib/events.ts'
import type { OdometerRead } from '../findings.ts'
import { toFractions } from '../networks/rectify.ts'
import { placed } from './odometer-boxes.ts'
import { hypothesesOf, ranked, type Hypothesis } from './odometer-choice.ts'
import { confidenceOf, featuresOf, type Features } from './odometer-confidence.ts'
import { instrumentOf, type Instrument } from './odometer-instrument.ts'
import { looksAt, type Looked, type ReadBox } from './odometer-looks.ts'
import type { OdometerModels } from './odometer-models.ts'
import type { OdometerTask } from './tasks.ts'

/** A reading with what its confidence is computed from, for calibration. */
export interface ExplainedRead extends OdometerRead {
  features: Features | null
  instrument: Instrument | null
}

/** Finds the odometer and reads it: looks, several reads of each box that vote, and a choice. */
export const readOdometer = (models: OdometerModels, { photo, guideFrame, previous }: OdometerTask): Promise<ExplainedRead> =>
  readLooked(models, looksAt(models, photo), guideFrame, previous)

/** Looks on until a reading is clear. The usual photo needs one step. */
export async function readLooked(
  models: OdometerModels,
  looked: Looked,
  frame: Frame | null,
  previous: number | null,
): Promise<ExplainedRead> {
  const boxes: ReadBox[] = []
  let chosen: Choice | null = null
  for (const step of looked.steps(frame)) {
    const more = await step()
    if (chosen && more.length === 0) continue
    boxes.push(...more)
    chosen = choose(models, looked.photo, boxes, previous, frame)
    if (chosen.best && chosen.best.weight >= CLEAR) break
  }
  return chosen ? explained(models, looked, chosen, previous) : nothing([])
}

/** The weight from which a reading is clear enough to look no further. */
const CLEAR = 0.7

/** What was read, the likeliest first. */
export interface Choice {
  best: Hypothesis | undefined
  rivals: readonly Hypothesis[]
}

/** Ranks what these boxes read. */
export function choose(
  { reader }: OdometerModels,
  photo: { width: number; height: number },
  boxes: readonly ReadBox[],
  previous: number | null,
  frame: Frame | null = null,
): Choice {
  const places = placed(
    boxes.map(({ found }) => found),
    frame,
    photo,
  )
  const all = boxes.flatMap(({ found, reads }, i) => hypothesesOf(places[i] ?? found, reads, reader.entry.decoder, previous))
  const [best, ...rivals] = ranked(all)
  return { best, rivals }
}

/** The best reading, with the confidence that it is right and its rivals. */
export async function explained(
  { reader, finder, sorter }: OdometerModels,
  { photo, grey }: Pick<Looked, 'photo' | 'grey'>,
  { best, rivals }: Choice,
  previous: number | null,
): Promise<ExplainedRead> {
  const versions = [finder, reader, sorter].flatMap((model) =>
    model ? { name: model.entry.name, version: model.entry.version } : [],
  )
  if (!best) return nothing(versions)

  const features = featuresOf(best, rivals, previous)
  const instrument = await instrumentOf(sorter, grey, best.found.box)
  const confidence = confidenceOf(features, reader.entry.calibration, instrument)
  return {
    text: best.text,
    value: best.value,
    confidence,
    digits: best.digits,
    box: toFractions(best.found.box, photo),
    candidates: rivals.slice(0, SHOWN).map((rival) => ({
      value: rival.value,
      confidence: Math.min(rival.weight / (best.weight + 1e-12), 1) * (1 - confidence),
      box: toFractions(rival.found.box, photo),
    })),
    dashboard: null,
    models: versions,
    features,
    instrument,
  }
}

/** Rivals that a reviewer is shown. */
const SHOWN = 4

export const nothing = (models: OdometerRead['models']): ExplainedRead => ({
  text: null,
  value: null,
  confidence: 0,
  digits: [],
  box: null,
  candidates: [],
  dashboard: null,
  models,
  features: null,
  instrument: null,
})

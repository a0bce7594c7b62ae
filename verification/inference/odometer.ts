import type { OdometerRead } from '../findings.ts'
import type { Pixels } from '../pixels.ts'
import type { CtcDecoder, EastDecoder } from './decoders.ts'
import type { OpenModel } from './engine.ts'
import { CLOSE_LOOK, cutBox, FIRST_LOOK, frameBoxes, MIDDLE, type FoundBox } from './odometer-boxes.ts'
import { hypothesesOf, ranked, type Hypothesis } from './odometer-choice.ts'
import { confidenceOf, featuresOf, type Features } from './odometer-confidence.ts'
import { readLines } from './odometer-lines.ts'
import { toFractions } from './rectify.ts'
import type { OdometerTask } from './tasks.ts'

export interface OdometerModels {
  reader: OpenModel<CtcDecoder>
  finder: OpenModel<EastDecoder> | null
}

/** A reading with what its confidence was made of, for calibration. */
export interface ExplainedRead extends OdometerRead {
  features: Features | null
}

/** Finds the odometer and reads it: boxes, a first look at all of them, a close look with votes at the best, and a choice. */
export async function readOdometer(models: OdometerModels, task: OdometerTask): Promise<ExplainedRead> {
  const { photo, previous } = task
  const { reader } = models
  const boxes = await boxesOf(models, task)
  const looked = await hypotheses(reader, photo, boxes, FIRST_LOOK, previous)
  const closest = ranked(looked).map(({ found }) => found)
  const promising = [...new Set(closest)].slice(0, CLOSELY)
  const [best, ...rivals] = ranked(await hypotheses(reader, photo, promising, CLOSE_LOOK, previous))
  const versions = [models.finder, models.reader].flatMap((model) =>
    model ? { name: model.entry.name, version: model.entry.version } : [],
  )
  if (!best) return nothing(versions)

  const features = featuresOf(best, rivals, previous)
  const confidence = confidenceOf(features, reader.entry.calibration)
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
  }
}

/** Boxes that are looked at closely, and rivals that a reviewer is shown. */
const CLOSELY = 4
const SHOWN = 4

async function boxesOf(_models: OdometerModels, { photo, guideFrame }: OdometerTask): Promise<FoundBox[]> {
  return frameBoxes(guideFrame ?? MIDDLE, photo)
}

async function hypotheses(
  reader: OpenModel<CtcDecoder>,
  photo: Pixels,
  boxes: readonly FoundBox[],
  cuts: typeof CLOSE_LOOK,
  previous: number | null,
): Promise<Hypothesis[]> {
  const reads = await readLines(
    reader,
    photo,
    boxes.flatMap(({ box }) => cuts.map((cut) => cutBox(box, cut))),
  )
  return boxes.flatMap((found, i) =>
    hypothesesOf(found, reads.slice(i * cuts.length, (i + 1) * cuts.length), reader.entry.decoder, previous),
  )
}

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
})

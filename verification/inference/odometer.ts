import type { Frame } from '#lib/events.ts'
import type { OdometerRead } from '../findings.ts'
import type { Pixels } from '../pixels.ts'
import type { CtcDecoder, EastDecoder } from '../networks/decoders.ts'
import type { OpenModel } from '../networks/open-model.ts'
import type { FoundLine } from '../networks/east.ts'
import { locate } from './finder.ts'
import { greyOf, type Grey } from '../networks/grey.ts'
import { around, cutBox, CUTS, frameBoxes, MIDDLE, type FoundBox } from './odometer-boxes.ts'
import { hypothesesOf, ranked } from './odometer-choice.ts'
import { confidenceOf, featuresOf, type Features } from './odometer-confidence.ts'
import { readLines, type ReadLine } from './odometer-lines.ts'
import { toFractions } from '../networks/rectify.ts'
import type { OdometerTask } from './tasks.ts'

export interface OdometerModels {
  reader: OpenModel<CtcDecoder>
  finder: OpenModel<EastDecoder> | null
}

/** A reading with the features of its confidence, for calibration. */
export interface ExplainedRead extends OdometerRead {
  features: Features | null
}

/** Finds the odometer and reads it: boxes, several reads of each that vote, and a choice. */
export async function readOdometer(models: OdometerModels, { photo, guideFrame, previous }: OdometerTask): Promise<ExplainedRead> {
  const boxes = await findBoxes(models, photo, guideFrame)
  return choose(models, photo, await readBoxes(models, greyOf(photo), boxes), previous)
}

/** Boxes that the finder sees in and around the guide frame, or on the whole photo, and the frame itself. */
export async function findBoxes({ finder }: OdometerModels, photo: Pixels, guideFrame: Frame | null): Promise<FoundBox[]> {
  if (!finder) return frameBoxes(guideFrame ?? MIDDLE, photo)
  const grey = greyOf(photo, finder.entry.input.channels === 'MEAN' ? 'MEAN' : 'GREY')
  if (!guideFrame) return found(await locate(finder, grey))
  const scale = FRAME_HEIGHT / (guideFrame.height * photo.height)
  return [...found(await locate(finder, grey, around(guideFrame, photo), scale)), ...frameBoxes(guideFrame, photo)]
}

const found = (lines: readonly FoundLine[]): FoundBox[] =>
  lines.map(({ box, score, kind }) => ({ box, score: kind === ODOMETER ? score : score * TRIP_SHARE }))

/** The finder's kinds: odometer, trip meter. A trip meter's box is read too, because finders mix them up. */
const ODOMETER = 0
const TRIP_SHARE = 0.3

/** The height to which a guide frame is brought, in pixels. Digits that fill it well then have the height that the finder knows best. */
const FRAME_HEIGHT = 40

/** A box with what each of its cuts reads. */
interface ReadBox {
  found: FoundBox
  reads: ReadLine[]
}

/** Reads every cut of every box as one batch. */
export async function readBoxes({ reader }: OdometerModels, photo: Grey, boxes: readonly FoundBox[]): Promise<ReadBox[]> {
  const cuts = boxes.flatMap(({ box }) => CUTS.map((cut) => cutBox(box, cut)))
  const reads = await readLines(reader, photo, cuts)
  return boxes.map((found, i) => ({ found, reads: reads.slice(i * CUTS.length, (i + 1) * CUTS.length) }))
}

/** The best reading, with the confidence that it is right and its rivals. */
export function choose(
  { reader, finder }: OdometerModels,
  photo: { width: number; height: number },
  boxes: readonly ReadBox[],
  previous: number | null,
): ExplainedRead {
  const versions = [finder, reader].flatMap((model) => (model ? { name: model.entry.name, version: model.entry.version } : []))
  const all = boxes.flatMap(({ found, reads }) => hypothesesOf(found, reads, reader.entry.decoder, previous))
  const [best, ...rivals] = ranked(all)
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
})

import type { DeedJudgement } from '../findings.ts'
import type { Pixels } from '../pixels.ts'
import { decodeClassifier, type LabelScore } from '../networks/classify.ts'
import type { Detection } from '../networks/detection.ts'
import { outputNamed, type OpenModel } from '../networks/open-model.ts'
import { prepareInput, type PreparedInput } from '../networks/input.ts'
import type { DeedPhotoTask } from './tasks.ts'
import { decodeYolov8, decodeYolox } from '../networks/yolo.ts'

/**
 * Judges a deed by the labels that the manifest accepts for it (for RECYCLING: for the material). Null if it accepts none, or gives no
 * threshold: then a person judges.
 */
export async function judgeDeed(open: OpenModel, { photo, task, material }: DeedPhotoTask): Promise<DeedJudgement | null> {
  const { entry } = open
  const claim = material ?? task
  const approveAt = entry.thresholds[`approve.${claim}`] ?? entry.thresholds['approve']
  if (!acceptedFor(open, claim) || approveAt === undefined) return null
  const labels = await labelsOf(open, prepareInput(photo, entry.input))
  return {
    confidence: confidenceIn(open, claim, labels),
    approveAt: Math.max(LEAST, approveAt),
    rejectAt: entry.thresholds[`reject.${claim}`] ?? entry.thresholds['reject'] ?? 0,
    labels: labels.slice(0, SHOWN),
    models: [{ name: entry.name, version: entry.version }],
  }
}

/** How likely the photo shows what the manifest accepts for a claim, 0 to 1. */
export async function likelihood(open: OpenModel, photo: Pixels, claim: string): Promise<number> {
  return confidenceIn(open, claim, await labelsOf(open, prepareInput(photo, open.entry.input)))
}

const acceptedFor = ({ entry }: OpenModel, claim: string): string[] | undefined =>
  'accepts' in entry.decoder ? entry.decoder.accepts[claim] : undefined

/** A classifier's labels exclude each other, so their shares add up. Of detections the best counts. */
function confidenceIn(open: OpenModel, claim: string, labels: readonly LabelScore[]): number {
  const accepted = acceptedFor(open, claim) ?? []
  const confidences = labels.filter(({ label }) => accepted.includes(label)).map(({ confidence }) => confidence)
  const summed = open.entry.decoder.kind === 'classifier'
  return Math.min(
    1,
    confidences.reduce((a, b) => (summed ? a + b : Math.max(a, b)), 0),
  )
}

/** The product's rule: below 70 % nothing is approved without a person, whatever a manifest says. */
const LEAST = 0.7
const SHOWN = 5

async function labelsOf({ entry, model }: OpenModel, prepared: PreparedInput): Promise<LabelScore[]> {
  const { decoder, input } = entry
  const outputs = await model.run({ [input.name]: prepared.tensor })
  switch (decoder.kind) {
    case 'classifier':
      return decodeClassifier(outputNamed(outputs, decoder.output), decoder, Number(entry.calibration['temperature'] ?? 1))
    case 'yolox':
      return found(decodeYolox(outputNamed(outputs, decoder.output), decoder, input, prepared))
    case 'yolov8':
      return found(decodeYolov8(outputNamed(outputs, decoder.output), decoder, prepared))
    default:
      throw new Error(`The model ${entry.name} ${entry.version} has a decoder ${decoder.kind}, which judges no deeds.`)
  }
}

const found = (detections: readonly Detection[]): LabelScore[] =>
  detections.map(({ label, score }) => ({ label, confidence: score }))

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { MODELS_FOLDER, type ModelEntry } from '../networks/manifest.ts'
import { confidenceOf, FEATURES } from '../inference/odometer-confidence.ts'
import { INSTRUMENTS } from '../inference/odometer-instrument.ts'
import { approvalThreshold, errorBounds, type Confident } from './approval.ts'
import { fitConfidence, reliability, round } from './calibrate.ts'
import { keptReadings, readAll, SCENES, type Reading, type Scene } from './readings.ts'

/**
 * Measures the odometer's whole pipeline on vehicles that no model has learnt from, and on drawn cars of other countries. On the calibration
 * vehicles it fits the confidence and chooses the threshold of automatic approval; on the test vehicles it only measures.
 *
 *     node verification/training/evaluate.ts            reads every photo (minutes), then reports
 *     node verification/training/evaluate.ts --kept     reports again on what was read before
 *     … --models FOLDER                                 with another folder's manifest
 *     … --write                                         writes coefficients, threshold and metrics into the manifest
 */
const { values: options } = parseArgs({
  options: { kept: { type: 'boolean' }, write: { type: 'boolean' }, limit: { type: 'string' }, models: { type: 'string' } },
})

const folder = options.models ?? MODELS_FOLDER

const KINDS = ['drums', 'display', 'drawn'] as const

type Calibration = ModelEntry['calibration']

const readings = options.kept ? await keptReadings() : await readAll(folder, options.limit ? Number(options.limit) : Infinity)
const calibration = fitted(inPart('calibration'))
const approve = approvalThreshold(bySource(calibration))
const report = { approve, calibration, ...measures(calibration, approve) }
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
if (options.write) await writeManifest(calibration, approve, summary(report))

function inPart(part: Reading['part'], scene?: Scene): Reading[] {
  return readings.filter((reading) => reading.part === part && (scene === undefined || reading.scene === scene))
}

/** Coefficients for each instrument. What it is not sure of is in both. */
function fitted(some: readonly Reading[]): Calibration {
  const each = INSTRUMENTS.map((own) =>
    fitConfidence(judged(some.filter(({ instrument }) => instrument === own || instrument === null))),
  )
  return Object.fromEntries(FEATURES.map((name) => [name, each.map((coefficients) => coefficients[name] ?? 0)]))
}

function judged(some: readonly Reading[]) {
  return some.flatMap(({ features, value, truth, scene }) =>
    features && scene !== 'labelled box' ? { features, right: value === truth } : [],
  )
}

function confident(some: readonly Reading[], coefficients: Calibration) {
  return some.map((reading) => ({
    ...reading,
    right: reading.value === reading.truth,
    confidence: reading.features ? confidenceOf(reading.features, coefficients, reading.instrument) : 0,
  }))
}

/** The calibration readings by source: the precision must hold on drums, on displays, and on drawings of other countries' cars. */
function bySource(coefficients: Calibration): Confident[][] {
  const all = SCENES.slice(1).flatMap((scene) => confident(inPart('calibration', scene), coefficients))
  return KINDS.map((own) => all.filter(({ kind }) => kind === own))
}

function measures(coefficients: Calibration, threshold: number) {
  const real = inPart('test', 'photo').filter(({ kind }) => kind !== 'drawn')
  const test = SCENES.slice(1).flatMap((scene) => confident(inPart('test', scene), coefficients))
  const calibrated = SCENES.slice(1).flatMap((scene) => confident(inPart('calibration', scene), coefficients))
  const approvals = (all: typeof test) => all.filter(({ confidence }) => confidence >= threshold)
  const scenesWith = (kinds: readonly Reading['kind'][]) =>
    Object.fromEntries(SCENES.map((scene) => [scene, sceneMeasures(scene, coefficients, threshold, kinds)]))
  return {
    photos: real.length,
    vehicles: new Set(real.map(({ vehicle }) => vehicle)).size,
    scenes: scenesWith(['drums', 'display']),
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, scenesWith([kind])])),
    errorsAtMost: { test: errorBounds(approvals(test)), calibrationAndTest: errorBounds(approvals([...calibrated, ...test])) },
    reliability: reliability(test),
  }
}

function sceneMeasures(scene: Scene, coefficients: Calibration, threshold: number, kinds: readonly Reading['kind'][]) {
  const measured = (part: Reading['part']) => {
    const all = confident(
      inPart(part, scene).filter(({ kind }) => kinds.includes(kind)),
      coefficients,
    )
    const approved = all.filter(({ confidence }) => confidence >= threshold)
    const share = (some: number, of: number) => (of === 0 ? null : round(some / of))
    const digits = all.reduce((sum, { truth }) => sum + String(truth).length, 0)
    return {
      exact: share(all.filter(({ right }) => right).length, all.length),
      characterErrors: share(
        all.reduce((sum, { value, truth }) => sum + distance(String(value ?? ''), String(truth)), 0),
        digits,
      ),
      coverage: share(approved.length, all.length),
      precision: share(approved.filter(({ right }) => right).length, approved.length),
      overstated: share(approved.filter(({ value, truth }) => (value ?? 0) > truth + 10).length, approved.length),
      calibrationError: reliability(all).error,
      wrongApproved: approved.filter(({ right }) => !right).map(({ file, value, truth }) => `${file}: ${value} for ${truth}`),
    }
  }
  return { test: measured('test'), calibration: measured('calibration') }
}

/** What the manifest keeps: the test vehicles' figures. */
function summary({ photos, vehicles, scenes, kinds, errorsAtMost, reliability: { error } }: ReturnType<typeof measures>) {
  const figures = (some: typeof scenes) =>
    Object.fromEntries(
      Object.entries(some).map(([scene, { test }]) => [scene, { ...test, wrongApproved: test.wrongApproved.length }] as const),
    )
  const byKind = Object.fromEntries(Object.entries(kinds).map(([kind, some]) => [kind, figures(some)]))
  return { photos, vehicles, calibrationError: error, errorsAtMost, scenes: figures(scenes), kinds: byKind }
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1])))
    }
    row = next
  }
  return row[b.length] ?? 0
}

async function writeManifest(coefficients: Calibration, threshold: number, metrics: object): Promise<void> {
  const path = join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { models: ModelEntry[] }
  const reader = manifest.models.find(({ task, state }) => task === 'ODOMETER_READER' && state === 'ACTIVE')
  if (!reader) throw new Error('The manifest has no active reader.')
  reader.calibration = coefficients
  reader.thresholds = { ...reader.thresholds, approve: threshold }
  reader.metrics = { ...reader.metrics, endToEnd: metrics }
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`)
}

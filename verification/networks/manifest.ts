import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DECODERS } from './decoders.ts'

/** The models that come with the project. */
export const MODELS_FOLDER = join(import.meta.dirname, '../models')

const INPUT = z.strictObject({
  /** Name of the model's input tensor. */
  name: z.string().min(1),
  width: z.int().positive(),
  height: z.int().positive(),
  /** GREY: brightness after BT.601; MEAN: the plain mean of red, green and blue. */
  channels: z.enum(['RGB', 'BGR', 'GREY', 'MEAN']),
  layout: z.enum(['NCHW', 'NHWC']).default('NCHW'),
  /** A channel's value is (value of 0 to 255 × scale − mean) ÷ std. One number for each channel, in the tensor's order. */
  scale: z.number().positive().default(1),
  mean: z.array(z.number()).min(1).max(3).default([0]),
  std: z.array(z.number().positive()).min(1).max(3).default([1]),
  /**
   * letterbox: the whole picture at its proportions, the rest filled with `fill` (`anchor` says on which sides). squeeze: the whole picture
   * at the input's proportions. centre-crop: the middle, with `crop` of the shorter side (224 ÷ 256 for most ImageNet models).
   */
  resize: z.enum(['letterbox', 'squeeze', 'centre-crop']),
  anchor: z.enum(['top-left', 'centre']).default('top-left'),
  fill: z.number().min(0).max(255).default(114),
  crop: z.number().positive().max(1).default(0.875),
})

const ENTRY = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, 'Names are made of small letters, digits and hyphens.'),
  version: z.string().min(1),
  task: z.enum(['ODOMETER_FINDER', 'ODOMETER_READER', 'ODOMETER_INSTRUMENT', 'DASHBOARD', 'DEED', 'EMBEDDING']),
  /** For DEED: the deeds it judges. */
  deeds: z.array(z.enum(['TREE_PLANTING', 'LITTER_CLEAN_UP', 'RECYCLING', 'CYCLING', 'PUBLIC_TRANSPORT'])).default([]),
  /** ACTIVE decides; SHADOW runs beside it and is only noted. */
  state: z.enum(['ACTIVE', 'SHADOW']),
  /** Relative to the manifest's folder. */
  file: z.string().regex(/^[\w.-]+$/, 'The name of a file in the manifest’s own folder is wanted.'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 in small hexadecimal letters is wanted.'),
  licence: z.string().min(1),
  source: z.string().min(1),
  input: INPUT,
  decoder: DECODERS,
  /** What the box compares confidences with. verification/README.md says which of them a task reads. */
  thresholds: z.record(z.string(), z.number()).default({}),
  /** Coefficients by which raw scores become calibrated confidences. Of a reader, two for each: for drums, and for digits that are lit. */
  calibration: z.record(z.string(), z.union([z.number(), z.array(z.number())])).default({}),
  /** As measured on photos of vehicles or things the model has not seen; for people. */
  metrics: z.record(z.string(), z.unknown()).default({}),
})

const MANIFEST = z.strictObject({ models: z.array(ENTRY) })

export type ModelEntry = z.output<typeof ENTRY>
export type ModelInput = z.output<typeof INPUT>

/** An entry with the bytes of its file, whose hash has been found right. */
export interface CheckedModel {
  entry: ModelEntry
  /** In shared memory, so that every worker opens the same bytes. */
  bytes: Uint8Array
}

/**
 * Reads `manifest.json` of each folder and every file that it names. An entry of a later folder replaces one of the same name and
 * version in an earlier one. Throws one sentence that says which file is at fault and why: an invalid manifest, a missing file, a hash
 * that is not the manifest's, two active models for one task.
 */
export async function readModels(folders: readonly string[]): Promise<CheckedModel[]> {
  const found = new Map<string, CheckedModel>()
  for (const folder of folders) {
    for (const entry of await readManifest(folder)) {
      found.set(`${entry.name} ${entry.version}`, { entry, bytes: await checkedBytes(folder, entry) })
    }
  }
  const models = [...found.values()]
  refuseRivals(models.map(({ entry }) => entry))
  return models
}

async function readManifest(folder: string): Promise<ModelEntry[]> {
  const path = join(folder, 'manifest.json')
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new Error(`The manifest of the models cannot be read: ${path}: ${error.message}`)
  })
  return parseManifest(path, text)
}

/** The entries of a manifest; throws a sentence with every fault and its place. */
export function parseManifest(path: string, text: string): ModelEntry[] {
  const read = MANIFEST.safeParse(parseJson(path, text))
  if (read.success) return read.data.models
  const faults = read.error.issues.map(({ path: at, message }) => `  - ${at.join('.')}: ${message}`)
  throw new Error(`The manifest of the models is not valid: ${path}:\n${faults.join('\n')}`)
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`The manifest of the models is no JSON: ${path}: ${(error as Error).message}`, { cause: error })
  }
}

async function checkedBytes(folder: string, entry: ModelEntry): Promise<Uint8Array> {
  const path = join(folder, entry.file)
  const bytes = await readFile(path).catch((error: Error) => {
    throw new Error(`The model ${entry.name} ${entry.version} cannot be read: ${path}: ${error.message}`)
  })
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (hash !== entry.sha256) {
    throw new Error(
      `The model file ${path} has the SHA-256 ${hash}, and the manifest wants ${entry.sha256}: it is not the file that was measured. ` +
        'Restore the file, or give the new one an entry of its own.',
    )
  }
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
  shared.set(bytes)
  return shared
}

/** Refuses two active models for one task: verdicts would depend on the order of entries. */
function refuseRivals(entries: readonly ModelEntry[]): void {
  const active = new Map<string, ModelEntry>()
  for (const entry of entries.filter(({ state }) => state === 'ACTIVE')) {
    const questions = entry.task === 'DEED' ? entry.deeds.map((deed) => `DEED ${deed}`) : [entry.task]
    for (const question of questions) {
      const rival = active.get(question)
      if (rival) {
        throw new Error(
          `Two models are active for ${question}: ${rival.name} ${rival.version} and ${entry.name} ${entry.version}. Make one of them SHADOW.`,
        )
      }
      active.set(question, entry)
    }
  }
}

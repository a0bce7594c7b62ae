import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { quantised, type Fingerprint } from '../../../verification/duplicates/fingerprint.ts'
import { pictureFacts } from '../../../verification/duplicates/picture.ts'
import { pixelsOf } from '../../../verification/duplicates/scene.fixture.ts'
import { embed } from '../../../verification/inference/embedding.ts'
import type { EmbeddingDecoder } from '../../../verification/networks/decoders.ts'
import { MODELS_FOLDER, readModels } from '../../../verification/networks/manifest.ts'
import { decodedBy, openAll, type OpenModel } from '../../../verification/networks/open-model.ts'
import { DATA } from '../../../verification/training/evaluate-data.ts'

export interface Photo {
  file: string
  set: 'odometer' | 'waste'
  /** One vehicle, or one material. */
  group: string
  /** `copy`: the set holds the same photo a second time. */
  part: 'train' | 'calibration' | 'test' | 'copy'
}

export type Print = Omit<Fingerprint, 'sha256'>
export type Embedder = OpenModel<EmbeddingDecoder>

const CACHE = join(import.meta.dirname, '../../../verification/training/.cache')

/** The photos that `verification/training/embedding.py` has listed, by vehicle, and which of them it has not learnt from. Null without the licensed photos. */
export async function listed(): Promise<Photo[] | null> {
  const list = join(CACHE, 'embedding-192.json')
  return existsSync(DATA) && existsSync(list) ? (JSON.parse(await readFile(list, 'utf8')) as Photo[]) : null
}

/** The embedding in force. */
export async function embedder(): Promise<Embedder> {
  const inForce = (await readModels([MODELS_FOLDER])).filter(({ entry }) => entry.task === 'EMBEDDING' && entry.state === 'ACTIVE')
  const [open] = await openAll(inForce)
  if (!open) throw new Error('The manifest has no active embedding.')
  return decodedBy(open, 'embedding')
}

export async function printOf(bytes: Buffer, model: Embedder): Promise<Print> {
  const photo = await pixelsOf(bytes)
  const { embedding, turned } = await embed(model, { kind: 'embed', photo })
  const own = {
    model: idOf(model),
    vector: quantised(embedding),
    turned: turned.map(({ change, embedding: vector }) => ({ change, vector: quantised(vector) })),
  }
  return { ...pictureFacts(photo), embeddings: [own] }
}

/** What is kept of every photo. Making it takes minutes, so it is kept from one measuring to the next. */
export async function printsOf(photos: readonly Photo[], model: Embedder): Promise<Print[]> {
  const at = join(CACHE, `fingerprints-${idOf(model)}.bin`)
  if (existsSync(at)) return deserialize(await readFile(at)) as Print[]
  const prints: Print[] = []
  for (const photo of photos) prints.push(await printOf(await bytesOf(photo), model))
  await writeFile(at, serialize(prints))
  return prints
}

export const bytesOf = ({ set, file }: Photo): Promise<Buffer> => readFile(join(DATA, set, 'images', file))

const idOf = ({ entry }: Embedder): string => `${entry.name}-${entry.version}`

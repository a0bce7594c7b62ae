/* oxlint-disable eslint/no-console -- A tool that prints a table. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDQ_ALIKE, PDQ_SAME, SAME_PICTURE } from '../checks/duplicate.ts'
import type { Fingerprint } from './fingerprint.ts'
import { createHashIndex } from './hash-index.ts'
import { altered, ALTERATIONS } from './measure-cheats.ts'
import { dataFolder, embeddingModel, fingerprintOf, fingerprintsOf, listed, type Photo } from './measure-photos.ts'
import { levelsOf, mirroredOutline } from './levels.ts'
import { likeness } from './overlay.ts'
import { createVectorIndex } from './vector-index.ts'
import { LEAST_COSINE, MOST_CANDIDATES } from './duplicates.ts'

type Known = Photo & { print: Omit<Fingerprint, 'sha256'> }

const [every = '3', only] = process.argv.slice(2)
const folder = dataFolder()
if (!folder) {
  console.error('There is no test data (TRAINING_DATA, ../shared/data): nothing is measured.')
  process.exit(1)
}

// Every photo of the data is an earlier one. Those of vehicles that the embedding has not seen are sent again.
const model = await embeddingModel()
const earlier: Known[] = []
const hashes = createHashIndex()
const vectors = createVectorIndex()
const photos = await listed()
for (const [i, print] of (await fingerprintsOf(photos, folder, model)).entries()) {
  const photo = photos[i]
  if (!photo) throw new Error('The list has changed since the fingerprints were kept: remove them.')
  earlier.push({ ...photo, print })
  hashes.add(earlier.length, print.pdq.hash, print.pdq.quality)
  if (print.embedding) vectors.add(earlier.length, print.embedding.vector)
}
const unseen = earlier.filter(({ part, set }) => part === 'test' && set === 'odometer')

if (only !== 'copies') honest()
function honest() {
  const alarms = { pairs: { same: 0, other: 0 }, pdqSame: 0, pdqAlike: 0, embedding: { same: 0, other: 0 }, photos: 0 }
  for (const photo of unseen) {
    const hits = search(photo.print).filter(({ of }) => of !== photo && of.part !== 'copy')
    alarms.pdqSame += hits.filter(({ bits }) => bits <= PDQ_SAME).length
    alarms.pdqAlike += hits.filter(({ bits }) => bits > PDQ_SAME && bits <= PDQ_ALIKE).length
    for (const hit of hits) if (hit.likeness() >= SAME_PICTURE) alarms.embedding[hit.of.group === photo.group ? 'same' : 'other']++
    alarms.photos += hits.some(({ bits, likeness: alike }) => bits <= PDQ_ALIKE || alike() >= SAME_PICTURE) ? 1 : 0
    for (const other of earlier) if (other !== photo) alarms.pairs[other.group === photo.group ? 'same' : 'other']++
  }
  console.log(`honest photos: ${unseen.length} against ${earlier.length} earlier ones`)
  console.log(JSON.stringify(alarms))
}

if (only !== 'honest') {
  const sent = unseen.filter((_, i) => i % Number(every) === 0)
  console.log(
    `\n| alteration (${sent.length} photos) | by hash, gate | by hash, review | by embedding | found |\n|---|---|---|---|---|`,
  )
  for (const [name, alteration] of Object.entries(ALTERATIONS)) {
    let [gate, review, embedding, found] = [0, 0, 0, 0]
    for (const photo of sent) {
      const own = search(await fingerprintOf(await altered(await original(photo), alteration), model)).filter(
        ({ of }) => of === photo,
      )
      const bits = Math.min(...own.map((hit) => hit.bits))
      const alike = own.some((hit) => hit.likeness() >= SAME_PICTURE)
      gate += bits <= PDQ_SAME ? 1 : 0
      review += bits > PDQ_SAME && bits <= PDQ_ALIKE ? 1 : 0
      embedding += alike ? 1 : 0
      found += alike || bits <= PDQ_ALIKE ? 1 : 0
    }
    console.log(
      `| ${[name, ...[gate, review, embedding, found].map((n) => `${((100 * n) / sent.length).toFixed(1)} %`)].join(' | ')} |`,
    )
  }
}

function original({ set, file }: Photo): Promise<Buffer> {
  return readFile(join(folder ?? '', set, 'images', file))
}

/** Searches as `duplicates.ts` does. */
function search(print: Omit<Fingerprint, 'sha256'>): { of: Known; bits: number; likeness: () => number }[] {
  const known = (id: number): Known => {
    const found = earlier[id - 1]
    if (!found) throw new Error(`no photo ${id}`)
    return found
  }
  const near = print.embedding ? vectors.near(print.embedding, { least: LEAST_COSINE, most: MOST_CANDIDATES }) : []
  return [
    ...hashes.near(print.pdq).map(({ id, distance }) => ({ of: known(id), bits: distance, likeness: () => 0 })),
    ...near.map(({ id, mirrored }) => ({
      of: known(id),
      bits: Infinity,
      likeness: once(() => {
        const outline = mirrored ? mirroredOutline(print.outline) : print.outline
        return likeness(levelsOf(outline), levelsOf(known(id).print.outline), print.aspect)
      }),
    })),
  ]
}

function once(make: () => number): () => number {
  let made: number | undefined
  return () => (made ??= make())
}

import { LEAST_COSINE, MOST_CANDIDATES } from '../verification/duplicates/duplicates.ts'
import { createHashIndex, HASH_RADIUS } from '../verification/duplicates/hash-index.ts'
import { CHANGES } from '../verification/checks/facts.ts'
import { quantised } from '../verification/duplicates/fingerprint.ts'
import { pdqDistance } from '../verification/duplicates/pdq.ts'
import { randomOf } from '../test/random.ts'
import { createVectorIndex, DIMENSIONS } from '../verification/duplicates/vector-index.ts'

const PHOTOS = 1_000_000
const SEARCHES = 100
const LINEAR = 10
/** Cosines of altered copies to their originals; the model's card has them at 0.80 to 1. */
const COPIES = [0.7, 0.8, 0.9]

/**
 * Searching a million earlier photos for copies of one: by hash, in all eight turns, and by embedding, as it is, mirrored and upside down. Beside it, in
 * the same process, what it replaces: a comparison with every photo. Random hashes and vectors with copies put among them.
 */
export async function run(): Promise<void> {
  const random = randomOf(7)
  const hashes = Array.from({ length: PHOTOS }, () => randomHash(random))
  const hashIndex = createHashIndex()
  for (const [i, hash] of hashes.entries()) hashIndex.add(i + 1, hash, 100)
  const rows: string[] = []

  const hashTimes: number[] = []
  const linearTimes: number[] = []
  let found = 0
  for (let i = 0; i < SEARCHES; i++) {
    // A copy, 20 bits away, seen under one of the turns.
    const original = Math.floor(random() * PHOTOS)
    const copy = flipped(hashes[original] ?? new Uint8Array(32), 20, random)
    const originals = CHANGES.map((_, change) => (change === i % CHANGES.length ? copy : randomHash(random)))
    const near = timed(hashTimes, () => hashIndex.near({ hash: copy, originals, quality: 100 }))
    if (i < LINEAR) timed(linearTimes, () => linearHashes(hashes, originals))
    if (near.some(({ id }) => id === original + 1)) found++
  }
  rows.push(`| PDQ, eight turns | ${line(hashTimes, linearTimes)} | ${found} of ${SEARCHES} |`)
  hashes.length = 0

  const vectors = new Int8Array(PHOTOS * DIMENSIONS)
  const vectorIndex = createVectorIndex()
  for (let i = 0; i < PHOTOS; i++) {
    const vector = quantised(unit(random))
    vectors.set(vector, i * DIMENSIONS)
    vectorIndex.add(i + 1, vector)
  }
  for (const cosine of COPIES) {
    const [times, linear] = [[], []] as [number[], number[]]
    let recalled = 0
    for (let i = 0; i < SEARCHES; i++) {
      const original = Math.floor(random() * PHOTOS)
      const vector = turned(vectors.subarray(original * DIMENSIONS, (original + 1) * DIMENSIONS), cosine, random)
      const query = [vector, quantised(unit(random)), quantised(unit(random))]
      const near = timed(times, () => vectorIndex.near(query, { least: LEAST_COSINE, most: MOST_CANDIDATES }))
      if (i < LINEAR) timed(linear, () => linearVectors(vectors, query))
      if (near.some(({ id }) => id === original + 1)) recalled++
    }
    rows.push(`| embedding, a copy of cosine ${cosine} | ${line(times, linear)} | ${recalled} of ${SEARCHES} |`)
  }

  console.log(`${PHOTOS.toLocaleString('en')} photos, ${SEARCHES} searches each\n`)
  console.log('| search | median ms | p95 ms | every photo compared, median ms | × | found |')
  console.log('|---|---|---|---|---|---|')
  for (const row of rows) console.log(row)
}

function timed<T>(times: number[], work: () => T): T {
  const started = performance.now()
  const result = work()
  times.push(performance.now() - started)
  return result
}

function line(times: number[], linear: number[]): string {
  const [ours, theirs] = [quantile(times, 0.5), quantile(linear, 0.5)]
  return [ours.toFixed(1), quantile(times, 0.95).toFixed(1), theirs.toFixed(0), (theirs / ours).toFixed(1)].join(' | ')
}

const quantile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0

const randomHash = (random: () => number): Uint8Array => Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256))

function flipped(hash: Uint8Array, bits: number, random: () => number): Uint8Array {
  const copy = Uint8Array.from(hash)
  const chosen = new Set<number>()
  while (chosen.size < bits) chosen.add(Math.floor(random() * 256))
  for (const bit of chosen) copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}

function linearHashes(hashes: Uint8Array[], originals: Uint8Array[]): number[] {
  const found: number[] = []
  for (const [i, hash] of hashes.entries())
    if (originals.some((original) => pdqDistance(original, hash) <= HASH_RADIUS)) found.push(i + 1)
  return found
}

function linearVectors(vectors: Int8Array, queries: readonly Int8Array[]): number {
  let best = 0
  for (const query of queries)
    for (let at = 0; at < vectors.length; at += DIMENSIONS) {
      let sum = 0
      for (let i = 0; i < DIMENSIONS; i++) sum += (vectors[at + i] ?? 0) * (query[i] ?? 0)
      best = Math.max(best, sum)
    }
  return best
}

/** A direction, uniform on the sphere. */
function unit(random: () => number): number[] {
  const values = Array.from({ length: DIMENSIONS }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()))
  const length = Math.hypot(...values)
  return values.map((value) => value / length)
}

/** A vector of the given cosine to another. */
function turned(vector: Int8Array, cosine: number, random: () => number): Int8Array {
  const own = Array.from(vector, (value) => value / 127)
  const other = unit(random)
  const along = own.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0)
  const across = other.map((value, i) => value - along * (own[i] ?? 0))
  const length = Math.hypot(...across)
  return quantised(own.map((value, i) => cosine * value + (Math.sqrt(1 - cosine ** 2) * (across[i] ?? 0)) / length))
}

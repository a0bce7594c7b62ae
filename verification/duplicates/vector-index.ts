/* oxlint-disable typescript/no-non-null-assertion -- Arithmetic on arrays: every index runs within its array's bounds. */
import { ones } from './bits.ts'

/**
 * Embeddings of one model in memory, 80 bytes a photo. The signs of each vector's numbers are kept as bits. A scan over them leaves few
 * rows, which are compared in full. A scan of a million takes milliseconds, and no structure has to be built or balanced.
 */
export interface VectorIndex {
  /** Ids must grow. */
  add(id: number, vector: Int8Array): void
  /**
   * At most `most` rows with a cosine of at least `least` (−1 to 1) to one of the vectors, the most alike first; only ids above `after`.
   * `like`: which vector.
   */
  near(
    vectors: readonly Int8Array[],
    options: { least: number; most: number; after?: number },
  ): { id: number; cosine: number; like: number }[]
}

/** Numbers of a vector. */
export const DIMENSIONS = 64
/**
 * How many signs may differ, of the first 32 and of all, for a full comparison. `bench/duplicates.ts` measures how many neighbours are lost
 * by this.
 */
const FIRST_SIGNS = 15
const SIGNS = 25

export function createVectorIndex(): VectorIndex {
  let capacity = 1024
  let size = 0
  let ids = new Float64Array(capacity)
  let vectors = new Int8Array(capacity * DIMENSIONS)
  let lengths = new Float32Array(capacity)
  let first = new Int32Array(capacity)
  let second = new Int32Array(capacity)

  const grow = () => {
    capacity *= 2
    ids = larger(ids, new Float64Array(capacity))
    vectors = larger(vectors, new Int8Array(capacity * DIMENSIONS))
    lengths = larger(lengths, new Float32Array(capacity))
    first = larger(first, new Int32Array(capacity))
    second = larger(second, new Int32Array(capacity))
  }

  const cosineAt = (at: number, query: Int8Array, length: number): number => {
    let sum = 0
    for (let i = 0, from = at * DIMENSIONS; i < DIMENSIONS; i++) sum += vectors[from + i]! * query[i]!
    return sum / (length * lengths[at]!)
  }

  return {
    add(id, vector) {
      if (vector.length !== DIMENSIONS) throw new RangeError(`an embedding has ${DIMENSIONS} numbers, not ${vector.length}`)
      if (size === capacity) grow()
      const at = size++
      ids[at] = id
      vectors.set(vector, at * DIMENSIONS)
      lengths[at] = lengthOf(vector)
      first[at] = signs(vector, 0)
      second[at] = signs(vector, 32)
    },
    near(queries, { least, most, after = 0 }) {
      const found: { id: number; cosine: number; like: number }[] = []
      let worst = least
      const compare = (at: number, vector: Int8Array, length: number, like: number) => {
        const cosine = cosineAt(at, vector, length)
        if (cosine < worst) return
        found.push({ id: ids[at]!, cosine, like })
        if (found.length < 8 * most) return
        keepBest(found, most)
        worst = found.length === most ? found.at(-1)!.cosine : least
      }
      const begin = firstAfter(ids, size, after)
      for (const [like, vector] of queries.entries()) {
        const [length, ownFirst, ownSecond] = [lengthOf(vector), signs(vector, 0), signs(vector, 32)]
        for (let at = begin; at < size; at++) {
          const differ = ones(first[at]! ^ ownFirst)
          if (differ <= FIRST_SIGNS && differ + ones(second[at]! ^ ownSecond) <= SIGNS) compare(at, vector, length, like)
        }
      }
      keepBest(found, most)
      return found
    },
  }
}

/** A photo that is like several of the vectors counts once. */
function keepBest(found: { id: number; cosine: number }[], most: number): void {
  found.sort((a, b) => b.cosine - a.cosine)
  const seen = new Set<number>()
  let kept = 0
  for (const row of found) {
    if (kept === most || seen.has(row.id)) continue
    seen.add(row.id)
    found[kept++] = row
  }
  found.length = kept
}

function signs(vector: Int8Array, from: number): number {
  let word = 0
  for (let i = 0; i < 32; i++) if (vector[from + i]! >= 0) word |= 1 << i
  return word
}

/** The length; never 0, because it is divided by. */
const lengthOf = (vector: Int8Array): number => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1

function firstAfter(ids: Float64Array, size: number, after: number): number {
  let [low, high] = [0, size]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ids[middle]! > after) high = middle
    else low = middle + 1
  }
  return low
}

function larger<T extends Float64Array | Float32Array | Int32Array | Int8Array>(from: T, to: T): T {
  to.set(from)
  return to
}

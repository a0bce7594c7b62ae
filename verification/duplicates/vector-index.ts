/* oxlint-disable typescript/no-non-null-assertion -- Arithmetic on arrays: every index runs within its array's bounds. */
import { ones } from './bits.ts'

/**
 * Embeddings of one model in memory, 80 bytes a photo. The signs of each vector's numbers are kept as bits. A scan over them leaves few
 * rows, which are compared in full. A scan of a million takes milliseconds, and no structure has to be built or balanced.
 */
export interface VectorIndex {
  /** Ids must grow. */
  add(id: number, vector: Int8Array): void
  /** At most `most` rows with a cosine of at least `least` (−1 to 1), the most alike first; only ids above `after`. */
  near(
    query: { vector: Int8Array; mirrored: Int8Array },
    options: { least: number; most: number; after?: number },
  ): { id: number; cosine: number; mirrored: boolean }[]
}

/** Numbers of a vector. */
export const DIMENSIONS = 64
/**
 * How many signs may differ, of the first 32 and of all, for a full comparison. `bench/duplicates.ts` measures how many neighbours are lost
 * by this.
 */
const FIRST_SIGNS = 12
const SIGNS = 21

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
    near(query, { least, most, after = 0 }) {
      const found: { id: number; cosine: number; mirrored: boolean }[] = []
      let worst = least
      const compare = (at: number, vector: Int8Array, length: number, mirrored: boolean) => {
        const cosine = cosineAt(at, vector, length)
        if (cosine < worst) return
        found.push({ id: ids[at]!, cosine, mirrored })
        if (found.length < 8 * most) return
        keepBest(found, most)
        worst = found.length === most ? found.at(-1)!.cosine : least
      }
      const [length, lengthMirrored] = [lengthOf(query.vector), lengthOf(query.mirrored)]
      const [a1, a2] = [signs(query.vector, 0), signs(query.vector, 32)]
      const [b1, b2] = [signs(query.mirrored, 0), signs(query.mirrored, 32)]
      for (let at = firstAfter(ids, size, after); at < size; at++) {
        const [one, two] = [ones(first[at]! ^ a1), ones(first[at]! ^ b1)]
        if (one <= FIRST_SIGNS && one + ones(second[at]! ^ a2) <= SIGNS) compare(at, query.vector, length, false)
        if (two <= FIRST_SIGNS && two + ones(second[at]! ^ b2) <= SIGNS) compare(at, query.mirrored, lengthMirrored, true)
      }
      keepBest(found, most)
      return found
    },
  }
}

/** A photo that is like the query both as it is and mirrored counts once. */
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

/* oxlint-disable typescript/no-non-null-assertion -- Arithmetic on arrays: every index runs within its array's bounds. */
import { ones } from './bits.ts'
import { CHANGES, type Change } from '../checks/facts.ts'
import type { Pdq } from './pdq.ts'

/**
 * PDQ hashes in memory, 104 bytes a photo, by multi-index hashing (Norouzi et al., 2012). If two hashes of 256 bits in 16 bands differ in
 * at most 31 bits, one band differs in at most one bit. So 17 of a band's 65,536 lists hold every match.
 */
export interface HashIndex {
  /** A hash that Meta would not trust is not added. */
  add(id: number, hash: Uint8Array, quality: number): void
  /** All within 31 bits in any turn or mirroring, the nearest first. */
  near(pdq: Pdq): { id: number; distance: number; change: Change }[]
}

export const HASH_RADIUS = 31
/** Meta's threshold: below it a hash says little of its picture. */
export const LEAST_QUALITY = 50

const BANDS = 16
const LISTS = 65_536
const WORDS = 8
/** A hash and its links in the lists are together, so that a step along a list costs one look into memory. */
const ROW = WORDS + BANDS

export function createHashIndex(): HashIndex {
  let capacity = 1024
  let size = 0
  let ids = new Float64Array(capacity)
  let rows = new Int32Array(capacity * ROW)
  const heads = new Int32Array(BANDS * LISTS).fill(-1)

  const grow = () => {
    capacity *= 2
    const [oldIds, oldRows] = [ids, rows]
    ids = new Float64Array(capacity)
    ids.set(oldIds)
    rows = new Int32Array(capacity * ROW)
    rows.set(oldRows)
  }

  /** Stops counting beyond the radius. */
  const distanceAt = (at: number, words: Int32Array): number => {
    let bits = 0
    for (let w = 0, from = at * ROW; w < WORDS && bits <= HASH_RADIUS; w++) bits += ones(rows[from + w]! ^ words[w]!)
    return bits
  }

  return {
    add(id, hash, quality) {
      if (quality < LEAST_QUALITY) return
      if (size === capacity) grow()
      const at = size++
      ids[at] = id
      const words = wordsOf(hash)
      rows.set(words, at * ROW)
      for (const [band, value] of bandsOf(words).entries()) {
        rows[at * ROW + WORDS + band] = heads[band * LISTS + value]!
        heads[band * LISTS + value] = at
      }
    },
    near(pdq) {
      if (pdq.quality < LEAST_QUALITY) return []
      const found = new Map<number, { id: number; distance: number; change: Change }>()
      for (const [i, original] of pdq.originals.entries()) {
        const words = wordsOf(original)
        for (const [band, value] of bandsOf(words).entries())
          for (let flip = -1; flip < 16; flip++) {
            const list = flip < 0 ? value : value ^ (1 << flip)
            for (let at = heads[band * LISTS + list]!; at >= 0; at = rows[at * ROW + WORDS + band]!) {
              const distance = distanceAt(at, words)
              if (distance <= HASH_RADIUS && distance < (found.get(at)?.distance ?? Infinity))
                found.set(at, { id: ids[at]!, distance, change: CHANGES[i]! })
            }
          }
      }
      return [...found.values()].sort((a, b) => a.distance - b.distance)
    },
  }
}

const wordsOf = (hash: Uint8Array): Int32Array => new Int32Array(Uint8Array.from(hash).buffer)
const bandsOf = (words: Int32Array): Uint16Array => new Uint16Array(words.buffer, words.byteOffset, BANDS)

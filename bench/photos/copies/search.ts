import { PDQ_ALIKE, PDQ_SAME, SAME_PICTURE } from '../../../verification/checks/duplicate.ts'
import type { Change } from '../../../verification/checks/facts.ts'
import { candidates } from '../../../verification/duplicates/duplicates.ts'
import { createHashIndex } from '../../../verification/duplicates/hash-index.ts'
import { compared } from '../../../verification/duplicates/compare.ts'
import { createVectorIndex } from '../../../verification/duplicates/vector-index.ts'
import type { Photo, Print } from './known.ts'

export type Known = Photo & { print: Print }

/** How an earlier photo was found. */
export interface Found {
  of: Known
  by: 'HASH_SAME' | 'HASH_ALIKE' | 'EMBEDDING'
}

/** Searches earlier photos as the service does (`duplicates/duplicates.ts`), in memory alone. */
export function searchOf(earlier: readonly Known[]): (print: Print, wanted?: (of: Known) => boolean) => Found[] {
  const [hashes, vectors] = [createHashIndex(), createVectorIndex()]
  for (const [i, { print }] of earlier.entries()) {
    hashes.add(i + 1, print.pdq.hash, print.pdq.quality)
    for (const { vector } of print.embeddings) vectors.add(i + 1, vector)
  }
  const known = (id: number): Known => {
    const found = earlier[id - 1]
    if (!found) throw new Error(`no photo ${id}`)
    return found
  }
  return (print, wanted = () => true) => [
    ...hashes
      .near(print.pdq)
      .filter(({ distance }) => distance <= PDQ_ALIKE)
      .map(({ id, distance }): Found => ({ of: known(id), by: distance <= PDQ_SAME ? 'HASH_SAME' : 'HASH_ALIKE' })),
    ...print.embeddings
      .flatMap((embedding) => candidates(vectors, embedding))
      .map(({ id, change }) => ({ of: known(id), change }))
      .filter(({ of, change }) => wanted(of) && likeness(print, of, change) >= SAME_PICTURE)
      .map(({ of }): Found => ({ of, by: 'EMBEDDING' })),
  ]
}

const likeness = ({ outline, aspect }: Print, of: Known, change: Change): number =>
  compared({ outline, aspect, earlier: [{ outline: of.print.outline, change }] })[0] ?? 0

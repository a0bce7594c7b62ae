import type { Finding } from '../findings.ts'
import type { Duplicate, PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

/** Up to this many different bits of 256, two PDQ hashes are of one picture that was saved again. */
export const PDQ_SAME = 10
/** Meta's own threshold for "alike". */
export const PDQ_ALIKE = 31
/** From this likeness on, two photos laid over each other are one. */
export const SAME_PICTURE = 0.915
/** From this cosine on, a photo may be an erased one, which cannot be laid over it any more. */
const SAME_EMBEDDING = 0.94

const exact = check('sha256', 1)
const pdq = check('pdq', 1)
const embedding = check('embedding', 2)

/** The same bytes were submitted before, by anyone. Measure: none. False alarms: none, by the strength of SHA-256. */
export function sameBytes({ duplicates }: PhotoFacts): Finding {
  const hit = best(duplicates, 'SHA256')
  return hit ? exact.fail('DUPLICATE', null, evidence(hit)) : exact.pass()
}

/**
 * The picture was submitted before, and was only saved again, resized or brightened. Measure: bits that differ between PDQ hashes (Meta's,
 * in any of eight turns and mirrorings). Up to 10 with the same reading, or without readings: FAIL. Up to 31: FLAG. False alarms: none in
 * 976,050 pairs of honest photos.
 */
export function nearDuplicate({ duplicates, reading }: PhotoFacts): Finding {
  const same = best(
    duplicates.filter((earlier) => earlier.score <= PDQ_SAME && earlier.reading === (reading?.shown ?? null)),
    'PDQ',
  )
  if (same) return pdq.fail('DUPLICATE', same.score, evidence(same))
  const hit = best(duplicates, 'PDQ')
  return hit && hit.score <= PDQ_ALIKE ? pdq.flag('NEAR_DUPLICATE', hit.score, evidence(hit)) : pdq.pass(hit?.score ?? null)
}

/**
 * The picture is an earlier one, cropped, turned, mirrored, framed, seen from the side or photographed from a screen. Measure: likeness of
 * the pictures, 0 to 1. The embedding finds the earlier one, then the two are laid over each other. A hit always goes to a person. False alarms:
 * see `checks/README.md`. An erased photo leaves nothing to lay over. Then the cosine alone flags, and more often. A photo that could not be
 * laid over any goes to a person: it may be a copy.
 */
export function alike({ duplicates, notCompared, userId }: PhotoFacts): Finding {
  if (notCompared !== null) return embedding.flag('NOT_COMPARED', null, { error: notCompared })
  // A reviewer sees one earlier photo. The taker's own, sent for that, would hide the stranger's behind it.
  const strangers = duplicates.filter((earlier) => earlier.score >= SAME_PICTURE && earlier.userId !== userId)
  const hit = best(strangers, 'EMBEDDING') ?? best(duplicates, 'EMBEDDING')
  if (hit && hit.score >= SAME_PICTURE) return embedding.flag('NEAR_DUPLICATE', hit.score, evidence(hit))
  const erased = best(duplicates, 'COSINE')
  if (erased && erased.score >= SAME_EMBEDDING)
    return embedding.flag('NEAR_DUPLICATE', erased.score, { ...evidence(erased), erased: true })
  return embedding.pass(hit?.score ?? null)
}

/** The closest of one kind. PDQ counts differences, the others likeness. */
function best(duplicates: readonly Duplicate[], by: Duplicate['by']): Duplicate | undefined {
  const sign = by === 'EMBEDDING' || by === 'COSINE' ? -1 : 1
  return duplicates.filter((hit) => hit.by === by).toSorted((a, b) => sign * (a.score - b.score))[0]
}

const evidence = ({ photoId, userId, reading, change }: Duplicate) => ({ photoId, userId, reading, change })

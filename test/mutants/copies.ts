import type { Mutant } from './mutant.ts'

const DUPLICATES = 'verification/duplicates/duplicates.ts'
const FIT = 'verification/duplicates/fit.ts'
const AGREEMENT = 'verification/duplicates/agreement.ts'
const FOUND = 'verification/duplicates/duplicates.test.ts'
const OVERLAY = 'verification/duplicates/overlay.test.ts'

/** Copies of earlier photos: what finds them, and what lays them over each other. */
export const copyMutants: readonly Mutant[] = [
  {
    name: 'old-model-is-not-asked',
    file: DUPLICATES,
    before: 'fingerprint.embeddings.map((embedding)',
    after: 'fingerprint.embeddings.slice(0, 1).map((embedding)',
    why: 'With a new embedding, every photo that the old one has embedded earns a second time.',
    red: [FOUND],
  },
  {
    name: 'kept-by-the-old-model',
    file: 'verification/duplicates/duplicates.queries.ts',
    before: 'embeddings: [embedding], outline',
    after: 'embeddings: [, embedding], outline',
    why: 'No vector of the model in force is kept, and copies of new photos are not found.',
    red: [FOUND],
  },
  {
    name: 'turned-vectors-are-not-searched',
    file: DUPLICATES,
    before: '[vector, ...turned.map((each) => each.vector)]',
    after: '[vector]',
    why: 'A mirrored copy that is cropped besides is found by nothing.',
    red: [FOUND],
  },
  {
    name: 'turned-but-laid-as-it-is',
    file: 'verification/duplicates/compare.ts',
    before: 'levelsOf(outlineBefore(one.change, each))',
    after: 'levelsOf(each)',
    why: 'What the turned vector has found is laid over unturned, and fits nothing.',
    red: [FOUND],
  },
  {
    name: 'upside-down-is-mirrored',
    file: 'verification/duplicates/levels.ts',
    before: "if (change === 'TURNED_180') return outline.toReversed()\n",
    after: "if (change === 'TURNED_180') return outlineBefore('MIRRORED', outline)\n",
    why: 'A copy upside down is not laid over its original.',
    red: [FOUND],
  },
  {
    name: 'parts-are-not-looked-for',
    file: 'verification/duplicates/overlay.ts',
    before: '[...STARTS, ...farther.map(',
    after: '[...STARTS, ...farther.slice(0, 0).map(',
    why: 'Large crops, borders and bars are not laid over their originals.',
    red: [OVERLAY],
  },
  {
    name: 'lines-stay-parallel',
    file: FIT,
    before: 'slopes[6] = away * u',
    after: 'slopes[6] = 0 * u',
    why: 'A photo from the side is not laid over its original.',
    red: [OVERLAY],
  },
  {
    name: 'frame-stays',
    file: 'verification/duplicates/frame.ts',
    before: 'if (top + bottom + left + right === 0) return outline\n',
    after: 'return outline\n',
    why: 'A white border around a dark copy is all that the search for its place sees.',
    red: ['verification/duplicates/frame.test.ts'],
  },
  {
    name: 'laid-with-its-frame-alone',
    file: 'verification/duplicates/compare.ts',
    before: '[outline, withoutFrame(outline)]',
    after: '[outline]',
    why: 'A dark copy with a white border is not laid over its original.',
    red: ['verification/duplicates/compare.test.ts'],
  },
  {
    name: 'best-pieces-count',
    file: AGREEMENT,
    before: 'p.correlation - q.correlation',
    after: 'q.correlation - p.correlation',
    why: 'Two photos that are alike in one half are called copies.',
    red: [OVERLAY],
  },
  {
    name: 'what-comes-meanwhile',
    file: DUPLICATES,
    before: 'return { upTo, found }',
    after: 'return { upTo: duplicates.seen, found }',
    why: 'A copy that comes while another is laid over earlier photos is not seen by it.',
    red: [FOUND],
    only: 'comes while',
  },
  {
    name: 'one-fault-for-good',
    file: DUPLICATES,
    before: 'duplicates.following = next.catch(() => undefined)',
    after: 'duplicates.following = next',
    why: 'After one lost connection, no photo is judged until the process starts anew.',
    red: [FOUND],
    only: 'cannot read the table',
  },
  {
    name: 'first-page-only',
    file: DUPLICATES,
    before: 'if (rows.length < PAGE) return',
    after: 'return',
    why: 'A process that starts knows the oldest 5,000 photos, and finds no copies of later ones.',
    red: [FOUND],
    only: 'among many',
  },
  {
    name: 'erased-are-all-alike',
    file: 'verification/checks/duplicate.ts',
    before: 'erased && erased.score >= SAME_EMBEDDING',
    after: 'erased',
    why: 'Each photo a little like an erased one goes to a person.',
    red: ['verification/checks/checks.test.ts'],
  },
  {
    name: 'compared-without-tenths',
    file: 'verification/checks/duplicate.ts',
    before: 'reading?.shown',
    after: 'reading?.value',
    why: 'A copy of a scooter’s photo is not known as one.',
    red: ['verification/checks/checks.test.ts'],
  },
]

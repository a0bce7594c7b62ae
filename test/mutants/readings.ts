import type { Mutant } from './mutant.ts'

const at = 'verification/inference'

/** How an odometer is read: whole numbers, few looks, and nothing approved that hardly looks like a dashboard. */
export const readingMutants: readonly Mutant[] = [
  {
    name: 'numbers-cut-short-win',
    file: `${at}/odometer-cuts.ts`,
    before: 'const LOSES = 0.05',
    after: 'const LOSES = 1',
    why: 'A box that is a digit too narrow reads 8210 for 48210, and more cuts agree on it.',
    red: [`${at}/odometer-choice.test.ts`],
  },
  {
    name: 'every-photo-looked-at-in-every-way',
    file: `${at}/odometer.ts`,
    before: 'const CLEAR = 0.7',
    after: 'const CLEAR = 2',
    why: 'The usual photo costs ten runs of the finder, not three.',
    red: [`${at}/odometer-looks.test.ts`],
  },
  {
    name: 'wider-boxes-vote-on-what-is-read',
    file: `${at}/odometer-looks.ts`,
    before: 'more.text.length > less.text.length && ',
    after: '',
    why: 'The same number, read worse from a box that is too wide, is taken for a second opinion.',
    red: [`${at}/odometer-looks.test.ts`],
  },
  {
    name: 'sure-of-what-is-no-dashboard',
    file: `${at}/engine.ts`,
    before: 'Math.min(read.confidence, DOUBTED)',
    after: 'read.confidence',
    why: 'Clear digits drawn on flat ground are approved.',
    red: [`${at}/engine.test.ts`],
  },
  {
    name: 'frame-prefers-nothing',
    file: `${at}/odometer-choice.ts`,
    before: 'OUTSIDE: 0.4',
    after: 'OUTSIDE: 1',
    why: 'A speed that stands outside the guide frame is read for the odometer in it.',
    red: [`${at}/odometer-choice.test.ts`],
  },
  {
    name: 'nights-are-drawings',
    file: 'verification/images/plain-share.ts',
    before: 'light >= LIT && ',
    after: '',
    why: 'Whoever photographs their display in the dark goes to a person every time.',
    red: ['verification/images/decode.test.ts'],
    only: 'how plain',
  },
  {
    name: 'equal-digits-are-copies',
    file: `${at}/copied-digits.ts`,
    before: 'const EVEN_LIKENESS = 0.45',
    after: 'const EVEN_LIKENESS = -1',
    why: 'Every clear display that shows one digit twice goes to a person.',
    red: [`${at}/copied-digits.test.ts`],
  },
  {
    name: 'copies-a-pixel-beside',
    file: `${at}/copied-digits.ts`,
    before: '{ x: times, y: times }]',
    after: '{ x: 0, y: 0 }]',
    why: 'A pasted digit that is high is compared with what stands some pixels beside its original.',
    red: [`${at}/copied-digits.test.ts`],
  },
  {
    name: 'precision-on-the-first-kind-only',
    file: 'verification/training/approval.ts',
    before: '...groups.map(leastOf)',
    after: '...groups.slice(0, 1).map(leastOf)',
    why: 'The threshold that fits drums approves wrong readings of displays.',
    red: ['verification/training/approval.test.ts'],
  },
]

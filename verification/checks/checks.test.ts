import { expect, test } from 'vitest'
import type { Outcome, ReasonCode } from '../findings.ts'
import { runChecks } from './checks.ts'
import { at, facts, HAMBURG, NOON, north } from './facts.fixture.ts'
import type { Credentials, Duplicate, ExifFacts, PhotoFacts } from './facts.ts'

const said = (check: string, changes: Partial<PhotoFacts>) => {
  const finding = runChecks(facts(changes)).find((one) => one.check === check)
  return { outcome: finding?.outcome, reason: finding?.reason, score: finding?.score }
}

const hit = (changes: Partial<Duplicate>): Duplicate => ({
  photoId: 'earlier',
  userId: 'other',
  reading: 42_000,
  by: 'PDQ',
  score: 0,
  change: 'NONE',
  ...changes,
})

const exif = (changes: Partial<ExifFacts>): ExifFacts => ({
  taken: null,
  place: null,
  make: null,
  model: null,
  software: [],
  source: null,
  modifiedAt: null,
  ...changes,
})

const credentials = (changes: Partial<Credentials>): Credentials => ({
  state: 'UNTRUSTED',
  problems: [],
  signer: 'Camera',
  generator: 'camera',
  sources: ['digitalCapture'],
  actions: ['c2pa.created'],
  ...changes,
})

const claim = (changes: Partial<PhotoFacts['claim']>) => ({ ...facts().claim, ...changes })
const taken = (minutes: number, offsetKnown: boolean) => exif({ taken: { at: at(minutes), offsetKnown } })
const capture = (changes: object = {}) => ({
  capture: { captureId: 'capture', issuedAt: at(-2), expiresAt: at(8), uploadedAt: at(2), bound: true, ...changes },
  attestation: 'NONE' as const,
})
const other = (minutes: number, metres: number, changes = {}) => ({
  submissionId: 'other',
  purpose: 'ODOMETER' as const,
  takenAt: at(minutes),
  place: north(metres),
  ...changes,
})

const READ = { value: 42_000, shown: 42_000, sure: true }
const HOURS = 60

const RULES: [rule: string, check: string, Partial<PhotoFacts>, Outcome, (ReasonCode | null)?][] = [
  ['a file in order passes', 'file', {}, 'PASS'],
  ['a truncated file is looked at', 'file', { flags: ['TRUNCATED_IMAGE'] }, 'FLAG', 'TRUNCATED_IMAGE'],
  ['hidden content outweighs a missing end', 'file', { flags: ['TRUNCATED_IMAGE', 'HIDDEN_CONTENT'] }, 'FLAG', 'HIDDEN_CONTENT'],

  ['new bytes pass', 'sha256', { duplicates: [hit({ by: 'PDQ' })] }, 'PASS'],
  ['the same bytes fail', 'sha256', { duplicates: [hit({ by: 'SHA256' })] }, 'FAIL', 'DUPLICATE'],
  ['the same bytes fail whatever was read', 'sha256', { duplicates: [hit({ by: 'SHA256', reading: 1 })] }, 'FAIL', 'DUPLICATE'],

  ['10 bits and the same reading fail', 'pdq', { duplicates: [hit({ score: 10 })] }, 'FAIL', 'DUPLICATE'],
  ['11 bits and the same reading are looked at', 'pdq', { duplicates: [hit({ score: 11 })] }, 'FLAG', 'NEAR_DUPLICATE'],
  [
    '10 bits and another reading are looked at',
    'pdq',
    { duplicates: [hit({ score: 10, reading: 42_001 })] },
    'FLAG',
    'NEAR_DUPLICATE',
  ],
  [
    '10 bits and the same digits fail, also where the last one counts tenths',
    'pdq',
    { duplicates: [hit({ score: 10, reading: 420_005 })], reading: { value: 42_000, shown: 420_005, sure: true, copied: null } },
    'FAIL',
    'DUPLICATE',
  ],
  [
    '10 bits and no reading now are looked at',
    'pdq',
    { duplicates: [hit({ score: 10 })], reading: null },
    'FLAG',
    'NEAR_DUPLICATE',
  ],
  [
    'two deeds of 10 bits fail',
    'pdq',
    { duplicates: [hit({ score: 10, reading: null })], reading: null, purpose: 'DEED' },
    'FAIL',
    'DUPLICATE',
  ],
  ['31 bits are looked at', 'pdq', { duplicates: [hit({ score: 31 })] }, 'FLAG', 'NEAR_DUPLICATE'],
  ['32 bits pass', 'pdq', { duplicates: [hit({ score: 32 })] }, 'PASS'],
  ['the nearest counts', 'pdq', { duplicates: [hit({ score: 30 }), hit({ score: 2 })] }, 'FAIL', 'DUPLICATE'],
  [
    'a near one of another reading hides no far one of the same',
    'pdq',
    { duplicates: [hit({ score: 2, reading: 7 }), hit({ score: 9 })] },
    'FAIL',
    'DUPLICATE',
  ],

  ['nothing alike passes', 'embedding', { duplicates: [hit({ by: 'PDQ' })] }, 'PASS'],
  [
    'a copy by embedding is looked at',
    'embedding',
    { duplicates: [hit({ by: 'EMBEDDING', score: 0.915 })] },
    'FLAG',
    'NEAR_DUPLICATE',
  ],
  ['a dashboard like another passes', 'embedding', { duplicates: [hit({ by: 'EMBEDDING', score: 0.914 })] }, 'PASS'],

  [
    'an erased photo of nearly the same embedding is looked at',
    'embedding',
    { duplicates: [hit({ by: 'COSINE', score: 0.5 }), hit({ by: 'COSINE', score: 0.94, userId: null })] },
    'FLAG',
    'NEAR_DUPLICATE',
  ],
  ['an erased photo that is less alike passes', 'embedding', { duplicates: [hit({ by: 'COSINE', score: 0.93 })] }, 'PASS'],

  [
    'what could not be laid over earlier photos is looked at',
    'embedding',
    { notCompared: 'It died.', duplicates: [hit({ by: 'PDQ' })] },
    'FLAG',
    'NOT_COMPARED',
  ],

  ['no credentials are no evidence', 'content-credentials', {}, 'UNKNOWN'],
  [
    'credentials of another format are no evidence',
    'content-credentials',
    { credentials: credentials({ state: 'UNSUPPORTED' }) },
    'UNKNOWN',
  ],
  ['whole credentials of an unknown signer pass', 'content-credentials', { credentials: credentials({}) }, 'PASS'],
  [
    'broken credentials fail',
    'content-credentials',
    { credentials: credentials({ state: 'BROKEN', problems: ['assertion.dataHash.mismatch'] }) },
    'FAIL',
    'INVALID_CREDENTIALS',
  ],
  [
    'credentials that name a generator fail',
    'content-credentials',
    { credentials: credentials({ sources: ['trainedAlgorithmicMedia'] }) },
    'FAIL',
    'GENERATED_IMAGE',
  ],
  [
    'a generated picture fails as such also where its credentials are broken',
    'content-credentials',
    { credentials: credentials({ state: 'BROKEN', sources: ['compositeWithTrainedAlgorithmicMedia'] }) },
    'FAIL',
    'GENERATED_IMAGE',
  ],
  [
    'XMP that says so fails without credentials',
    'content-credentials',
    { exif: exif({ source: 'trainedAlgorithmicMedia' }) },
    'FAIL',
    'GENERATED_IMAGE',
  ],
  [
    'edits that are told are looked at',
    'content-credentials',
    { credentials: credentials({ actions: ['c2pa.edited'] }) },
    'FLAG',
    'EDITED',
  ],

  ['a photo from the gallery has no capture to go by', 'capture-flow', {}, 'UNKNOWN'],
  ['a capture in time passes', 'capture-flow', { upload: capture() }, 'PASS'],
  ['a nonce that is not theirs is looked at', 'capture-flow', { upload: capture({ bound: false }) }, 'FLAG', 'CAPTURE_MISMATCH'],
  ['an upload at the last moment passes', 'capture-flow', { upload: capture({ uploadedAt: at(8) }) }, 'PASS'],
  ['an upload too late is looked at', 'capture-flow', { upload: capture({ uploadedAt: at(8.1) }) }, 'FLAG', 'CAPTURE_MISMATCH'],
  [
    'a photo older than the nonce is looked at',
    'capture-flow',
    { upload: capture(), exif: taken(-3.1, true) },
    'FLAG',
    'CAPTURE_MISMATCH',
  ],
  ['a clock a minute off passes', 'capture-flow', { upload: capture(), exif: taken(-3, true) }, 'PASS'],
  ['without a time zone the time says nothing', 'capture-flow', { upload: capture(), exif: taken(-60, false) }, 'PASS'],
  [
    'an invalid attestation is looked at',
    'capture-flow',
    { upload: { ...capture(), attestation: 'INVALID' } },
    'FLAG',
    'CAPTURE_MISMATCH',
  ],

  ['no metadata is no evidence', 'taken-at', {}, 'UNKNOWN'],
  ['metadata without a time is no evidence', 'taken-at', { exif: exif({}) }, 'UNKNOWN'],
  ['15 minutes beside the claim pass', 'taken-at', { exif: taken(-15, true) }, 'PASS'],
  ['16 minutes beside the claim are looked at', 'taken-at', { exif: taken(-16, true) }, 'FLAG', 'TAKEN_AT_ANOTHER_TIME'],
  ['14 hours off pass where the zone is unknown', 'taken-at', { exif: taken(-14 * HOURS, false) }, 'PASS'],
  ['15 hours off are looked at', 'taken-at', { exif: taken(-15 * HOURS, false) }, 'FLAG', 'TAKEN_AT_ANOTHER_TIME'],
  ['a file from the future is looked at', 'taken-at', { exif: taken(11, true) }, 'FLAG', 'TAKEN_IN_THE_FUTURE'],
  ['an eastern wall clock is not the future', 'taken-at', { exif: taken(14 * HOURS, false) }, 'PASS'],
  ['a claim of the future is looked at', 'taken-at', { claim: claim({ takenAt: at(11) }) }, 'FLAG', 'TAKEN_IN_THE_FUTURE'],

  ['no place in the file is no evidence', 'taken-place', { exif: exif({}) }, 'UNKNOWN'],
  ['no claimed place is no evidence', 'taken-place', { exif: exif({ place: HAMBURG }), claim: claim({ place: null }) }, 'UNKNOWN'],
  ['1.9 km pass', 'taken-place', { exif: exif({ place: north(1_900) }) }, 'PASS'],
  ['2.1 km are looked at', 'taken-place', { exif: exif({ place: north(2_100) }) }, 'FLAG', 'TAKEN_ELSEWHERE'],

  ['no named program is no evidence', 'editing-software', { exif: exif({}) }, 'UNKNOWN'],
  ["a telephone's own version passes", 'editing-software', { exif: exif({ software: ['17.1.2'] }) }, 'PASS'],
  ["a camera's own processing passes", 'editing-software', { exif: exif({ software: ['HDR+ 1.0.540104767zd'] }) }, 'PASS'],
  [
    'an editor is looked at',
    'editing-software',
    { exif: exif({ software: ['Adobe Photoshop 25.1 (Windows)'] }) },
    'FLAG',
    'EDITED',
  ],
  ['a generator is looked at as such', 'editing-software', { exif: exif({ software: ['DALL·E 3'] }) }, 'FLAG', 'GENERATED_IMAGE'],

  ['error levels of a low quality say nothing', 'error-level', { errorLevels: { quality: 94, score: 1000 } }, 'UNKNOWN'],
  ['even error levels pass', 'error-level', { errorLevels: { quality: 95, score: 1 } }, 'PASS'],
  [
    'a region that stands out is looked at',
    'error-level',
    { errorLevels: { quality: 95, score: 1000 } },
    'FLAG',
    'RESAVED_REGIONS',
  ],

  ['digits that nobody has compared say nothing', 'copied-digits', { reading: { ...READ, copied: null } }, 'UNKNOWN'],
  ['digits that are alike as two prints are pass', 'copied-digits', { reading: { ...READ, copied: 0.91 } }, 'PASS'],
  ['a digit that is a copy is looked at', 'copied-digits', { reading: { ...READ, copied: 0.92 } }, 'FLAG', 'COPIED_DIGITS'],

  ['as flat as dark honest photos are passes', 'drawing', { flatShare: 0.87 }, 'PASS'],
  ['flat as a drawing is looked at', 'drawing', { flatShare: 0.88 }, 'FLAG', 'DRAWING_SUSPECTED'],

  ['an odometer on ground as plain as a dashboard can be passes', 'drawing', { plainShare: 0.79 }, 'PASS'],
  ['an odometer on plain ground is looked at', 'drawing', { plainShare: 0.8 }, 'FLAG', 'DRAWING_SUSPECTED'],
  ['a deed may lie on plain ground', 'drawing', { purpose: 'DEED', reading: null, plainShare: 1 }, 'PASS'],

  ['a first reading has no speed', 'reading-speed', {}, 'UNKNOWN'],
  ['130 km/h pass', 'reading-speed', { previous: { value: 42_000 - 135, takenAt: at(-HOURS), unit: 'KM', readIn: 'KM' } }, 'PASS'],
  [
    '132 km/h fail',
    'reading-speed',
    { previous: { value: 42_000 - 137, takenAt: at(-HOURS), unit: 'KM', readIn: 'KM' } },
    'FAIL',
    'IMPLAUSIBLE_JUMP',
  ],
  [
    '132 km/h of an unsure reading are looked at',
    'reading-speed',
    {
      previous: { value: 42_000 - 137, takenAt: at(-HOURS), unit: 'KM', readIn: 'KM' },
      reading: { value: 42_000, shown: 42_000, sure: false, copied: null },
    },
    'FLAG',
    'IMPLAUSIBLE_JUMP',
  ],
  [
    'miles that go on as kilometres are looked at',
    'reading-speed',
    { previous: { value: 26_050, takenAt: at(-HOURS), unit: 'MI', readIn: 'MI' } },
    'FLAG',
    'UNIT_CHANGED',
  ],
  [
    'a jump in a unit that was not said before is looked at',
    'reading-speed',
    { previous: { value: 26_050, takenAt: at(-HOURS), unit: 'MI', readIn: 'KM' } },
    'FLAG',
    'UNIT_CHANGED',
  ],
  [
    'miles that would be too far as kilometres too fail',
    'reading-speed',
    { previous: { value: 25_900, takenAt: at(-HOURS), unit: 'MI', readIn: 'MI' } },
    'FAIL',
    'IMPLAUSIBLE_JUMP',
  ],
  [
    '83 miles in an hour pass',
    'reading-speed',
    { previous: { value: 42_000 - 83, takenAt: at(-HOURS), unit: 'MI', readIn: 'MI' } },
    'PASS',
  ],
  [
    '86 miles in an hour fail',
    'reading-speed',
    { previous: { value: 42_000 - 86, takenAt: at(-HOURS), unit: 'MI', readIn: 'MI' } },
    'FAIL',
    'IMPLAUSIBLE_JUMP',
  ],
  [
    'a claim of a time before the last reading leaves no time',
    'reading-speed',
    { previous: { value: 41_000, takenAt: at(24 * HOURS), unit: 'KM', readIn: 'KM' } },
    'FAIL',
    'IMPLAUSIBLE_JUMP',
  ],
  [
    'a lower reading has no speed to object to',
    'reading-speed',
    { previous: { value: 50_000, takenAt: at(-1), unit: 'KM', readIn: 'KM' } },
    'PASS',
  ],

  ['a place alone has no speed', 'place-speed', {}, 'UNKNOWN'],
  ['130 km/h between places pass', 'place-speed', { others: [other(-HOURS, 132_000)] }, 'PASS'],
  ['133 km/h between places are looked at', 'place-speed', { others: [other(-HOURS, 135_000)] }, 'FLAG', 'TOO_FAST'],
  [
    'the fastest counts, also if it comes later',
    'place-speed',
    { others: [other(-HOURS, 0), other(4, 90_000)] },
    'FLAG',
    'TOO_FAST',
  ],
  ['places a street apart in one minute pass', 'place-speed', { others: [other(0, 1_900)] }, 'PASS'],

  ['another photo of the same minute and place is looked at', 'same-minute', { others: [other(-0.9, 150)] }, 'FLAG', 'SAME_MINUTE'],
  ['a minute later is another', 'same-minute', { others: [other(-1, 0)] }, 'PASS'],
  ['another street is another', 'same-minute', { others: [other(0, 250)] }, 'PASS'],
  ['another kind of photo is another', 'same-minute', { others: [other(0, 0, { purpose: 'DEED' })] }, 'PASS'],
  ['without a place the minute counts alone', 'same-minute', { others: [other(0, 0, { place: null })] }, 'FLAG', 'SAME_MINUTE'],

  ['without a detector of screens nothing is said', 'screen', {}, 'UNKNOWN'],
  [
    'a detector of screens can flag',
    'screen',
    { detectors: [{ finds: 'SCREEN', score: 0.9, flagAt: 0.9, model: { name: 'screens', version: '1' } }] },
    'FLAG',
    'SCREEN_SUSPECTED',
  ],
  [
    'below its threshold it passes',
    'screen',
    { detectors: [{ finds: 'SCREEN', score: 0.89, flagAt: 0.9, model: { name: 'screens', version: '1' } }] },
    'PASS',
  ],
  ['without a detector of generated pictures nothing is said', 'generated', {}, 'UNKNOWN'],
  [
    'a detector of generated pictures can flag',
    'generated',
    { detectors: [{ finds: 'GENERATED', score: 1, flagAt: 0.9, model: { name: 'generated', version: '1' } }] },
    'FLAG',
    'GENERATED_IMAGE',
  ],
]

test.each(RULES)('%s', (_, check, changes, outcome, reason = null) => {
  expect(said(check, changes)).toMatchObject({ outcome, reason })
})

test('a reviewer is shown the photo of somebody else before a nearer one of the same taker', () => {
  const own = hit({ by: 'EMBEDDING', photoId: 'own', userId: facts().userId, score: 0.98 })
  const shown = (...duplicates: Duplicate[]) => runChecks(facts({ duplicates })).find(({ check }) => check === 'embedding')?.detail
  expect(shown(own, hit({ by: 'EMBEDDING', score: 0.93 }))).toMatchObject({ photoId: 'earlier' })
  expect(shown(own, hit({ by: 'EMBEDDING', score: 0.6 }))).toMatchObject({ photoId: 'own' })
})

test('an honest photo with all that a telephone writes raises no flag', () => {
  const honest = facts({
    exif: exif({ taken: { at: NOON, offsetKnown: true }, place: HAMBURG, software: ['17.1.2'] }),
    credentials: credentials({ state: 'TRUSTED' }),
    upload: capture(),
    previous: { value: 41_700, takenAt: at(-7 * 24 * HOURS), unit: 'KM', readIn: 'KM' },
    others: [other(-24 * HOURS, 400_000)],
  })
  expect(runChecks(honest).filter(({ outcome }) => outcome === 'FLAG' || outcome === 'FAIL')).toEqual([])
})

test('every check speaks once, whatever it knows', () => {
  const names = runChecks(facts()).map(({ check }) => check)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toHaveLength(17)
})

test('unknown places and times never make a score that is no number', () => {
  const scores = runChecks(
    facts({ others: [other(0, 5_000_000)], previous: { value: 0, takenAt: NOON, unit: 'KM', readIn: 'KM' } }),
  ).map(({ score }) => score)
  expect(scores.every((score) => score === null || Number.isFinite(score))).toBe(true)
})

import type { Mutant } from './mutant.ts'

const [odometer, verification] = ['subgraphs/odometer/deciding', 'verification']
const [decisions, review] = [`${odometer}/decision.test.ts`, `${odometer}/review.test.ts`]
const display = `${verification}/review/display.test.ts`
const [fault, files] = [`${verification}/judging/fault.test.ts`, `${verification}/photos/files.test.ts`]

/** What a display counts in, readings below the last, and photos on their way. */
export const displayMutants: readonly Mutant[] = [
  {
    name: 'tenths-are-whole',
    file: `${verification}/judging/look.handler.ts`,
    before: 'Math.floor(value / 10) : value',
    after: 'value : value',
    why: 'A scooter whose last digit counts tenths is paid tenfold.',
    red: ['test/tenths.test.ts'],
  },
  {
    name: 'tenths-of-the-model',
    file: `${verification}/review/word.ts`,
    before: 'display?.tenths && !submission.tenths ? Math.floor(reading / 10) : reading',
    after: 'reading',
    why: 'A reviewer who leaves the model’s reading begins a chain that is ten times too far on.',
    red: [display],
  },
  {
    name: 'display-said-by-nobody',
    file: `${odometer}/decision.ts`,
    before: "code === 'FIRST_READING' || ",
    after: '',
    why: 'A first reading of which nobody has said what it counts in is approved.',
    red: [decisions],
  },
  {
    name: 'unit-is-refused',
    file: `${odometer}/decision.ts`,
    before: 'return !person && (distanceM < 0',
    after: 'return false && (distanceM < 0',
    why: 'An honest driver whose display shows miles now is refused as lower.',
    red: [decisions],
  },
  {
    name: 'tenths-not-compared',
    file: `${odometer}/decision.ts`,
    before: ' || previous.tenths !== tenths) return true',
    after: ') return true',
    why: 'What was read before its first reviewer knew of the tenths is paid tenfold.',
    red: [decisions, review],
  },
  {
    name: 'below-unasked',
    file: `${verification}/review/last-reading.ts`,
    before: 'if (isConfirmed) return true\n',
    after: 'return true\n',
    why: 'A slip of a reviewer’s finger refuses an honest driver.',
    red: [display],
  },
  {
    name: 'below-an-older-one',
    file: `${verification}/review/last-reading.ts`,
    before: '  if (last) return { ...last, readIn: last.unit }\n',
    after: '',
    why: 'Who was read in between is not seen, and the reviewer is not warned.',
    red: [display],
  },
  {
    name: 'missing-at-once',
    file: `${verification}/judging/judge.handler.ts`,
    before: 'if (bytes === null && mayStillCome(photo)) return lookAgain(ctx, submission)\n',
    after: '',
    why: 'Who submits before their upload is answered has lost the photo.',
    red: [fault],
  },
  {
    name: 'refused-while-sending',
    file: `${verification}/photos/files.ts`,
    before: 'request.resume()\n',
    after: 'response.end(() => request.destroy())\n',
    why: 'A browser that sends too much is told of a broken network.',
    red: [files],
  },
]

import type { Mutant } from './mutant.ts'

const RECORDER = 'ocpp-bridge/frames/recorder.test.ts'
const RECORDER_FILE = 'ocpp-bridge/frames/recorder.ts'

/** What the bridge keeps of chargers: the log of their frames, their logs, what they are and whom they know. */
export const kept: readonly Mutant[] = [
  {
    name: 'failed-write-lost',
    file: RECORDER_FILE,
    before: '      waiting = [...frames, ...waiting]\n',
    after: '',
    why: 'The frames of a write that failed are missing in the log.',
    red: [RECORDER],
  },
  {
    name: 'failed-write-is-the-newest',
    file: RECORDER_FILE,
    before: '[...frames, ...waiting]',
    after: '[...waiting, ...frames]',
    why: 'While the database is slow, the newest frames are left out and the old ones stay.',
    red: [RECORDER],
  },
  {
    name: 'failed-write-weighs-nothing',
    file: RECORDER_FILE,
    before: '      bytes += sizeOf(frames)\n      dropTooMany()',
    after: '      dropTooMany()',
    why: 'Frames that wait for another try take the whole memory.',
    red: [RECORDER],
  },
  {
    name: 'written-frames-weigh',
    file: RECORDER_FILE,
    before: '    bytes -= sizeOf(frames)\n    const',
    after: '    const',
    why: 'After some megabytes no frame is written down any more.',
    red: [RECORDER],
  },
  {
    name: 'impossible-frame-for-ever',
    file: RECORDER_FILE,
    before: 'if (!isPassing(error)) {',
    after: 'if (false) {',
    why: 'One frame that the database refuses stops the log of all chargers.',
    red: [RECORDER],
  },
  {
    name: 'passing-fault-drops-frames',
    file: RECORDER_FILE,
    before: 'if (!isPassing(error)) {',
    after: 'if (true) {',
    why: 'A database that restarts leaves a hole in the log.',
    red: [RECORDER],
  },
  {
    name: 'hour-without-end',
    file: RECORDER_FILE,
    before: 'if (now !== hour) ofHour.clear()',
    after: '',
    why: 'A charger that has said its share is never again in the log.',
    red: [RECORDER],
  },
]

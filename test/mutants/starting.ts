import type { Mutant } from './mutant.ts'

const FILE = 'box/while-passing.ts'
const red = ['box/while-passing.test.ts']

/** A box that finds its database busy or away as it starts. */
export const starting: readonly Mutant[] = [
  {
    name: 'start-tries-what-never-passes',
    file: FILE,
    before: 'if (!isPassing(error) || ',
    after: 'if (',
    why: 'A fault of ours is told after two minutes, in which it looks like an outage.',
    red,
  },
  {
    name: 'start-never-tried-again',
    file: FILE,
    before: 'if (!isPassing(error) || ',
    after: 'if (isPassing(error) || ',
    why: 'Of twenty boxes that start at once, some end, and each has to be started by hand.',
    red,
  },
  {
    name: 'start-tried-for-ever',
    file: FILE,
    before: ' || performance.now() > end',
    after: '',
    why: 'A box with a wrong address of its database never says so by ending.',
    red,
  },
  {
    name: 'start-waits-for-own-files-and-ports',
    file: FILE,
    before: ' || !isOfTheWay(error)',
    after: '',
    why: 'A port that is taken, or a folder that is not there, is told after two minutes.',
    red,
  },
  {
    name: 'start-waits-for-taken-port',
    file: FILE,
    before: "'unlink', 'listen', ",
    after: "'unlink', ",
    why: 'A second process on the same port waits for two minutes instead of saying so.',
    red,
  },
  {
    name: 'start-waits-for-missing-file',
    file: FILE,
    before: "new Set(['open', ",
    after: 'new Set([',
    why: 'A file that is missing is waited for as if it could come.',
    red,
  },
  {
    name: 'start-looks-at-no-cause',
    file: FILE,
    before: ' && isOfTheWay(error.cause)',
    after: '',
    why: 'A missing file that is told in a sentence of ours is waited for.',
    red,
  },
  {
    name: 'start-cannot-be-stopped',
    file: FILE,
    before: 'undefined, { signal: stopping })',
    after: 'undefined)',
    why: 'Who stops a process that waits for its database waits with it.',
    red,
    only: 'who stops',
  },
]

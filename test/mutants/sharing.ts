import type { Mutant } from './mutant.ts'

const SITE = 'subgraphs/energy/site.test.ts'
const STEPS = 'subgraphs/energy/sharing/steps.test.ts'
const DEMAND = 'subgraphs/energy/sharing/demand.test.ts'
const HANDLER = 'subgraphs/energy/sharing/sharing.handler.ts'

/** What cars at a site may draw together. */
export const sharing: readonly Mutant[] = [
  {
    name: 'rises-before-others-fall',
    file: 'subgraphs/energy/sharing/steps.ts',
    before: 'const rise = Math.min(shareA - possibleA, Math.max(0, free))',
    after: 'const rise = shareA - possibleA',
    why: 'A car is given what another still draws, and the fuse goes.',
    red: [STEPS],
  },
  {
    name: 'room-given-twice',
    file: 'subgraphs/energy/sharing/steps.ts',
    before: '(room[phase] ?? 0) - Math.max(0, currentA - possibleA)',
    after: '(room[phase] ?? 0)',
    why: 'Two cars are given the same room.',
    red: [STEPS],
  },
  {
    name: 'less-than-the-least',
    file: 'subgraphs/energy/sharing/steps.ts',
    before: 'possibleA + rise < charge.minA ?',
    after: 'possibleA + rise < 0 ?',
    why: 'A car is told a current at which nobody can charge, and takes room for it.',
    red: [STEPS],
  },
  {
    name: 'unanswered-is-unheard',
    file: HANDLER,
    before: 'Math.max(charging.heard_a ?? 0, limitA)',
    after: 'limitA',
    why: 'A charger that has taken a limit without a word draws what another is given.',
    red: [SITE],
    only: 'may have',
  },
  {
    name: 'standing-limit-believed',
    file: HANDLER,
    before: '?.default_kept_a ?? rated\n',
    after: '?.default_kept_a ?? 0\n',
    why: 'A car at a charger that has said yes to nothing counts as one that draws nothing.',
    red: [SITE],
    only: 'what holds for all',
  },
  {
    name: 'draws-above-for-ever',
    file: HANDLER,
    before: '>= ENERGY_LIMITS.aboveMs ? { follows: false } : null',
    after: '>= Infinity ? { follows: false } : null',
    why: 'A car that draws more than it may counts as one that does not.',
    red: [SITE],
    only: 'draws more than its charger',
  },
  {
    name: 'measured-before-it-was-asked',
    file: HANDLER,
    before: '|| measuredAt <= askedAt) return null',
    after: ') return null',
    why: 'A charger is blamed for what it drew before it was asked.',
    red: [SITE],
    only: 'draws more than its charger',
  },
  {
    name: 'unruly-for-ever',
    file: HANDLER,
    before: '{ above_since: null, follows: true }',
    after: '{ above_since: null }',
    why: 'A car that keeps to its limit again is given none.',
    red: [SITE],
    only: 'draws more than its charger',
  },
  {
    name: 'wired-to-the-first-phase',
    file: 'subgraphs/energy/sharing/demand.ts',
    before: '[firstPhase === 1, firstPhase === 2, firstPhase === 3]',
    after: '[true, false, false]',
    why: 'Cars on L2 and L3 count on L1, and their own phases are overloaded.',
    red: [DEMAND],
  },
  {
    name: 'goal-from-the-beginning',
    file: 'subgraphs/energy/sharing/demand.ts',
    before: 'Math.max(0, goal_wh - given)',
    after: 'goal_wh',
    why: 'A car that has had its energy goes on coming first.',
    red: [DEMAND],
  },
  {
    name: 'pause-keeps-all',
    file: 'subgraphs/energy/sharing/demand.ts',
    before: 'if (charging.suspended) return site.least_a',
    after: '',
    why: 'A car that takes nothing keeps what others could have.',
    red: [DEMAND],
  },
]

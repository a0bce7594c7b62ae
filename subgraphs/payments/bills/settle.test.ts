import { expect, test } from 'vitest'
import { randomOf } from '../../../test/random.ts'
import { nextStep, type Position, type Step } from './settle.ts'

const SEEDS = Array.from({ length: 3_000 }, (_, seed) => seed)

function position(seed: number): Position {
  const random = randomOf(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const one = <T>(...of: readonly T[]): T => of[below(of.length)] as T
  const terms = () => ({ least: one(0, 1, 50, 100), step: one(1, 1, 10, 100) })
  return {
    dueMinor: below(10_001) - 5_000,
    owedMinor: one(0, 0, 100, 9_000),
    refundableMinor: one(0, 1_000, 9_000),
    writtenOffMinor: one(0, 0, 20, 6_000),
    waits: one(false, false, false, true),
    underWay: one(false, false, false, true),
    hold: one(null, { amountMinor: below(5_000) + 1, ...terms() }),
    walletMinor: one(null, below(5_000)),
    method: one(null, { id: 'method', ...terms() }),
    without: one('NO_PROVIDER', 'NO_METHOD', 'DECLINED', 'NOT_NOW'),
    least: one(0, 50),
    mayGiveUp: one(true, false),
    lostMinor: one(0, 0, 500),
    guestHasPaid: one(false, false, true),
  }
}

/** What a step makes of a position if all that it asks for is done. */
function done(at: Position, step: Step): Position | null {
  switch (step.do) {
    case 'NET':
      return { ...at, owedMinor: at.owedMinor - step.amountMinor }
    case 'GIVE_BACK':
      return { ...at, dueMinor: at.dueMinor + step.amountMinor, refundableMinor: at.refundableMinor - step.amountMinor }
    case 'TAKE_BACK_WRITE_OFF':
      return { ...at, dueMinor: at.dueMinor + step.amountMinor, writtenOffMinor: at.writtenOffMinor - step.amountMinor }
    case 'FROM_WALLET':
      return { ...at, dueMinor: at.dueMinor - step.amountMinor, walletMinor: (at.walletMinor ?? 0) - step.amountMinor }
    case 'CAPTURE':
      return { ...at, dueMinor: at.dueMinor - step.amountMinor, hold: null }
    case 'CHARGE':
      return { ...at, dueMinor: at.dueMinor - step.amountMinor }
    case 'GIVE_UP':
      return { ...at, dueMinor: at.dueMinor - step.amountMinor, writtenOffMinor: at.writtenOffMinor + step.amountMinor }
    case 'RELEASE':
      return { ...at, hold: null }
    default:
      return null
  }
}

/** The steps from a position until nothing is left to do. */
function walk(from: Position): { steps: Step[]; end: Position } {
  const steps: Step[] = []
  let at: Position | null = from
  let end = from
  while (at) {
    const step = nextStep(at)
    steps.push(step)
    end = at
    at = done(at, step)
    if (steps.length > 10) throw new Error(`There is no end: ${steps.map(({ do: what }) => what).join(' ')}`)
  }
  return { steps, end }
}

const sum = (steps: readonly Step[], ...kinds: Step['do'][]) =>
  steps.reduce((total, step) => total + (kinds.includes(step.do) && 'amountMinor' in step ? step.amountMinor : 0), 0)

test('whatever a bill stands on: never is more taken than is due, nor of a hold than was blocked, nor more given back than came', () => {
  for (const from of SEEDS.map(position)) {
    const { steps, end } = walk(from)
    const taken = sum(steps, 'FROM_WALLET', 'CAPTURE', 'CHARGE')
    expect(taken + sum(steps, 'GIVE_UP')).toBeLessThanOrEqual(Math.max(0, from.dueMinor))
    expect(sum(steps, 'CAPTURE')).toBeLessThanOrEqual(from.hold?.amountMinor ?? 0)
    expect(sum(steps, 'FROM_WALLET')).toBeLessThanOrEqual(from.walletMinor ?? 0)
    expect(sum(steps, 'GIVE_BACK')).toBeLessThanOrEqual(Math.min(from.refundableMinor, Math.max(0, -from.dueMinor)))
    expect(steps.filter((step) => 'amountMinor' in step && step.amountMinor <= 0)).toEqual([])
    if (steps.at(-1)?.do === 'PAID' && from.dueMinor >= 0) expect(end.dueMinor).toBe(0)
  }
})

test('whatever a bill stands on: nobody is owed by a refund that failed and asked for money beside it', () => {
  for (const from of SEEDS.map(position)) {
    const { end, steps } = walk(from)
    if (steps.at(-1)?.do === 'WAIT') continue
    expect(end.owedMinor).toBeLessThanOrEqual(Math.max(0, -from.dueMinor))
    expect(sum(steps, 'NET')).toBe(from.owedMinor - end.owedMinor)
  }
})

test('whatever a bill stands on: a hold is taken of or let go, once, unless something is awaited', () => {
  for (const from of SEEDS.map(position)) {
    const { steps } = walk(from)
    const ends = steps.filter(({ do: what }) => what === 'CAPTURE' || what === 'RELEASE')
    const last = steps.at(-1)?.do
    expect(ends).toHaveLength(from.hold !== null && last !== 'WAIT' ? 1 : 0)
  }
})

test('whatever a bill stands on: a provider is asked for no less than it takes, and for nothing that it cannot count', () => {
  for (const from of SEEDS.map(position)) {
    for (const step of walk(from).steps) {
      const by = step.do === 'CAPTURE' ? from.hold : step.do === 'CHARGE' ? from.method : null
      if (by === null || !('amountMinor' in step)) continue
      expect(step.amountMinor).toBeGreaterThanOrEqual(by.least)
      expect(step.amountMinor % by.step).toBe(0)
    }
  }
})

test('while an answer is awaited, or a record was taken back without a new one, nothing is done', () => {
  for (const from of SEEDS.map(position)) {
    if (from.underWay || from.waits) expect(nextStep(from)).toEqual({ do: 'WAIT' })
  }
})

const card = { id: 'method', least: 50, step: 1 }
const bare: Position = {
  dueMinor: 1_000,
  owedMinor: 0,
  refundableMinor: 0,
  writtenOffMinor: 0,
  waits: false,
  underWay: false,
  hold: null,
  walletMinor: null,
  method: null,
  without: 'NO_METHOD',
  least: 50,
  mayGiveUp: true,
  lostMinor: 0,
  guestHasPaid: false,
}
const kinds = (at: Partial<Position>) =>
  walk({ ...bare, ...at }).steps.map((step) => ('amountMinor' in step ? [step.do, step.amountMinor] : [step.do]))

test.each<[what: string, at: Partial<Position>, steps: unknown[]]>([
  ['what is due is taken of the hold', { hold: { amountMinor: 3_000, least: 50, step: 1 } }, [['CAPTURE', 1_000], ['PAID']]],
  [
    'above the hold the rest is charged',
    { dueMinor: 3_500, hold: { amountMinor: 3_000, least: 50, step: 1 }, method: card },
    [['CAPTURE', 3_000], ['CHARGE', 500], ['PAID']],
  ],
  [
    'above the hold without a way to pay its user is reminded',
    { dueMinor: 3_500, hold: { amountMinor: 3_000, least: 50, step: 1 } },
    [['CAPTURE', 3_000], ['REMIND']],
  ],
  ['nothing due: the hold is let go', { dueMinor: 0, hold: { amountMinor: 3_000, least: 50, step: 1 } }, [['RELEASE'], ['PAID']]],
  [
    'below the least that a provider takes nothing is asked for, and the hold is let go',
    { dueMinor: 49, hold: { amountMinor: 3_000, least: 50, step: 1 } },
    [['RELEASE'], ['GIVE_UP', 49], ['PAID']],
  ],
  ['the least that a provider takes is charged, and not given up', { dueMinor: 50, method: card }, [['CHARGE', 50], ['PAID']]],
  [
    'of who leaves so little again and again it is not given up: they are reminded',
    { dueMinor: 49, mayGiveUp: false, hold: { amountMinor: 3_000, least: 50, step: 1 } },
    [['RELEASE'], ['REMIND']],
  ],
  [
    'so much less from the wallet that the rest can be taken',
    { walletMinor: 980, hold: { amountMinor: 3_000, least: 50, step: 1 } },
    [['FROM_WALLET', 950], ['CAPTURE', 50], ['PAID']],
  ],
  [
    'a wallet that has it all pays, and the hold is let go',
    { walletMinor: 1_000, hold: { amountMinor: 3_000, least: 50, step: 1 } },
    [['FROM_WALLET', 1_000], ['RELEASE'], ['PAID']],
  ],
  [
    'digits that a provider does not take are left',
    { dueMinor: 199_050, hold: { amountMinor: 500_000, least: 100, step: 100 }, least: 100 },
    [['CAPTURE', 199_000], ['GIVE_UP', 50], ['PAID']],
  ],
  [
    'of a guest no more is asked than was blocked: the rest is given up',
    { dueMinor: 3_500, guestHasPaid: true, method: card },
    [['GIVE_UP', 3_500], ['PAID']],
  ],
  [
    'what the bank of a guest has taken back is owed, and only what is above it given up',
    { dueMinor: 3_500, lostMinor: 3_000, guestHasPaid: true },
    [['GIVE_UP', 500], ['REMIND']],
  ],
  ['nobody could take it: it is paid later', { without: 'NO_PROVIDER' }, [['LEAVE']]],
  ['what was paid too much goes back', { dueMinor: -300, refundableMinor: 1_000 }, [['GIVE_BACK', 300], ['PAID']]],
  [
    'what a refund failed to bring is not tried again by itself',
    { dueMinor: -300, owedMinor: 300, refundableMinor: 1_000 },
    [['PAID']],
  ],
  [
    'what a refund failed to bring is set against what is owed since, and only the rest is charged',
    { dueMinor: 300, owedMinor: 500, method: card },
    [['NET', 500], ['CHARGE', 300], ['PAID']],
  ],
  [
    'of what a refund failed to bring so much is owed no more as was billed since',
    { dueMinor: -200, owedMinor: 500, refundableMinor: 1_000 },
    [['NET', 300], ['PAID']],
  ],
  ['what is disputed does not go back', { dueMinor: -300, refundableMinor: 100 }, [['GIVE_BACK', 100], ['PAID']]],
  [
    'what comes after it was given up is no refund',
    { dueMinor: -1_000, writtenOffMinor: 800, refundableMinor: 1_000 },
    [['TAKE_BACK_WRITE_OFF', 800], ['GIVE_BACK', 200], ['PAID']],
  ],
])('%s', (_what, at, steps) => {
  expect(kinds(at)).toEqual(steps)
})

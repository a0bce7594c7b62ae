import type { Finding, ReasonCode } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const screenCheck = check('screen', 1)
const generatedCheck = check('generated', 1)

/** A hook: a detector of re-photographed screens and prints may flag here. None is shipped and no figure is claimed. */
export const screen = (facts: PhotoFacts): Finding => detected(facts, 'SCREEN', 'SCREEN_SUSPECTED', screenCheck)

/** A hook: a detector of generated pictures may flag here. None is shipped and no figure is claimed. */
export const generated = (facts: PhotoFacts): Finding => detected(facts, 'GENERATED', 'GENERATED_IMAGE', generatedCheck)

function detected(
  { detectors }: PhotoFacts,
  finds: 'SCREEN' | 'GENERATED',
  reason: ReasonCode,
  { pass, flag, unknown }: ReturnType<typeof check>,
): Finding {
  const said = detectors.filter((detector) => detector.finds === finds)
  const [highest] = said.toSorted((a, b) => b.score - b.flagAt - (a.score - a.flagAt))
  if (!highest) return unknown()
  const { score, flagAt, model } = highest
  return score >= flagAt ? flag(reason, score, { model }) : pass(score, { model })
}

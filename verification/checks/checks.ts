import type { Finding } from '../findings.ts'
import { captureFlow } from './capture-flow.ts'
import { drawing } from './drawing.ts'
import { copiedDigits } from './copied-digits.ts'
import { contentCredentials } from './content-credentials.ts'
import { generated, screen } from './detectors.ts'
import { alike, nearDuplicate, sameBytes } from './duplicate.ts'
import { editingSoftware } from './editing-software.ts'
import { errorLevel } from './error-level.ts'
import type { PhotoFacts } from './facts.ts'
import { fileFlags } from './file-flags.ts'
import { sameMinute } from './same-minute.ts'
import { takenAt } from './taken-at.ts'
import { takenPlace } from './taken-place.ts'
import { tooFar, tooFast } from './travel.ts'

/** A check looks at the facts and says one thing. */
type Check = (facts: PhotoFacts) => Finding

const CHECKS: readonly Check[] = [
  fileFlags,
  sameBytes,
  nearDuplicate,
  alike,
  contentCredentials,
  captureFlow,
  takenAt,
  takenPlace,
  editingSoftware,
  errorLevel,
  copiedDigits,
  drawing,
  tooFast,
  tooFar,
  sameMinute,
  screen,
  generated,
]

/** Every check's finding, also PASS and UNKNOWN: reviewers see what was checked. */
export const runChecks = (facts: PhotoFacts): Finding[] => CHECKS.map((check) => check(facts))

import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag, unknown } = check('copied-digits', 1)
const FLAG_AT = 0.92

/**
 * One digit of the reading was cut out and pasted over another. Measure: how alike two digits are in their finest detail (`inference/copied-digits.ts`). From 0.92
 * on: FLAG. Of 205 photos of the calibration vehicles 134 would be approved, and it asks about none of them (at most 2.2 %, at 95 % confidence); in 62 of them the path
 * still approves after a digit was pasted, and it finds 35. Of the test vehicles: 1 of 222 honest photos asked, and of 40 that pass 18 pass with a pasted digit without it, 9
 * with it. What is missed: digits under 24 pixels, and digits of another photo.
 */
export function copiedDigits({ reading }: PhotoFacts): Finding {
  if (!reading || reading.copied === null) return unknown()
  return reading.copied >= FLAG_AT ? flag('COPIED_DIGITS', reading.copied) : pass(reading.copied)
}

import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag, unknown } = check('copied-digits', 1)
const FLAG_AT = 0.92

/**
 * One digit of the reading was cut out and pasted over another. Measure: how alike two digits are in their finest detail (`inference/copied-digits.ts`). From 0.92
 * on: FLAG. On 205 photos of the calibration vehicles, in their labelled boxes: 2 honest ones reach it (1.0 %, at most 3.1 % at 95 % confidence), and 78 % of those in which a
 * digit was pasted and the photo saved again at a quality of 80 to 95. What is missed: digits under 24 pixels, and digits of another photo.
 */
export function copiedDigits({ reading }: PhotoFacts): Finding {
  if (!reading || reading.copied === null) return unknown()
  return reading.copied >= FLAG_AT ? flag('COPIED_DIGITS', reading.copied) : pass(reading.copied)
}

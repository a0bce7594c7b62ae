import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag, unknown } = check('error-level', 1)
/** Below it, the last save has removed the differences: AUC 0.50–0.56 on swapped digits. */
export const INFORMATIVE_QUALITY = 95
const FLAG_AT = 12

/**
 * Error-level analysis: was a region compressed in another way than the rest? Measure: robust standard deviations by which the most
 * different region stands out. It is a hint, and only for files saved at quality 95 or more. From 12 on: FLAG. Measured on 110 dashboards
 * saved at 96: 2 false alarms (1.8 %), and 15 of 110 pasted digits found; AUC 0.87.
 */
export function errorLevel({ errorLevels }: PhotoFacts): Finding {
  if (!errorLevels || errorLevels.quality < INFORMATIVE_QUALITY) return unknown({ ...errorLevels })
  const { score, quality } = errorLevels
  return score >= FLAG_AT ? flag('RESAVED_REGIONS', score, { quality }) : pass(score, { quality })
}

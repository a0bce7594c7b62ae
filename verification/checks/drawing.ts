import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag } = check('drawing', 2)
const FLAT_AT = 0.88
const PLAIN_AT = 0.8

/**
 * A picture that was drawn. Two measures. The share of blocks of 8 × 8 pixels that are of one brightness: no camera gives so many places without any noise. From 0.88 on: FLAG. Of 1,597
 * dashboards (TRODO) two reach it, 0.88 and 0.91, of 2,019 items (TrashNet) none: the flattest has 0.37. And of an odometer the share of the picture that is lit and shows nothing
 * (`images/plain-share.ts`), whatever noise was added or paper it was printed on. From 0.80 on: FLAG. Of 205 photos of the calibration vehicles the plainest has 0.49, of 871
 * others 0.70. A drawing of a whole dashboard with noise in it passes: the model of scenes has to see it.
 */
export function drawing({ flatShare, plainShare, purpose }: PhotoFacts): Finding {
  const plain = purpose === 'ODOMETER' && plainShare >= PLAIN_AT
  return flatShare >= FLAT_AT || plain ? flag('DRAWING_SUSPECTED', flatShare, { plainShare }) : pass(flatShare, { plainShare })
}

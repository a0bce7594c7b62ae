import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag } = check('drawing', 1)
const FLAG_AT = 0.88

/**
 * A picture that was drawn: no camera gives so many places without any noise. Measure: the share of blocks of 8 × 8 pixels that are of one brightness.
 * From 0.88 on: FLAG. Of 1,597 dashboards (TRODO) two reach it, 0.88 and 0.91, of 2,019 items (TrashNet) none: the flattest has 0.37. It finds what nobody took pains to hide: a
 * drawing with noise added, or printed and photographed, passes.
 */
export const drawing = ({ flatShare }: PhotoFacts): Finding =>
  flatShare >= FLAG_AT ? flag('DRAWING_SUSPECTED', flatShare) : pass(flatShare)

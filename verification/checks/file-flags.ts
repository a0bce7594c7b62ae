import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag } = check('file', 1)

/**
 * What inspecting the file flagged: bytes behind the picture's end, or an end that is missing. Hidden content outweighs the other.
 * Measure: none. Truncated files are 3 % of honest uploads, so they are looked at and never refused.
 */
export function fileFlags({ flags }: PhotoFacts): Finding {
  const first = flags.includes('HIDDEN_CONTENT') ? 'HIDDEN_CONTENT' : flags[0]
  return first ? flag(first, null, { flags }) : pass()
}

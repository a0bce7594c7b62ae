import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag } = check('file', 1)

/**
 * What inspecting the file flagged: bytes behind the picture's end, or a missing end. Hidden content counts before the other. Measure:
 * none. 3 % of honest uploads are truncated, so a person looks at them, and they are never refused.
 */
export function fileFlags({ flags }: PhotoFacts): Finding {
  const first = flags.includes('HIDDEN_CONTENT') ? 'HIDDEN_CONTENT' : flags[0]
  return first ? flag(first, null, { flags }) : pass()
}

import type { Finding } from '../findings.ts'
import type { PhotoFacts } from './facts.ts'
import { check } from './finding.ts'

const { pass, flag, fail, unknown } = check('content-credentials', 1)

/** IPTC's terms for pictures that no camera has taken. Composites with a captured part are among them. */
const GENERATED = ['trainedAlgorithmicMedia', 'compositeWithTrainedAlgorithmicMedia', 'algorithmicMedia', 'compositeSynthetic']
const CHANGED = ['c2pa.edited', 'c2pa.color_adjustments', 'c2pa.drawing', 'c2pa.removed', 'c2pa.placed', 'c2pa.filtered']

/**
 * Content credentials (C2PA 2.1, clause 15) must be whole if they are there. Broken: FAIL. The picture says in them, or in its XMP, that it
 * was generated: FAIL. They name edits: FLAG. Absence proves nothing. Measure: none.
 */
export function contentCredentials({ credentials, exif }: PhotoFacts): Finding {
  const { state, problems, signer, generator, actions } = credentials
  const detail = { state, problems, signer, generator, actions }
  const sources = exif?.source ? [...credentials.sources, exif.source] : credentials.sources
  const generated = sources.find((source) => GENERATED.includes(source))
  if (generated) return fail('GENERATED_IMAGE', null, { ...detail, source: generated })
  if (state === 'BROKEN') return fail('INVALID_CREDENTIALS', null, detail)
  if (state === 'ABSENT' || state === 'UNSUPPORTED') return unknown(detail)
  return actions.some((action) => CHANGED.includes(action)) ? flag('EDITED', null, detail) : pass(null, detail)
}

import { requireOperator } from '#lib/access.ts'
import { refuse } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import type { LogFile } from './log-file.queries.ts'

/** A link to a log of a charger that the caller was shown. */
export function downloadLink({ caller, storage }: Context, { key, name }: LogFile): Promise<string> {
  requireOperator(caller, 'chargers:read')
  if (storage === null) throw refuse('UNAVAILABLE', 'The place of logs is not set up.')
  return storage.getSignedUrl(key, { contentDisposition: `attachment; filename="${name}"` })
}

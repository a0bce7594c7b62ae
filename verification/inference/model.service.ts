import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { newId } from '#lib/id.ts'
import { requireReviewer } from '../access.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import type { ModelEntry } from '../networks/manifest.ts'

/** The models in force and the shadows, in this process. */
export function models(ctx: Context): readonly ModelEntry[] {
  requireReviewer(ctx)
  return ctx.inference.models()
}

/** Reads the manifests again, without a restart. If one is at fault, the old models stay in force, and the refusal says what is wrong. */
export async function reloadModels({ db, caller, inference }: Context): Promise<readonly ModelEntry[]> {
  const { userId } = requireRole(caller, 'ADMIN')
  await inference.reload().catch((error: Error) => {
    throw refuse('CONFLICT', error.message)
  })
  const entries = inference.models()
  const detail = { models: entries.map(({ name, version, state }) => `${name} ${version} ${state}`) }
  await db.transaction().execute((trx) => audit(trx, userId, 'models.reloaded', newId(), detail))
  return entries
}

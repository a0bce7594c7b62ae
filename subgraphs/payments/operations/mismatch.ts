import { newId } from '#lib/id.ts'
import type { ProviderName } from '../providers/provider.ts'
import type { MismatchAbout, Trx } from '../tables.ts'

interface Found {
  provider: ProviderName
  /** What differs, e.g. AMOUNT_DIFFERS. */
  kind: string
  about: readonly [kind: MismatchAbout, id: string]
  operationId?: string | null
  oursMinor?: number | null
  theirsMinor?: number | null
  currency?: string | null
}

/** Notes, once, that a provider's word and ours differ. Nothing is booked on it. */
export async function noteMismatch(trx: Trx, found: Found): Promise<void> {
  await keepMismatch(trx, found)
}

/** Notes it, and gives its id; null where the same was noted before. */
export async function keepMismatch(trx: Trx, found: Found): Promise<string | null> {
  const kept = await trx
    .insertInto('mismatch')
    .values({
      id: newId(),
      provider: found.provider,
      kind: found.kind,
      about_kind: found.about[0],
      about_id: found.about[1],
      operation_id: found.operationId ?? null,
      ours_minor: found.oursMinor ?? null,
      theirs_minor: found.theirsMinor ?? null,
      currency: found.currency ?? null,
    })
    .onConflict((once) => once.constraint('mismatch_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept?.id ?? null
}

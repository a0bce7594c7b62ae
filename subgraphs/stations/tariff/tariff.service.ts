import { emit } from '#db/outbox.ts'
import { requireOperator } from '#lib/access.ts'
import type { UserCaller } from '#lib/auth.ts'
import { badInput } from '#lib/errors.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import { newId } from '#lib/id.ts'
import { audit } from '#db/audit.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import type { TariffVersion, Trx } from '../tables.ts'
import { findTariffByKey, findVersionByKey, insertTariff, insertVersion } from './tariff.queries.ts'
import { ownTariff, versionEvent } from './tariff.ts'
import { checkTariff } from './tariff-check.ts'

export interface TariffInput {
  idempotencyKey: string
  /** The tariff that gets a new version; absent: a new tariff is made. */
  tariffId?: string | null | undefined
  description: string
  validFrom?: Date | null | undefined
  tariff: TariffData
}

/** Clients' clocks may be a little behind ours. */
const PAST_ALLOWED_MS = 60_000

/**
 * A new version of a tariff, or a new tariff. Versions never change, and none begins in the past, so that past sessions keep their price.
 * The same idempotency key again gives the same version.
 */
export async function saveTariff(ctx: Context, input: TariffInput): Promise<TariffVersion> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  const now = new Date()
  const validFrom = input.validFrom ?? now
  if (validFrom.getTime() < now.getTime() - PAST_ALLOWED_MS)
    throw badInput(['input', 'validFrom'], 'A version cannot begin in the past.')
  checkTariff(input.tariff)
  return ctx.db.transaction().execute(async (trx) => {
    const tariffId =
      input.tariffId == null ? await newTariff(trx, caller, input.idempotencyKey) : await ownTariff(trx, caller, input.tariffId)
    const before = await findVersionByKey(trx, tariffId, input.idempotencyKey)
    if (before) return before
    const version = await insertVersion(trx, {
      tariff_id: tariffId,
      valid_from: validFrom,
      description: input.description,
      data: JSON.stringify(input.tariff),
      idempotency_key: input.idempotencyKey,
    })
    await audit(trx, caller.userId, 'tariff.saved', tariffId, { version: version.version })
    await emit(trx, 'stations.tariff.saved', tariffId, versionEvent(version))
    return version
  })
}

async function newTariff(trx: Trx, caller: UserCaller, key: string): Promise<string> {
  const inserted = await insertTariff(trx, { id: newId(), operator_id: caller.userId, idempotency_key: key })
  const tariff = inserted ?? (await findTariffByKey(trx, caller.userId, key))
  if (!tariff) throw refuse('CONFLICT', 'The tariff is being saved by another request. Try again.', ['input', 'idempotencyKey'])
  return tariff.id
}

import { operates } from '#lib/access.ts'
import type { UserCaller } from '#lib/auth.ts'
import { notFound, type InputIssue } from '#lib/errors.ts'
import type { EventCatalogue } from '#lib/events.ts'
import type { TariffVersion, Trx } from '../tables.ts'
import { lockTariff } from './tariff.queries.ts'

/** The id of the caller's tariff, locked. Somebody else's is answered as if it did not exist. */
export async function ownTariff(
  trx: Trx,
  caller: UserCaller,
  tariffId: string,
  path: InputIssue['path'] = ['input', 'tariffId'],
): Promise<string> {
  const tariff = await lockTariff(trx, tariffId)
  if (!tariff || !operates(caller, tariff.operator_id)) throw notFound('tariff', path)
  return tariff.id
}

/** A version of a tariff as the other boxes know it. */
export const versionEvent = (version: TariffVersion): EventCatalogue['stations.tariff.saved'] => ({
  tariffId: version.tariff_id,
  version: version.version,
  validFrom: version.valid_from.toISOString(),
  tariff: version.data,
})

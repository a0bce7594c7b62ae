import type { EventCatalogue, MeterSample } from '#lib/events.ts'
import type { TransactionRow } from './transaction.queries.ts'

/** What is said of samples. */
export const meteredBy = (
  { id }: TransactionRow,
  samples: MeterSample[],
  { receivedAt, offline }: { receivedAt: Date; offline: boolean },
): EventCatalogue['ocpp.transaction.metered'] => ({ transactionId: id, samples, receivedAt: receivedAt.toISOString(), offline })

/** The last sample and the last register. A late sample does not move them back. */
export function newest(
  row: TransactionRow,
  samples: readonly MeterSample[],
): { last_sample_at: Date | null; last_register_wh: number | null } {
  let { last_sample_at, last_register_wh } = row
  for (const { at, registerWh } of samples) {
    const time = new Date(at)
    if (last_sample_at !== null && time < last_sample_at) continue
    last_sample_at = time
    last_register_wh = registerWh ?? last_register_wh
  }
  return { last_sample_at, last_register_wh }
}

import type { Services } from '../context.ts'
import type { Bill, Trx } from '../tables.ts'
import { feeOf } from './fee.ts'
import { keepFeeRates } from './fee.queries.ts'
import { feeCharged } from './journals.ts'

/**
 * Charges the platform's fee of a bill's change to its operator, by the rates of the day on which the bill was opened. Lock the bill before. A
 * bill of nobody has no fee.
 */
export async function chargeFee(
  trx: Trx,
  { config }: Pick<Services, 'config'>,
  source: readonly ['RECORD' | 'REFUND' | 'WRITE_OFF', string],
  { id, operator_id: operatorId, currency }: Pick<Bill, 'id' | 'operator_id' | 'currency'>,
  gross: { beforeMinor: number; afterMinor: number },
): Promise<void> {
  if (operatorId === null) return
  const forAll = { feeBasisPoints: config.feeBasisPoints, vatBasisPoints: config.feeVatBasisPoints }
  const rates = await keepFeeRates(trx, id, operatorId, forAll)
  await feeCharged(trx, { source, operatorId, currency, ...feeOf({ ...gross, ...rates }) })
}

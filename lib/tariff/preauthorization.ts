import { fromMajorUnits } from '../currency.ts'
import type { TariffData } from './tariff.ts'

/** What is blocked before a session by this tariff begins, in minor units with VAT. Null: nothing is. */
export const preauthorizationOf = (
  tariff: Pick<TariffData, 'currency' | 'preauthorizeAmount'>,
): { amountMinor: number; currency: string } | null =>
  tariff.preauthorizeAmount === undefined
    ? null
    : { amountMinor: fromMajorUnits(tariff.preauthorizeAmount, tariff.currency), currency: tariff.currency }

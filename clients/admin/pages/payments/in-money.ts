import type { Format } from '../../../web/i18n/format.ts'

/** Where the graph gives amount and currency apart; – where there is none. */
export const inMoney = (amount: string | null | undefined, currency: string | null | undefined, money: Format['money']): string =>
  amount == null || currency == null ? '–' : money({ amount, currency })

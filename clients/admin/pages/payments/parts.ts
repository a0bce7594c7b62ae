import { partOf } from '../../desk/part-of.ts'

export const PAYMENT_PARTS = ['bills', 'refunds', 'disputes', 'mismatches', 'payouts', 'adjustments', 'lost'] as const
export type PaymentPart = (typeof PAYMENT_PARTS)[number]
export const paymentSearch = partOf(PAYMENT_PARTS)

import { z } from 'zod'
import { isCurrency, NO_CURRENCY } from '#lib/currency.ts'

/** A currency that somebody gives. */
export const currency = z.string().refine(isCurrency, NO_CURRENCY)

/** An amount of money that somebody gives, in minor units. GraphQL's whole numbers end at 2^31. */
export const amountMinor = z.number().int().min(1, 'At least 1 minor unit.')

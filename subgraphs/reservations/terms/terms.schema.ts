import { z } from 'zod'
import { builder } from '../builder.ts'
import { StationRef } from '../station.schema.ts'
import type { Terms } from '../tables.ts'
import { saveBookingTerms } from './terms.service.ts'
import { BOUNDS, DEFAULT_TERMS } from './terms.ts'

const WORDS = {
  minMinutes: 'The shortest slot, in minutes.',
  maxMinutes: 'The longest slot, in minutes, extensions included.',
  aheadDays: 'How many days ahead may be booked.',
  changeUntilMinutes: 'Until how many minutes before its start a slot may be moved.',
  cancelUntilMinutes: 'Until how many minutes before its start a slot may be cancelled without a fee.',
  earlyStartMinutes: 'How many minutes before its start a slot may be used. Others are kept away from then on.',
  noShowAfterMinutes: 'How many minutes after its start a slot that nobody came to is given to others.',
  lateStopMinutes:
    'How many minutes a session may go on after the end of its slot, unless the next slot begins before. Its driver is told until when.',
  keptFree: 'How many EVSEs of the station are kept free at any moment for those who come without a slot.',
} as const satisfies Record<keyof typeof BOUNDS, string>
const OPEN = 'Whether drivers may book at all.'
const FEES = 'Whether a no-show and a late cancellation cost what the tariff says of reservations.'
const NUMBERS = Object.keys(WORDS) as (keyof typeof WORDS)[]

export const TermsRef = builder.objectRef<Terms>('BookingTerms').implement({
  description: 'On what terms slots of a station can be booked, and what becomes of them.',
  fields: (t) => ({
    open: t.exposeBoolean('open', { description: OPEN }),
    fees: t.exposeBoolean('fees', { description: FEES }),
  }),
})
for (const name of NUMBERS) builder.objectField(TermsRef, name, (t) => t.exposeInt(name, { description: WORDS[name] }))

const SaveInput = builder.inputType('SaveBookingTermsInput', {
  description:
    'Terms as they are to be. What is left out stays as it is: at first as for all your stations, before that as the default.',
  fields: (t) => {
    const number = (name: keyof typeof BOUNDS) => {
      const [least, most] = BOUNDS[name]
      return t.int({
        required: false,
        description: `${WORDS[name]} ${least} to ${most}; ${DEFAULT_TERMS[name]} by default.`,
        validate: z.number().min(least, `At least ${least}.`).max(most, `At most ${most}.`).nullish(),
      })
    }
    return {
      stationId: t.field({ type: 'UUID', required: false, description: 'For this station; for all of yours without one.' }),
      open: t.boolean({ required: false, description: `${OPEN} ${String(DEFAULT_TERMS.open)} by default.` }),
      fees: t.boolean({ required: false, description: `${FEES} ${String(DEFAULT_TERMS.fees)} by default.` }),
      minMinutes: number('minMinutes'),
      maxMinutes: number('maxMinutes'),
      aheadDays: number('aheadDays'),
      changeUntilMinutes: number('changeUntilMinutes'),
      cancelUntilMinutes: number('cancelUntilMinutes'),
      earlyStartMinutes: number('earlyStartMinutes'),
      noShowAfterMinutes: number('noShowAfterMinutes'),
      lateStopMinutes: number('lateStopMinutes'),
      keptFree: number('keptFree'),
    }
  },
})

builder.objectField(StationRef, 'bookingTerms', (t) =>
  t.field({
    type: TermsRef,
    nullable: true,
    description: 'On what terms it can be booked; null where you may not know of the station.',
    resolve: async ({ id }, _args, { loaders }) => {
      const station = await loaders.station.load(id)
      return station && ((await loaders.terms.load(id))?.data ?? DEFAULT_TERMS)
    },
  }),
)

builder.mutationField('saveBookingTerms', (t) =>
  t.field({
    type: TermsRef,
    description:
      'Says on what terms a station of yours, or all of them, can be booked. What is booked already stays on its terms. By a key: `chargers:write`.',
    args: { input: t.arg({ type: SaveInput, description: 'The terms.' }) },
    resolve: (_root, { input: { stationId, ...terms } }, ctx) => saveBookingTerms(ctx, stationId ?? null, terms),
  }),
)

import { text } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { blockEvse, unblockEvse } from './block.service.ts'
import { EntryRef } from './calendar.schema.ts'

const BlockInput = builder.inputType('BlockEvseInput', {
  description: 'A time for which an EVSE is not to be booked.',
  fields: (t) => ({
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again blocks nothing more.' }),
    evseId: t.field({ type: 'UUID', description: 'Which EVSE.' }),
    from: t.field({ type: 'DateTime', description: 'From when on.' }),
    until: t.field({ type: 'DateTime', description: `Until when; at most ${RESERVATIONS_LIMITS.blockDays} days later.` }),
    note: t.string({
      required: false,
      description: `What it is for, up to ${RESERVATIONS_LIMITS.noteCharacters} characters. Drivers do not see it.`,
      validate: text(RESERVATIONS_LIMITS.noteCharacters).nullish(),
    }),
    cancelBooked: t.boolean({
      required: false,
      description: 'True: the slots that drivers have then are cancelled, without a fee. Otherwise they stand in the way.',
    }),
  }),
})

const UnblockInput = builder.inputType('UnblockEvseInput', {
  description: 'A block to take away.',
  fields: (t) => ({ blockId: t.field({ type: 'UUID', description: 'Which one.' }) }),
})

builder.mutationFields((t) => ({
  blockEvse: t.field({
    type: EntryRef,
    description:
      'Keeps an EVSE of yours from being booked, e.g. for maintenance. SLOTS_BOOKED where drivers have slots then. By a key: `chargers:write`.',
    args: { input: t.arg({ type: BlockInput, description: 'The EVSE and the time.' }) },
    resolve: (_root, { input }, ctx) => blockEvse(ctx, input),
  }),
  unblockEvse: t.field({
    type: EntryRef,
    description: 'Takes a block of yours away; one that is away stays so. By a key: `chargers:write`.',
    args: { input: t.arg({ type: UnblockInput, description: 'The block.' }) },
    resolve: (_root, { input }, ctx) => unblockEvse(ctx, input.blockId),
  }),
}))

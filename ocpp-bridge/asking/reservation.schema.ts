import { z } from 'zod'
import { badInput } from '#lib/errors.ts'
import { ID_TOKEN_LIMITS } from '#lib/id-token.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'

const TypeRef = builder.enumType('ReservationTokenType', {
  description: 'What an id token is. OCPP 1.6 does not tell them apart.',
  values: {
    CENTRAL: { description: 'Made by a central system.' },
    ISO14443: { description: 'A card of ISO 14443, by its uid.' },
    ISO15693: { description: 'A card of ISO 15693, by its uid.' },
    EMAID: { description: 'An eMAID.' },
    KEY_CODE: { description: 'A code that is typed in.' },
    LOCAL: { description: 'Made by the charger.' },
    MAC_ADDRESS: { description: 'The address of a vehicle.' },
  } as const,
})
const token = someText(ID_TOKEN_LIMITS.most['2.0.1'])

const ReserveInput = builder.inputType('ReserveNowInput', {
  description: 'What is kept, for whom, and until when.',
  fields: (t) => ({
    ...askedFields(t),
    evseNumber: t.int({
      required: false,
      description: 'The EVSE, from 1; any without it.',
      validate: z.int().min(1, 'EVSEs count from 1.').max(0x7fffffff, 'There is no such EVSE.').nullish(),
    }),
    expiresAt: t.field({ type: 'DateTime', description: 'Until when; in the future.' }),
    idToken: t.string({ description: 'Whom it is for: 20 characters at most in OCPP 1.6, 36 in others.', validate: token }),
    idTokenType: t.field({ type: TypeRef, required: false, description: 'What the id token is; CENTRAL without it.' }),
    groupIdToken: t.string({
      required: false,
      description: 'Others whose id tokens belong to this group may use it too.',
      validate: token.nullish(),
    }),
  }),
})

const CancelInput = builder.inputType('CancelReservationInput', {
  description: 'Which reservation.',
  fields: (t) => ({ ...askedFields(t), reservationId: t.field({ type: 'UUID', description: 'Its id.' }) }),
})

builder.mutationFields((t) => ({
  reserveNow: t.field({
    type: CommandRef,
    description:
      'Has a charger of your own keep an EVSE for an id token. The reservation has the id of the command; see `reservations` of the charger.',
    args: { input: t.arg({ type: ReserveInput, description: 'What, for whom, and until when.' }) },
    resolve: (_root, { input: { evseNumber, expiresAt, idToken, idTokenType, groupIdToken, ...asked } }, ctx) => {
      if (expiresAt <= new Date()) throw badInput(['input', 'expiresAt'], 'This is over already.')
      const reservation = { evseNumber, expiresAt: expiresAt.toISOString(), idToken, idTokenType, groupIdToken }
      return requestCommand(ctx, 'RESERVE_NOW', asked, reservation)
    },
  }),
  cancelReservation: t.field({
    type: CommandRef,
    description: 'Calls a reservation at a charger of your own off.',
    args: { input: t.arg({ type: CancelInput, description: 'Which.' }) },
    resolve: (_root, { input: { reservationId, ...asked } }, ctx) =>
      requestCommand(ctx, 'CANCEL_RESERVATION', asked, { reservationId }),
  }),
}))

import { moneyType } from '#lib/graph.ts'
import { payable, type Cost } from '#lib/tariff/cost.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { ReservationRef } from '../reservation.schema.ts'
import type { Fee, Reservation } from '../tables.ts'
import { waiveFee } from './fee.service.ts'
import { feeOf, previewOf, type FeePreview } from './preview.ts'

const MoneyRef = moneyType(builder)

const KindRef = builder.enumType('ReservationFeeKind', {
  description: 'What a fee is for.',
  values: {
    NO_SHOW: { description: 'Nobody came. The time from the start of the slot until it was given to others is charged for.' },
    LATE_CANCELLATION: {
      description:
        'It was cancelled later than its terms let it for nothing. The time from its start until then is charged for; before its start that is none, and the flat prices alone are due.',
    },
  } satisfies Record<Fee['kind'], object>,
})

const amount = (cost: Cost | null) => cost && { amountMinor: payable(cost), currency: cost.currency }

const PreviewRef = builder.objectRef<FeePreview>('ReservationFeePreview').implement({
  description: 'What a slot costs that is not used, by the tariff of its booking.',
  fields: (t) => ({
    freeUntil: t.expose('freeUntil', { type: 'DateTime', description: 'Until then it is cancelled for nothing.' }),
    cancelNow: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'What cancelling it now costs, with VAT if there is any; null: nothing.',
      resolve: ({ cancelNow }) => amount(cancelNow),
    }),
    noShow: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'What not coming costs, with VAT if there is any; null: nothing.',
      resolve: ({ noShow }) => amount(noShow),
    }),
  }),
})

const FeeRef = builder.objectRef<Fee>('ReservationFee').implement({
  description: 'What is owed for a slot that was not used. It is paid by a bill.',
  fields: (t) => ({
    kind: t.expose('kind', { type: KindRef, description: 'What it is for.' }),
    amount: t.field({
      type: MoneyRef,
      description: 'With VAT if there is any; 0: it was let off or made up for.',
      resolve: ({ amount_minor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    from: t.expose('from_at', { type: 'DateTime', description: 'From when on time is charged for.' }),
    until: t.expose('until_at', { type: 'DateTime', description: 'Until when.' }),
    waivedReason: t.exposeString('waived_reason', {
      nullable: true,
      description: 'Why the operator has let it off; null: they have not.',
    }),
  }),
})

builder.objectFields(ReservationRef, (t) => ({
  feePreview: t.field({
    type: PreviewRef,
    nullable: true,
    description: 'What it costs if it is not used; null where it is over or in use.',
    resolve: (slot, _args, ctx) => previewOf(ctx, slot),
  }),
  fee: t.field({
    type: FeeRef,
    nullable: true,
    description: 'What is owed because it was not used; null: nothing ever was.',
    resolve: (slot, _args, ctx) => feeOf(ctx, slot),
  }),
}))

const WaiveInput = builder.inputType('WaiveReservationFeeInput', {
  description: 'Which fee, and why.',
  fields: (t) => ({
    reservationId: t.field({ type: 'UUID', description: 'The slot that it is owed for.' }),
    reason: t.string({
      description: `Why, 1 to ${RESERVATIONS_LIMITS.noteCharacters} characters; its driver reads it.`,
      validate: someText(RESERVATIONS_LIMITS.noteCharacters),
    }),
  }),
})

const PayloadRef = builder.objectRef<{ reservation: Reservation }>('WaiveReservationFeePayload').implement({
  description: 'The slot, for which nothing is owed any more.',
  fields: (t) => ({ reservation: t.expose('reservation', { type: ReservationRef, description: 'The slot.' }) }),
})

builder.mutationField('waiveReservationFee', (t) =>
  t.field({
    type: PayloadRef,
    description:
      'Lets off what is owed for a slot at a station that you operate. What was paid goes back by the bill. A repeated request does no harm.',
    args: { input: t.arg({ type: WaiveInput, description: 'Which, and why.' }) },
    resolve: async (_root, { input }, ctx) => ({ reservation: await waiveFee(ctx, input) }),
  }),
)

import type { CostLine } from '#lib/tariff/cost.ts'
import { builder, MoneyRef } from '../builder.ts'

const LineTypeRef = builder.enumType('CostLineType', {
  description: 'What a line of a bill is for.',
  values: {
    FLAT: { description: 'The session as such.' },
    ENERGY: { description: 'Energy.' },
    TIME: { description: 'Time of charging.' },
    PARKING_TIME: { description: 'Time in which the vehicle was plugged in and did not charge, after the grace period.' },
    IDLE_CAP: { description: 'What the most that parking may cost takes off.' },
    MIN_PRICE: { description: 'What the least that a session costs adds.' },
    MAX_PRICE: { description: 'What the most that a session costs takes off.' },
  } satisfies Record<CostLine['type'], object>,
})

const PurposeRef = builder.enumType('CostLineReservation', {
  description: 'Which reservation a line of a bill is for.',
  values: {
    RESERVATION: { description: 'One that was used.' },
    RESERVATION_EXPIRES: { description: 'One that expired.' },
  } as const,
})

type Line = CostLine & { currency: string }

/** The lines of a cost or a record, as the graph shows them. */
export const linesOf = ({ lines, currency }: { lines: readonly CostLine[]; currency: string }): Line[] =>
  lines.map((line) => ({ ...line, currency }))

export const CostLineRef = builder.objectRef<Line>('CostLine').implement({
  description: 'One price of the tariff, applied to what was used of it, or what a limit of the tariff changes.',
  fields: (t) => ({
    type: t.expose('type', { type: LineTypeRef, description: 'What it is for.' }),
    quantity: t.exposeInt('quantity', { description: 'What was used: Wh (ENERGY), seconds (TIME, PARKING_TIME), 1 for the rest.' }),
    billedQuantity: t.exposeInt('billedQuantity', { description: "The same, rounded up to the price's step." }),
    price: t.exposeFloat('price', {
      description: 'Price of one kWh, hour or session in major units of the currency, without VAT; of a limit, the limit.',
    }),
    elementNumber: t.int({
      nullable: true,
      description:
        'Which element of the tariff the price belongs to, from 1; null for limits, and on records of before there was this.',
      resolve: ({ element }) => (element === undefined ? null : element + 1),
    }),
    startedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The first moment at which this price was used; null where elementNumber is.',
      resolve: ({ from }) => (from === undefined ? null : new Date(from)),
    }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The last moment at which this price was used; null where elementNumber is.',
      resolve: ({ to }) => (to === undefined ? null : new Date(to)),
    }),
    reservation: t.field({
      type: PurposeRef,
      nullable: true,
      description: 'Which reservation it is for; null: for the session.',
      resolve: ({ purpose }) => purpose ?? null,
    }),
    stepSize: t.exposeInt('stepSize', { description: 'The step in Wh or seconds.' }),
    vatPercent: t.exposeFloat('vat', {
      nullable: true,
      description: 'VAT in percent. Null: no VAT applies, which is not the same as 0 percent.',
    }),
    costExclVat: t.field({
      type: MoneyRef,
      description: 'Cost without VAT; negative where a limit takes something off.',
      resolve: (line) => ({ amountMinor: line.exclVatMinor, currency: line.currency }),
    }),
    costInclVat: t.field({
      type: MoneyRef,
      nullable: true,
      description: 'Cost with VAT; null where no VAT applies.',
      resolve: (line) => (line.inclVatMinor === null ? null : { amountMinor: line.inclVatMinor, currency: line.currency }),
    }),
  }),
})

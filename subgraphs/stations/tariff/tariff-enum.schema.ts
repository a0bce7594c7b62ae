import type { ComponentType, DayOfWeek, TariffRestrictions } from '#lib/tariff/tariff.ts'
import { builder } from '../builder.ts'

export const ComponentTypeRef = builder.enumType('PriceComponentType', {
  description: 'What a price is for, as in OCPI 2.2.1.',
  values: {
    FLAT: { description: 'Once a session.' },
    ENERGY: { description: 'A kilowatt-hour.' },
    TIME: { description: 'An hour of charging; of a reservation, an hour of that.' },
    PARKING_TIME: { description: 'An hour in which the vehicle is plugged in and does not charge.' },
  } satisfies Record<ComponentType, object>,
})

export const DayRef = builder.enumType('DayOfWeek', {
  description: 'A day of the week.',
  values: {
    MONDAY: { description: 'Monday.' },
    TUESDAY: { description: 'Tuesday.' },
    WEDNESDAY: { description: 'Wednesday.' },
    THURSDAY: { description: 'Thursday.' },
    FRIDAY: { description: 'Friday.' },
    SATURDAY: { description: 'Saturday.' },
    SUNDAY: { description: 'Sunday.' },
  } satisfies Record<DayOfWeek, object>,
})

export const ReservationRef = builder.enumType('ReservationRestriction', {
  description: 'Prices of a reservation, as in OCPI 2.2.1.',
  values: {
    RESERVATION: {
      description: 'Of one that is used; and of the time of one that expires, where there is no other price for that.',
    },
    RESERVATION_EXPIRES: { description: 'Of one that expires without a session.' },
  } satisfies Record<TariffRestrictions['reservation'] & {}, object>,
})

import type { AccountsEvents } from './events/accounts.ts'
import type { ChargingEvents } from './events/charging.ts'
import type { DeedsEvents } from './events/deeds.ts'
import type { EnergyEvents } from './events/energy.ts'
import type { FavouritesEvents } from './events/favourites.ts'
import type { MeetupsEvents } from './events/meetups.ts'
import type { NotificationsEvents } from './events/notifications.ts'
import type { OcppEvents } from './events/ocpp.ts'
import type { OdometerEvents } from './events/odometer.ts'
import type { PartnersEvents } from './events/partners.ts'
import type { PastEvents } from './events/past.ts'
import type { PaymentsEvents } from './events/payments.ts'
import type { PersonEvents } from './events/person.ts'
import type { ReservationsEvents } from './events/reservations.ts'
import type { RewardsEvents } from './events/rewards.ts'
import type { StationsEvents } from './events/stations.ts'
import type { VerificationEvents } from './events/verification.ts'

export type * from './events/accounts.ts'
export type * from './events/charging.ts'
export type * from './events/deeds.ts'
export type * from './events/energy.ts'
export type * from './events/favourites.ts'
export type * from './events/meetups.ts'
export type * from './events/notifications.ts'
export type * from './events/ocpp.ts'
export type * from './events/display.ts'
export type * from './events/odometer.ts'
export type * from './events/partners.ts'
export type * from './events/past.ts'
export type * from './events/payments.ts'
export type * from './events/person.ts'
export type * from './events/reservations.ts'
export type * from './events/rewards.ts'
export type * from './events/stations.ts'
export type * from './events/verification.ts'

/**
 * The event catalogue: every fact that one box tells others, by name, with a file for each producer. A name is
 * `producer.aggregate.past-tense`, and only the producer emits it. Times are ISO 8601 in UTC, energies Wh, powers W, money minor units,
 * token amounts base units as decimal strings, ids UUIDv7. Fields are only ever added, so that an old consumer can read a new event.
 */
export interface EventCatalogue extends ChargeEvents, PeopleEvents, PastEvents, PersonEvents {}

/** Of chargers, and of what is bought there. */
interface ChargeEvents
  extends ChargingEvents, EnergyEvents, OcppEvents, PaymentsEvents, ReservationsEvents, RewardsEvents, StationsEvents {}

/** Of people, what they do, and who works with us. */
interface PeopleEvents
  extends
    AccountsEvents,
    DeedsEvents,
    FavouritesEvents,
    MeetupsEvents,
    NotificationsEvents,
    OdometerEvents,
    PartnersEvents,
    VerificationEvents {}

export type EventName = keyof EventCatalogue

/** An event as it travels: `data` is the catalogue's, the rest is the envelope. */
export type EventEnvelope<Name extends EventName = EventName> = {
  [N in Name]: {
    /** UUIDv7. Consumers know by it what they have handled. */
    id: string
    name: N
    /** Events of one aggregate are handled in order. */
    aggregateId: string
    occurredAt: string
    /** Its place among all events of its producer: a later one is higher, even if the clock was set back. Absent from older events. */
    position?: number
    /** The one group that is to hear it; absent: all groups. */
    to?: string
    /** If a fact of the past is told again: the page that the group has asked for. */
    page?: string
    /** Request that caused it, for the logs. */
    requestId: string | null
    /** W3C traceparent of what caused it, where that is traced. */
    traceparent?: string
    data: EventCatalogue[N]
  }
}[Name]

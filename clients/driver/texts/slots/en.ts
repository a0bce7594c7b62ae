import type { ReservationFeeKind, ReservationState } from '../../generated/graphql.ts'
import { plurals } from '../../../web/i18n/plural.ts'

const count = plurals('en')

export const slots = {
  slots: {
    title: 'Bookings',
    none: 'No booking yet. Open a charger and pick a time.',
    more: 'Show more',
    find: 'Find a charger',
    charger: 'Charger',
    connector: (n: number) => `Connector ${n}`,
    zone: (zone: string) => `Times by the clock there (${zone}).`,
    heldFrom: (clock: string, minutes: number) =>
      `Held for you from ${clock}. Come within ${count(minutes, { one: '# minute', other: '# minutes' })} of the start, or it goes to others.`,
    toSession: 'To the session',
    costs: 'If you do not come',
    freeUntil: (until: string) => `Free to cancel until ${until}, then it may cost something.`,
    freeNow: 'Cancelling now costs nothing.',
    cancelCosts: (money: string) => `Cancelling now costs ${money}.`,
    noShowCosts: (money: string) => `Not coming costs ${money}.`,
    noShowFree: 'Not coming costs nothing. Cancel all the same, so that others can charge.',
    waived: (reason: string) => `The operator has let it off: ${reason}`,
    cancel: 'Cancel the booking',
    sure: 'Cancel this booking?',
    keep: 'Keep it',
    extend: 'Last longer',
    extending: 'Asking …',
    until: 'Until',
  },
  booking: {
    title: 'Book a time',
    day: 'Day',
    length: 'How long',
    minutes: (n: number) => count(n, { one: '# minute', other: '# minutes' }),
    power: 'At least',
    anyPower: 'any power',
    times: 'Free times',
    none: 'No time is free. Take another day, or a shorter time.',
    book: (span: string) => `Book ${span}`,
    pick: 'Pick a time',
    booking: 'Booking …',
    signIn: 'Sign in to book',
  },
  inbox: {
    title: 'Messages',
    none: 'Nothing yet. What happens to your charges, bookings and rewards is told here.',
    more: 'Show more',
    isNew: 'New',
    read: 'Mark as read',
    readAll: 'Mark all as read',
    reading: 'Saving …',
    open: 'Open',
  },
  slotState: {
    PENDING: 'Offered to you',
    RESERVED: 'Booked',
    ACTIVE: 'Held for you now',
    FULFILLED: 'Used',
    NO_SHOW: 'Not used',
    CANCELLED: 'Cancelled',
    REJECTED: 'Refused',
    FAILED: 'Failed',
    LAPSED: 'Offer over',
  } satisfies Record<ReservationState, string>,
  /** Codes that the graph may add to; others are not said. */
  slotReason: {
    OPERATOR: 'The operator has cancelled it.',
    EVSE_OUT_OF_ORDER: 'The connector is out of order.',
    CHARGER_OFFLINE: 'The charger is offline.',
    OCCUPIED: 'Somebody still charged there.',
    MOVED: 'You have an equal connector at the same station.',
  },
  slotFee: {
    NO_SHOW: (money: string) => `You did not come: ${money}.`,
    LATE_CANCELLATION: (money: string) => `You cancelled late: ${money}.`,
  } satisfies Record<ReservationFeeKind, (money: string) => string>,
}

export type SlotTexts = typeof slots

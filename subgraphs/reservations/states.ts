/** The states of a slot, as clients see them. */
export const RESERVATION_STATES = {
  PENDING: { description: 'It is held until it is accepted: an offer of the waiting list.' },
  RESERVED: { description: 'It is booked.' },
  ACTIVE: { description: 'It is held now: its driver may come and charge.' },
  FULFILLED: { description: 'It was used.' },
  NO_SHOW: { description: 'Nobody came in time. A fee may be due.' },
  CANCELLED: {
    description: 'It was cancelled, by the driver, the operator, or because the EVSE cannot be used; `reason` says which.',
  },
  REJECTED: { description: 'The charger or its operator did not take it.' },
  FAILED: { description: 'It could not be kept.' },
  LAPSED: { description: 'It was offered, and nobody took it in time.' },
} as const

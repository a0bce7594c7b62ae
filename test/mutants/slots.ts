import type { Mutant } from './mutant.ts'

const RULES = 'subgraphs/charging/slots/slot.ts'
const QUERIES = 'subgraphs/charging/slots/slot.queries.ts'
const CHARGING = 'subgraphs/charging/slots/slot.test.ts'
const HOLDING = 'ocpp-bridge/operations/slot.handler.ts'
const BEGIN = 'subgraphs/reservations/lifecycle/begin.test.ts'
const BRIDGE = 'ocpp-bridge/operations/slot.test.ts'

/** Booked slots: who is kept away, who begins there, and what chargers are asked. */
export const slots: readonly Mutant[] = [
  {
    name: 'strangers-start-on-a-slot',
    file: RULES,
    before: '  if (!taken) return NO_SLOT\n',
    after: '  if (taken !== null) return NO_SLOT\n',
    why: 'Who has booked finds somebody else charging there.',
    red: [CHARGING],
  },
  {
    name: 'offers-hold-nothing',
    file: QUERIES,
    before: "['PENDING', 'RESERVED', 'ACTIVE']\n",
    after: "['RESERVED', 'ACTIVE']\n",
    why: 'Somebody slips in while a driver of the waiting list decides.',
    red: [CHARGING],
  },
  {
    name: 'slot-used-twice',
    file: RULES,
    before: '  return user === undefined || user.id === session?.id\n',
    after: '  return user !== null\n',
    why: 'A second session is billed for the reserved time.',
    red: [CHARGING],
  },
  {
    name: 'others-slot-used',
    file: RULES,
    before: '  if (slot?.user_id === userId && ',
    after: '  if (slot && ',
    why: 'A charger that names a slot of somebody else has a stranger use it up.',
    red: [CHARGING],
  },
  {
    name: 'cancelled-slot-used',
    file: RULES,
    before: 'when.states.includes(slot.state) && ',
    after: '',
    why: 'Who cancels late and charges all the same pays for the reserved time twice.',
    red: [CHARGING],
  },
  {
    name: 'refusing-charger-never-let-go',
    file: 'subgraphs/reservations/reservation.ts',
    before: "charger !== 'NOT_ASKED' && charger !== 'RELEASED'",
    after: "charger === 'ASKED' || charger === 'HELD'",
    why: 'When the EVSE is free the charger holds it for a slot that is over.',
    red: [BEGIN],
  },
  {
    name: 'used-slot-asked-again',
    file: 'subgraphs/reservations/reservation.ts',
    before: "  (state === 'FULFILLED' && row.charger !== 'HELD') ||\n",
    after: '',
    why: 'When its driver has left the charger holds the EVSE for them.',
    red: [BEGIN],
  },
  {
    name: 'outage-holds-up-all-endings',
    file: 'subgraphs/reservations/lifecycle/sweep.handler.ts',
    before: 'while (part.length === LIFECYCLE_LIMITS.perRound)',
    after: 'while (part.length > LIFECYCLE_LIMITS.perRound)',
    why: 'Slots at chargers that are away keep those of all others from their end.',
    red: ['subgraphs/reservations/lifecycle/sweep.test.ts'],
  },
  {
    name: 'guests-book',
    file: 'subgraphs/reservations/booking/driver.ts',
    before: '  if (guest) throw accountNeeded()\n',
    after: '',
    why: 'Nobody can be asked for the fee.',
    red: ['subgraphs/reservations/booking/booking.test.ts'],
  },
  {
    name: 'offers-all-day',
    file: 'subgraphs/reservations/waitlist/waitlist.service.ts',
    before: '>= WAITLIST_LIMITS.passedPerDay)',
    after: '< 0)',
    why: 'Who joins again after each offer holds an EVSE for nothing.',
    red: ['subgraphs/reservations/waitlist/waitlist.test.ts'],
  },
  {
    name: 'refused-start-uses-slot',
    file: 'subgraphs/charging/transactions/transaction.handler.ts',
    before: 'const slot = givenUp || !fact.authorised ? NO_SLOT',
    after: 'const slot = givenUp === undefined ? NO_SLOT',
    why: 'A start that came to nothing takes the slot, and its driver comes to an EVSE that is anybody’s.',
    red: [CHARGING],
  },
  {
    name: 'older-word-on-slot-holds',
    file: QUERIES,
    before: "doUpdateSet(said).where('slot.version', '<', told.version)",
    after: 'doUpdateSet(said)',
    why: 'A slot that was cancelled keeps others away.',
    red: [CHARGING],
  },
  {
    name: 'soft-slot-for-anybody',
    file: 'ocpp-bridge/authorization/authorization.handler.ts',
    before: '  if (known.at_others_slot && isHeard(shown)) ',
    after: '  if (known.at_others_slot && shown.queued === undefined && false) ',
    why: 'Where a charger holds nothing itself, any card begins on a booked slot.',
    red: [BRIDGE],
  },
  {
    name: 'queued-start-refused',
    file: 'ocpp-bridge/authorization/authorization.handler.ts',
    before: 'queued !== true && (begins',
    after: '(queued !== null) && (begins',
    why: 'What a charger tells late of a driver’s charging is held as if it had been refused.',
    red: [BRIDGE],
  },
  {
    name: 'slot-asked-over-an-older-one',
    file: HOLDING,
    before: '  if (before !== undefined) await letGo(trx, before)\n  await ask(trx, asked, 0)\n',
    after: '  if (before !== undefined) await unwant(trx, before.id)\n  await ask(trx, asked, 0)\n',
    why: 'The charger goes on holding the EVSE that the driver has given up.',
    red: [BRIDGE],
  },
  {
    name: 'own-token-for-reserved-start',
    file: 'ocpp-bridge/commands/command.handler.ts',
    before: '  if (held !== undefined && (await freeToken(trx, held, commandId))) return held\n',
    after: '',
    why: 'A charger of 1.6 refuses the start of the very driver for whom it holds the EVSE.',
    red: [BRIDGE],
  },
  {
    name: 'silent-charger-holds-for-ever',
    file: HOLDING,
    before: "state !== 'ACCEPTED' && state !== 'UNANSWERED') return\n",
    after: "state !== 'ACCEPTED') return\n",
    why: 'What a charger may have heard without answering is never called off.',
    red: [BRIDGE],
  },
]

import type { Mutant } from './mutant.ts'

const BOOKING = 'subgraphs/reservations/booking/booking.test.ts'
const CHANGE = 'subgraphs/reservations/booking/change.test.ts'
const CALENDAR = 'subgraphs/reservations/calendar/calendar.test.ts'
const ZONES = 'subgraphs/reservations/calendar/zones.test.ts'
const TABLES = 'db/reservations/20261122T1412-reservations.sql'

export const bookings: readonly Mutant[] = [
  {
    name: 'booking-overlaps',
    file: TABLES,
    before:
      "EXCLUDE USING gist (evse_id WITH =, during WITH &&)\n    WHERE (state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED'))",
    after: "EXCLUDE USING gist (id WITH =, during WITH &&)\n    WHERE (state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED'))",
    why: 'A slot is moved or extended into another driver’s.',
    red: [CHANGE],
    only: 'that cannot be moved',
  },
  {
    name: 'booking-driver-twice',
    file: TABLES,
    before: 'EXCLUDE USING gist (user_id WITH =, during WITH &&)',
    after: 'EXCLUDE USING gist (id WITH =, during WITH &&)',
    why: 'A driver has two places at one time, and one stays empty.',
    red: [BOOKING],
    only: 'once a driver',
  },
  {
    name: 'booking-kept-free',
    file: 'subgraphs/reservations/booking/booking.service.ts',
    before: '    await lockStation(trx, station.id)\n',
    after: '',
    why: 'Drivers at the same moment book what is kept free.',
    red: [BOOKING],
    only: 'keeps as many EVSEs free',
  },
  {
    name: 'booking-kept-free-counted',
    file: 'db/reservations/20261122T1440-booking.sql',
    before: 'level.evses >= room.evses',
    after: 'level.evses > room.evses',
    why: 'One EVSE fewer is kept free than the operator says.',
    red: [BOOKING],
    only: 'keeps as many EVSEs free',
  },
  {
    name: 'booking-most',
    file: 'subgraphs/reservations/booking/booking.service.ts',
    before: '    await lockDriver(trx, userId)\n',
    after: '',
    why: 'Who asks often at once has more slots than one may.',
    red: [BOOKING],
    only: 'has so many slots',
  },
  {
    name: 'booking-private',
    file: 'subgraphs/reservations/booking/booking.service.ts',
    before: '!station || !knows(caller, station)',
    after: '!station',
    why: 'Strangers book at private stations, and learn of them.',
    red: [BOOKING],
    only: 'private',
  },
  {
    name: 'booking-of-others',
    file: 'subgraphs/reservations/booking/change.service.ts',
    before: 'found.user_id === userId',
    after: 'found.user_id !== null',
    why: 'Anybody cancels anybody’s slot.',
    red: [BOOKING],
    only: 'is seen by its driver',
  },
  {
    name: 'booking-seen-by-all',
    file: 'subgraphs/reservations/visible.ts',
    before: '(isSelf(caller, user_id) || operates(caller, operator_id))',
    after: '(isSelf(caller, user_id) || operator_id !== null)',
    why: 'Everybody sees where drivers will be.',
    red: [BOOKING],
    only: 'is seen by its driver',
  },
  {
    name: 'booking-moved-too-late',
    file: 'subgraphs/reservations/booking/change.service.ts',
    before: 'now > untilBefore(row, bookedOn(row).changeUntilMinutes)',
    after: 'now > row.starts_at',
    why: 'A slot is moved away at the last moment, and its fee with it.',
    red: [CHANGE],
    only: 'until its terms let it no more',
  },
  {
    name: 'booking-cancelled-by-block',
    file: 'subgraphs/reservations/calendar/block.service.ts',
    before: 'inTheWay.length > 0 && input.cancelBooked !== true',
    after: 'inTheWay.length > 0 && input.cancelBooked === false',
    why: 'An operator cancels drivers’ slots without knowing.',
    red: [CALENDAR],
    only: 'unless they say so',
  },
  {
    name: 'booking-hour-guessed',
    file: 'subgraphs/reservations/clock.ts',
    before: '!earlier.equals(later) && clock === null',
    after: 'false',
    why: 'Where the clock is put back, a driver comes an hour early or late.',
    red: [ZONES],
    only: 'Europe/Amsterdam',
  },
  {
    name: 'booking-hour-left-out',
    file: 'subgraphs/reservations/clock.ts',
    before: '!earlier.toPlainDateTime().equals(wanted)',
    after: 'false',
    why: 'A slot is booked at a time that is none.',
    red: [ZONES],
    only: 'Europe/Amsterdam',
  },
]

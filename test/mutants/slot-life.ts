import type { Mutant } from './mutant.ts'

const LIFE = 'subgraphs/reservations/lifecycle'
const JUDGE = `${LIFE}/judge.ts`
const UNUSED = `${LIFE}/unused.test.ts`
const USED = `${LIFE}/used.test.ts`
const WAITLIST = 'subgraphs/reservations/waitlist'
const WAITING = `${WAITLIST}/waitlist.test.ts`

/** What becomes of booked slots as time goes by, and who is offered what becomes free. */
export const slotLife: readonly Mutant[] = [
  {
    name: 'offline-charger-is-no-show',
    file: JUDGE,
    before: '  if (facts.trouble !== null) return',
    after: '  if (facts.trouble === undefined) return',
    why: 'A driver pays although their start waits in a charger that is offline.',
    red: [UNUSED],
  },
  {
    name: 'others-vehicle-is-no-show',
    file: JUDGE,
    before: '  if (facts.othersCharge || facts.taken) return',
    after: '  if (facts.othersCharge && facts.taken && facts.over) return',
    why: 'A driver pays because somebody else stands on their slot.',
    red: [UNUSED],
  },
  {
    name: 'plugged-in-is-no-show',
    file: JUDGE,
    before: '  if (facts.plugged) return null\n',
    after: '',
    why: 'Who plugs in within the last second pays for not coming.',
    red: [UNUSED],
  },
  {
    name: 'charger-is-not-let-go',
    file: 'subgraphs/reservations/reservation.ts',
    before: '  const released = isAsked(before) && isOther(before, change)\n',
    after: '  const released = isAsked(before) && isOther(before, change) && before.state === change.state\n',
    why: 'A charger refuses everybody for a slot that is over.',
    red: [UNUSED],
  },
  {
    name: 'strangers-session-uses-slot',
    file: `${LIFE}/word.handler.ts`,
    before: '  if (!row || row.user_id !== data.userId) return\n',
    after: '  if (!row) return\n',
    why: 'Somebody else takes the slot away from its driver.',
    red: [USED],
  },
  {
    name: 'offer-taken-after-its-end',
    file: `${WAITLIST}/waitlist.service.ts`,
    before: ' || !offer || (await isOver(trx, offer.id)))',
    after: ' || !offer)',
    why: 'An offer that is over is taken, and the next one waits for nothing.',
    red: [WAITING],
  },
  {
    name: 'offers-in-any-order',
    file: `${WAITLIST}/fit.queries.ts`,
    before: '    ORDER BY span.place LIMIT 1`',
    after: '    ORDER BY span.place DESC LIMIT 1`',
    why: 'Who came last is served first.',
    red: [WAITING],
  },
  {
    name: 'newcomer-before-who-waits',
    file: 'subgraphs/reservations/booking/waiters.ts',
    before: '  if (await isLookedFor(trx, row.station_id)) throw',
    after: '  if (row.id === row.station_id) throw',
    why: 'Who books in the moment of a cancellation passes all who wait.',
    red: [`${WAITLIST}/first.test.ts`],
  },
  {
    name: 'note-is-lost-while-somebody-looks',
    file: `${WAITLIST}/due.queries.ts`,
    before: 'SELECT id FROM waitlist_due WHERE id = ANY (${notes}::bigint[])',
    after: 'SELECT id FROM waitlist_due WHERE coalesce(${notes[0]}::bigint, 0) <= id',
    why: 'What is given back in that moment is offered to nobody for a minute.',
    red: [`${WAITLIST}/first.test.ts`],
  },
]

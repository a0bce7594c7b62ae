import type { MutationCase } from '../../test/mutation-case.ts'
import { calendarMutations } from './calendar/calendar.mutations.fixture.ts'
import { feeMutations } from './fees/fee.mutations.fixture.ts'
import { bookingMutations } from './booking/booking.mutations.fixture.ts'
import { termsMutations } from './terms/terms.mutations.fixture.ts'
import { waitlistMutations } from './waitlist/waitlist.mutations.fixture.ts'

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  ...feeMutations,
  ...bookingMutations,
  ...calendarMutations,
  ...termsMutations,
  ...waitlistMutations,
}

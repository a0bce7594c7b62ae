import type { MutationCase } from '../../test/mutation-case.ts'
import { announcementMutations } from './announcements/announcement.mutations.fixture.ts'
import { deviceMutations } from './devices/device.mutations.fixture.ts'
import { inboxMutations } from './inbox/inbox.mutations.fixture.ts'
import { phoneMutations } from './phone/phone.mutations.fixture.ts'
import { paceMutations } from './preferences/pace.mutations.fixture.ts'

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  ...announcementMutations,
  ...deviceMutations,
  ...inboxMutations,
  ...phoneMutations,
  ...paceMutations,
}

import type { Handlers } from '#db/handling.ts'
import type { Services } from '../context.ts'
import type { NotificationsTables } from '../tables.ts'
import { learnContact } from './contact.handler.ts'

/** What the box hears of others, to tell people of it. */
export const telling: Handlers<Services, NotificationsTables> = {
  'accounts.contact.saved': learnContact,
}

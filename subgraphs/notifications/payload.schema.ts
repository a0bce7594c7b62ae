import { builder } from './builder.ts'
import { UserRef } from './user.schema.ts'

export const PayloadRef = builder.objectRef<{ user: { id: string } }>('InboxPayload').implement({
  description: 'A user after what they are told, or how, was changed.',
  fields: (t) => ({ user: t.expose('user', { type: UserRef, description: 'The user, with everything as it is now.' }) }),
})

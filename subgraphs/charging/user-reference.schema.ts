import { builder } from './builder.ts'

/** The user of accounts, whom charging gives fields of its own. */
export const UserRef = builder
  .externalRef('User', builder.selection<{ id: string }>('id'), (user) => user)
  .implement({
    fields: (t) => ({ id: t.expose('id', { type: 'UUID', description: 'Id of the user.' }) }),
  })

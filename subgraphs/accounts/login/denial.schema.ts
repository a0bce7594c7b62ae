import { builder } from '../builder.ts'
import { recentDenials, type Denials } from './denial.service.ts'

const DeniedUser = builder.objectRef<Denials['users'][number]>('DeniedUser').implement({
  description: 'A user from whom something was taken.',
  inaccessible: true,
  fields: (t) => ({
    userId: t.expose('userId', { type: 'UUID', description: 'Id of the user.' }),
    version: t.exposeInt('version', { description: 'Access tokens with a lower version are to be refused.' }),
  }),
})

const RecentDenials = builder.objectRef<Denials>('RecentDenials').implement({
  description: 'What was ended or taken within the life of an access token.',
  inaccessible: true,
  fields: (t) => ({
    logins: t.expose('logins', { type: ['UUID'], description: 'Logins that were ended.' }),
    users: t.expose('users', { type: [DeniedUser], description: 'Users from whom something was taken.' }),
  }),
})

builder.queryField('recentDenials', (t) =>
  t.field({
    type: RecentDenials,
    inaccessible: true,
    description: 'Access tokens that the gateway is to refuse, for the gateway alone.',
    resolve: (_root, _args, ctx) => recentDenials(ctx),
  }),
)

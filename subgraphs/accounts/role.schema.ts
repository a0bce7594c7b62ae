import { builder } from './builder.ts'
import { setUserBlocked } from './user.service.ts'
import { grantRole, revokeRole } from './role.service.ts'
import type { UserRow } from './tables.ts'
import { Role, User } from './user.schema.ts'

const RoleInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({
      userId: t.field({ type: 'UUID', description: 'Id of the user.' }),
      role: t.field({ type: Role, description: 'The role.' }),
    }),
  })

const GrantRoleInput = RoleInput('GrantRoleInput', 'A role to give to a user.')
const RevokeRoleInput = RoleInput('RevokeRoleInput', 'A role to take from a user.')

const UserPayload = builder.objectRef<{ user: UserRow }>('UserPayload').implement({
  description: 'A user as they are now.',
  fields: (t) => ({ user: t.expose('user', { type: User, description: 'The user.' }) }),
})

const SetUserBlockedInput = builder.inputType('SetUserBlockedInput', {
  description: 'Whether a user may sign in.',
  fields: (t) => ({
    userId: t.field({ type: 'UUID', description: 'Id of the user.' }),
    blocked: t.boolean({ description: 'True ends their logins at once, and no other is opened. False lets them in again.' }),
  }),
})

builder.mutationFields((t) => ({
  setUserBlocked: t.field({
    type: UserPayload,
    description: 'Blocks a user, or lets them in again, for admins. FORBIDDEN for oneself; LAST_ADMIN keeps the last admin.',
    args: { input: t.arg({ type: SetUserBlockedInput, description: 'Whom, and whether.' }) },
    resolve: async (_root, { input }, ctx) => ({ user: await setUserBlocked(ctx, input) }),
  }),
  grantRole: t.field({
    type: UserPayload,
    description: 'Gives a user a role, for admins. They have it from their next access token on.',
    args: { input: t.arg({ type: GrantRoleInput, description: 'Who, and which role.' }) },
    resolve: async (_root, { input }, ctx) => ({ user: await grantRole(ctx, input) }),
  }),
  revokeRole: t.field({
    type: UserPayload,
    description:
      'Takes a role from a user, for admins. It holds at once: their access tokens are refused, and a refresh brings one without the role. LAST_ADMIN keeps the last admin.',
    args: { input: t.arg({ type: RevokeRoleInput, description: 'Who, and which role.' }) },
    resolve: async (_root, { input }, ctx) => ({ user: await revokeRole(ctx, input) }),
  }),
}))

import { builder } from './builder.ts'
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

builder.mutationFields((t) => ({
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

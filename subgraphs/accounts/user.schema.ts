import { isSelfOr } from '#lib/access.ts'
import type { Caller, ROLES } from '#lib/auth.ts'
import { entity } from '#lib/graph.ts'
import { inSandbox } from '#lib/partners/sandbox.ts'
import { text } from '#lib/text.ts'
import { builder } from './builder.ts'
import { IdToken } from './id-token/id-token.schema.ts'
import type { UserRow } from './tables.ts'
import { allUsers, me, userById } from './user.service.ts'
import { Vehicle } from './vehicle/vehicle.schema.ts'
import { vehiclesOf } from './vehicle/vehicle.service.ts'

export const Role = builder.enumType('Role', {
  description: 'What a user may do on the platform.',
  values: {
    DRIVER: { description: 'Charges; every registered user is one.' },
    OPERATOR: { description: 'Runs charging stations.' },
    ADMIN: { description: 'Runs the platform.' },
    PARTNER: { description: 'Works with the platform through its own systems.' },
    REVIEWER: { description: 'Decides about photos that no model can judge.' },
    CORPORATE: { description: 'Acts for a company that buys carbon credits.' },
    TREASURER: { description: 'Looks after the money: budgets of rewards and their settlement.' },
    COMPLIANCE: { description: 'Reads users and audits, and changes nothing.' },
  } satisfies Record<(typeof ROLES)[number], object>,
})

/** The user, and those who look after users. COMPLIANCE reads and changes nothing. */
export const maySee = (caller: Caller, userId: string): boolean => isSelfOr(caller, userId, 'ADMIN', 'COMPLIANCE')

export const User = builder.objectRef<UserRow>('User').implement({
  description: 'Somebody with an account. What is private is null for everyone but the user and admins.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the user.' }),
    displayName: t.exposeString('display_name', { description: 'The name that others see.' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When the account was made.' }),
    email: t.field({
      type: 'Email',
      nullable: true,
      description: 'The address to sign in with; null for a guest; private.',
      resolve: (user, _args, { caller }) => (maySee(caller, user.id) ? user.email : null),
    }),
    emailVerifiedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was shown that the address is theirs; null until then; private.',
      resolve: (user, _args, { caller }) => (maySee(caller, user.id) ? user.email_verified_at : null),
    }),
    blockedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When an admin has blocked the account; private.',
      resolve: (user, _args, { caller }) => (maySee(caller, user.id) ? user.blocked_at : null),
    }),
    roles: t.field({
      type: [Role],
      nullable: true,
      description: 'What the user may do; private.',
      resolve: (user, _args, { caller }) => (maySee(caller, user.id) ? user.roles : null),
    }),
    vehicles: t.connection(
      {
        type: Vehicle,
        nullable: true,
        description: "The user's vehicles in the order they were added; private.",
        resolve: (user, args, ctx) => vehiclesOf(ctx, user.id, args),
      },
      { description: 'A page of vehicles.' },
      { description: 'A vehicle in its place.' },
    ),
    idTokens: t.field({
      type: [IdToken],
      nullable: true,
      description: 'What the user can show to a charger, the oldest first; private.',
      resolve: (user, _args, { caller, loaders }) =>
        isSelfOr(caller, user.id, 'ADMIN') ? loaders.idTokensOfUser.load(user.id) : null,
    }),
  }),
})

// Users are of the real world.
entity(builder, User, (id, { caller, loaders }) => (inSandbox(caller) ? null : loaders.user.load(id)))

builder.queryFields((t) => ({
  me: t.field({
    type: User,
    nullable: true,
    description: 'The signed-in user; null when nobody is signed in.',
    resolve: (_root, _args, ctx) => me(ctx),
  }),
  user: t.field({
    type: User,
    nullable: true,
    description: 'Any user, for admins and COMPLIANCE; null when there is none with this id.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the user.' }) },
    resolve: (_root, { id }, ctx) => userById(ctx, id),
  }),
  users: t.connection(
    {
      type: User,
      description: 'Users in the order of their registration, for admins and COMPLIANCE.',
      args: {
        email: t.arg.string({
          required: false,
          description: 'Those whose address begins so, in any case.',
          validate: text(254).nullish(),
        }),
        role: t.arg({ type: Role, required: false, description: 'Those who have the role.' }),
        blocked: t.arg.boolean({ required: false, description: 'Only blocked users, or only others.' }),
      },
      resolve: (_root, { email, role, blocked, ...args }, ctx) => allUsers(ctx, { email, role, blocked }, args),
    },
    { description: 'A page of users.' },
    { description: 'A user in their place.' },
  ),
}))

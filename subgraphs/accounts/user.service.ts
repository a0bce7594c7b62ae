import { requireRole } from '#lib/access.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import type { UserRow } from './tables.ts'
import { findUser, listUsers } from './user.queries.ts'

/** The caller; null when nobody is signed in. */
export async function me({ caller, loaders }: Context): Promise<UserRow | null> {
  return caller.kind === 'user' ? loaders.user.load(caller.userId) : null
}

/** Any user, for admins; null when there is none. */
export async function userById({ db, caller }: Context, id: string): Promise<UserRow | null> {
  requireRole(caller, 'ADMIN')
  return (await findUser(db, id)) ?? null
}

/** All users, for admins, in the order of their registration. */
export function allUsers({ db, caller }: Context, args: PageArgs): Promise<Page<UserRow>> {
  requireRole(caller, 'ADMIN')
  return idPage(args, (page) => listUsers(db, page))
}

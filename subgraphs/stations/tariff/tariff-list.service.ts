import { hasRole, isSelfOr, requireRole } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import { idPage, isIdPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import type { Connector, TariffVersion } from '../tables.ts'
import { connectorsWith, listTariffs, versionsOf } from './tariff.queries.ts'

/** Tariffs of the caller, the newest first; of any operator, or all, for an admin. */
export async function listedTariffs(
  { caller, db }: Context,
  operatorId: string | null | undefined,
  args: PageArgs,
): Promise<Page<TariffVersion>> {
  const user = requireRole(caller, 'OPERATOR', 'ADMIN')
  const isAdmin = hasRole(user, 'ADMIN')
  if (!isAdmin && operatorId != null && operatorId !== user.userId)
    throw badInput(['operatorId'], 'An operator sees tariffs of their own alone.')
  return keysetPage({
    args,
    fetch: (page) => listTariffs(db, isAdmin ? (operatorId ?? null) : user.userId, page),
    key: ({ tariff_id: id }) => [id],
    parts: [isIdPart],
  })
}

/** A tariff in the version that is valid now: for its operator and admins; null for others. */
export async function oneTariff(ctx: Context, tariffId: string): Promise<TariffVersion | null> {
  return (await mayManage(ctx, tariffId)) ? ctx.loaders.tariff.load(tariffId) : null
}

/** All versions of a tariff, the first one first: for its operator and admins; null for others. */
export async function tariffVersions(ctx: Context, tariffId: string): Promise<TariffVersion[] | null> {
  return (await mayManage(ctx, tariffId)) ? versionsOf(ctx.db, [tariffId]) : null
}

/** Connectors in use that have a tariff: for its operator and admins; null for others. */
export async function tariffConnectors(ctx: Context, tariffId: string, args: PageArgs): Promise<Page<Connector> | null> {
  return (await mayManage(ctx, tariffId)) ? idPage(args, (page) => connectorsWith(ctx.db, tariffId, page)) : null
}

const mayManage = async ({ caller, loaders }: Context, tariffId: string): Promise<boolean> =>
  caller.kind === 'user' && isSelfOr(caller, (await loaders.tariffOwner.load(tariffId))?.operator_id ?? null, 'ADMIN')

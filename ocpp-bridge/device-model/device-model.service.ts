import { requireOperator } from '#lib/access.ts'
import { isTextPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { listConfiguration, type ConfigurationKey } from './configuration.queries.ts'
import { listVariables, type DeviceVariable } from './variable.queries.ts'

interface SearchArgs extends PageArgs {
  search?: string | null | undefined
}

/** The settings of a charger of 1.6 that the caller was shown. */
export function configurationOf(ctx: Context, stationId: string, args: SearchArgs): Promise<Page<ConfigurationKey>> {
  requireOperator(ctx.caller, 'chargers:read')
  const { search, ...page } = args
  return keysetPage({
    args: page,
    fetch: (request) => listConfiguration(ctx.db, stationId, search ?? '', request),
    key: ({ key }) => [key],
    parts: [isTextPart],
  })
}

/** The device model of a charger of 2.x that the caller was shown. */
export function deviceModelOf(ctx: Context, stationId: string, args: SearchArgs): Promise<Page<DeviceVariable>> {
  requireOperator(ctx.caller, 'chargers:read')
  const { search, ...page } = args
  return keysetPage({
    args: page,
    fetch: (request) => listVariables(ctx.db, stationId, search ?? '', request),
    key: ({ path }) => [path],
    parts: [isTextPart],
  })
}

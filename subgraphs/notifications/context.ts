import type { BoxServices, RequestContext } from '#box/context.ts'
import type { NotificationsTables } from './tables.ts'

export type Services = BoxServices<NotificationsTables>
export type Context = RequestContext<Services>

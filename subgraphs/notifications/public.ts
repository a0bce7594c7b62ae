import type { RequestListener } from 'node:http'
import { isPublicPath, publicRoutes, type PublicRoute } from '#box/public.ts'
import type { Services } from './context.ts'
import { NotSigned, takeBounce } from './mail/bounce.ts'
import { serveUnsubscribe } from './mail/unsubscribe.ts'
import { takeSmsStatus } from './sms/callback.ts'

/** What is reached from outside beside the graph, by the beginning of its path. */
const ROUTES: Readonly<Record<string, PublicRoute<Services>>> = {
  unsubscribe: serveUnsubscribe,
  bounces: takeBounce,
  sms: takeSmsStatus,
}

/** Serves `ROUTES`; anything else is not there. */
export const publicListener = (services: Services): RequestListener =>
  publicRoutes(services, {
    box: 'notifications',
    publicUrl: services.config.publicUrl,
    routes: ROUTES,
    refusalOf: (error) =>
      error instanceof NotSigned
        ? {
            status: 400,
            text: 'This is not signed as it should be.',
            warning: 'what a server says of our messages is refused; where all is, look whether its secret is the one here',
          }
        : null,
  })

/** True for a path that `publicListener` serves. */
export const isPublic = (url: string | undefined, publicUrl: string): boolean => isPublicPath(url, publicUrl, ROUTES)

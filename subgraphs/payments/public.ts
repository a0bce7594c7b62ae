import type { RequestListener } from 'node:http'
import { isPublicPath, publicRoutes, type PublicRoute } from '#box/public.ts'
import type { Services } from './context.ts'
import { serveDocument } from './documents.ts'
import { takeHook } from './operations/hook.ts'
import { Refused, Unknown } from './providers/provider.ts'

/** What is reached from outside beside the graph, by the beginning of its path: the providers' hooks, and documents by signed links. */
const ROUTES: Readonly<Record<string, PublicRoute<Services>>> = { documents: serveDocument, hooks: takeHook }

/** Serves `ROUTES`; anything else is not there. */
export const publicListener = (services: Services): RequestListener =>
  publicRoutes(services, {
    box: 'payments',
    publicUrl: services.config.publicUrl,
    routes: ROUTES,
    refusalOf: (error) => {
      if (error instanceof Unknown)
        return {
          status: 503,
          text: 'This cannot be checked now. Send it again later.',
          warning: 'hooks cannot be checked, and are to be sent again',
        }
      if (error instanceof Refused)
        return {
          status: 400,
          text: 'This is not signed as it should be.',
          warning: 'hooks are refused; where all are, look whether the secret of their endpoint is the one here',
        }
      return null
    },
  })

/** True for a path that `publicListener` serves. */
export const isPublic = (url: string | undefined, publicUrl: string): boolean => isPublicPath(url, publicUrl, ROUTES)

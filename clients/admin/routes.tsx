import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { backTo } from '../web/session/back-to.ts'
import { Frame } from '../web/shell/frame.tsx'
import { NotFound } from '../web/shell/not-found.tsx'
import { useTexts } from './texts/index.ts'

const root = createRootRoute({ component: Around, notFoundComponent: NotFound })

function Around() {
  const { app, places } = useTexts()
  return <Frame app={app} places={[{ to: '/', name: places.points, mark: '⌁' }]} />
}

const points = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/points/page.tsx'), 'PointsPage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: backTo,
  component: lazyRouteComponent(() => import('./pages/sign-in/page.tsx'), 'SignInPage'),
})

export const router = createRouter({ routeTree: root.addChildren([points, signIn]), scrollRestoration: true })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { backTo } from '../web/session/back-to.ts'
import { Frame } from '../web/shell/frame.tsx'
import { NotFound } from '../web/shell/not-found.tsx'
import { billsSearch, stationsSearch, usageSearch, words } from './search.ts'
import { useTexts } from './texts/index.ts'

const root = createRootRoute({ component: Around, notFoundComponent: NotFound })

function Around() {
  const { app, places } = useTexts()
  return (
    <Frame
      app={app}
      places={[
        { to: '/', name: places.start, mark: '⌂' },
        { to: '/keys', name: places.keys, mark: '◆' },
        { to: '/operations', name: places.operations, mark: '≡' },
        { to: '/usage', name: places.usage, mark: '∿' },
        { to: '/stations', name: places.stations, mark: '⌁' },
        { to: '/bills', name: places.bills, mark: '€' },
        { to: '/webhooks', name: places.webhooks, mark: '⇥' },
      ]}
    />
  )
}

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: words('client'),
  component: lazyRouteComponent(() => import('./pages/start/page.tsx'), 'StartPage'),
})

const keys = createRoute({
  getParentRoute: () => root,
  path: '/keys',
  component: lazyRouteComponent(() => import('./pages/keys/page.tsx'), 'KeysPage'),
})

const operations = createRoute({
  getParentRoute: () => root,
  path: '/operations',
  validateSearch: words('client', 'version', 'against'),
  component: lazyRouteComponent(() => import('./pages/operations/page.tsx'), 'OperationsPage'),
})

const usage = createRoute({
  getParentRoute: () => root,
  path: '/usage',
  validateSearch: usageSearch,
  component: lazyRouteComponent(() => import('./pages/usage/page.tsx'), 'UsagePage'),
})

const stations = createRoute({
  getParentRoute: () => root,
  path: '/stations',
  validateSearch: stationsSearch,
  component: lazyRouteComponent(() => import('./pages/stations/page.tsx'), 'StationsPage'),
})

const bills = createRoute({
  getParentRoute: () => root,
  path: '/bills',
  validateSearch: billsSearch,
  component: lazyRouteComponent(() => import('./pages/bills/page.tsx'), 'BillsPage'),
})

const webhooks = createRoute({
  getParentRoute: () => root,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('./pages/webhooks/page.tsx'), 'WebhooksPage'),
})

const webhook = createRoute({
  getParentRoute: () => root,
  path: '/webhooks/$id',
  component: lazyRouteComponent(() => import('./pages/webhook/page.tsx'), 'WebhookPage'),
})

/** Nothing leads there: it is for whoever builds pages, and for the tests that look at all of the kit. */
const kitchen = createRoute({
  getParentRoute: () => root,
  path: '/kitchen',
  component: lazyRouteComponent(() => import('../web/kitchen/kitchen.tsx'), 'Kitchen'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: backTo,
  component: lazyRouteComponent(() => import('./pages/sign-in/page.tsx'), 'SignInPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([start, keys, operations, usage, stations, bills, webhooks, webhook, kitchen, signIn]),
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

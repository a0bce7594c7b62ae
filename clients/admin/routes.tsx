import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { backTo } from '../web/session/back-to.ts'
import { Frame } from '../web/shell/frame.tsx'
import { NotFound } from '../web/shell/not-found.tsx'
import { stepOf } from './pages/new-station/step.ts'
import { pointSearch } from './pages/points/filters.ts'
import { sessionSearch } from './pages/sessions/filters.ts'
import { useSearchOf } from './pages/use/filters.ts'
import { stationSearch } from './pages/stations/filters.ts'
import { auditSearch } from './pages/audit/search.ts'
import { messageSearch } from './pages/messages/search.ts'
import { paymentSearch } from './pages/payments/parts.ts'
import { rewardSearch } from './pages/rewards/parts.ts'
import { userSearch } from './pages/users/search.ts'
import { usePlaces } from './places.tsx'
import { useTexts } from './texts/index.ts'

const root = createRootRoute({ component: Around, notFoundComponent: NotFound })

function Around() {
  const { app } = useTexts()
  return <Frame app={app} places={usePlaces()} />
}

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/start/page.tsx'), 'StartPage'),
})

const points = createRoute({
  getParentRoute: () => root,
  path: '/points',
  validateSearch: pointSearch,
  component: lazyRouteComponent(() => import('./pages/points/page.tsx'), 'PointsPage'),
})

const point = createRoute({
  getParentRoute: () => root,
  path: '/points/$id',
  component: lazyRouteComponent(() => import('./pages/point/page.tsx'), 'PointPage'),
})

const bulks = createRoute({
  getParentRoute: () => root,
  path: '/bulk',
  component: lazyRouteComponent(() => import('./pages/bulks/page.tsx'), 'BulksPage'),
})

const bulk = createRoute({
  getParentRoute: () => root,
  path: '/bulk/$id',
  component: lazyRouteComponent(() => import('./pages/bulk/page.tsx'), 'BulkPage'),
})

const stations = createRoute({
  getParentRoute: () => root,
  path: '/stations',
  validateSearch: stationSearch,
  component: lazyRouteComponent(() => import('./pages/stations/page.tsx'), 'StationsPage'),
})

const newStation = createRoute({
  getParentRoute: () => root,
  path: '/stations/new',
  validateSearch: stepOf,
  component: lazyRouteComponent(() => import('./pages/new-station/page.tsx'), 'NewStationPage'),
})

const station = createRoute({
  getParentRoute: () => root,
  path: '/stations/$id',
  component: lazyRouteComponent(() => import('./pages/station/page.tsx'), 'StationPage'),
})

const tariffs = createRoute({
  getParentRoute: () => root,
  path: '/tariffs',
  component: lazyRouteComponent(() => import('./pages/tariffs/page.tsx'), 'TariffsPage'),
})

const newTariff = createRoute({
  getParentRoute: () => root,
  path: '/tariffs/new',
  component: lazyRouteComponent(() => import('./pages/edit-tariff/page.tsx'), 'NewTariffPage'),
})

const tariff = createRoute({
  getParentRoute: () => root,
  path: '/tariffs/$id',
  component: lazyRouteComponent(() => import('./pages/tariff/page.tsx'), 'TariffPage'),
})

const editTariff = createRoute({
  getParentRoute: () => root,
  path: '/tariffs/$id/edit',
  component: lazyRouteComponent(() => import('./pages/edit-tariff/page.tsx'), 'EditTariffPage'),
})

const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  validateSearch: sessionSearch,
  component: lazyRouteComponent(() => import('./pages/sessions/page.tsx'), 'SessionsPage'),
})

const session = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$id',
  component: lazyRouteComponent(() => import('./pages/session/page.tsx'), 'SessionPage'),
})

const use = createRoute({
  getParentRoute: () => root,
  path: '/use',
  validateSearch: useSearchOf,
  component: lazyRouteComponent(() => import('./pages/use/page.tsx'), 'UsePage'),
})

const review = createRoute({
  getParentRoute: () => root,
  path: '/review',
  component: lazyRouteComponent(() => import('./pages/review/page.tsx'), 'ReviewPage'),
})

const policy = createRoute({
  getParentRoute: () => root,
  path: '/review/policy',
  component: lazyRouteComponent(() => import('./pages/policy/page.tsx'), 'PolicyPage'),
})

const models = createRoute({
  getParentRoute: () => root,
  path: '/models',
  component: lazyRouteComponent(() => import('./pages/models/page.tsx'), 'ModelsPage'),
})

const rewards = createRoute({
  getParentRoute: () => root,
  path: '/rewards',
  validateSearch: rewardSearch,
  component: lazyRouteComponent(() => import('./pages/rewards/page.tsx'), 'RewardsPage'),
})

const settlement = createRoute({
  getParentRoute: () => root,
  path: '/settlement',
  component: lazyRouteComponent(() => import('./pages/settlement/page.tsx'), 'SettlementPage'),
})

const payments = createRoute({
  getParentRoute: () => root,
  path: '/payments',
  validateSearch: paymentSearch,
  component: lazyRouteComponent(() => import('./pages/payments/page.tsx'), 'PaymentsPage'),
})

const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  validateSearch: userSearch,
  component: lazyRouteComponent(() => import('./pages/users/page.tsx'), 'UsersPage'),
})

const user = createRoute({
  getParentRoute: () => root,
  path: '/users/$id',
  component: lazyRouteComponent(() => import('./pages/user/page.tsx'), 'UserPage'),
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./pages/audit/page.tsx'), 'AuditPage'),
})

const messages = createRoute({
  getParentRoute: () => root,
  path: '/messages',
  validateSearch: messageSearch,
  component: lazyRouteComponent(() => import('./pages/messages/page.tsx'), 'MessagesPage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: backTo,
  component: lazyRouteComponent(() => import('./pages/sign-in/page.tsx'), 'SignInPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    points,
    point,
    bulks,
    bulk,
    stations,
    newStation,
    station,
    tariffs,
    newTariff,
    tariff,
    editTariff,
    sessions,
    session,
    use,
    review,
    policy,
    models,
    rewards,
    settlement,
    payments,
    users,
    user,
    audit,
    messages,
    signIn,
  ]),
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

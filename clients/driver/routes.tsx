import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { backTo } from '../web/session/back-to.ts'
import { Frame } from '../web/shell/frame.tsx'
import { NotFound } from '../web/shell/not-found.tsx'
import { NewVersion } from './installed/new-version.tsx'
import { useTexts } from './texts/index.ts'
import { Unread } from './unread.tsx'

/** Every address of the driver's app. Pages are loaded when they are opened; filters are part of the address. */
const root = createRootRoute({ component: Around, notFoundComponent: NotFound })

function Around() {
  const { app, places, slots, inbox, wallet, profile } = useTexts()
  return (
    <>
      <NewVersion />
      <Frame
        app={app}
        places={[
          { to: '/', name: places.stations, mark: '⊕' },
          { to: '/sessions', name: places.sessions, mark: '⚡' },
          { to: '/reservations', name: slots.title, mark: '◷' },
          { to: '/notifications', name: inbox.title, mark: '✉', aside: <Unread /> },
          { to: '/wallet', name: wallet.title, mark: '◈' },
          { to: '/profile', name: profile.title, mark: '☺' },
        ]}
      />
    </>
  )
}

/** Which chargers the list shows. */
export interface StationsSearch {
  text?: string
  free?: boolean
  kW?: number
}

const stations = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: ({ text, free, kW }: Record<string, unknown>): StationsSearch => ({
    ...(typeof text === 'string' && text !== '' && { text }),
    ...(free === true && { free }),
    ...(typeof kW === 'number' && kW > 0 && { kW }),
  }),
  component: lazyRouteComponent(() => import('./pages/stations/page.tsx'), 'StationsPage'),
})

const station = createRoute({
  getParentRoute: () => root,
  path: '/stations/$id',
  component: lazyRouteComponent(() => import('./pages/station/page.tsx'), 'StationPage'),
})

const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./pages/sessions/page.tsx'), 'SessionsPage'),
})

const session = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$id',
  component: lazyRouteComponent(() => import('./pages/session/page.tsx'), 'SessionPage'),
})

const reservations = createRoute({
  getParentRoute: () => root,
  path: '/reservations',
  component: lazyRouteComponent(() => import('./pages/reservations/page.tsx'), 'ReservationsPage'),
})

const reservation = createRoute({
  getParentRoute: () => root,
  path: '/reservations/$id',
  component: lazyRouteComponent(() => import('./pages/reservation/page.tsx'), 'ReservationPage'),
})

const notifications = createRoute({
  getParentRoute: () => root,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./pages/notifications/page.tsx'), 'NotificationsPage'),
})

const wallet = createRoute({
  getParentRoute: () => root,
  path: '/wallet',
  component: lazyRouteComponent(() => import('./pages/wallet/page.tsx'), 'WalletPage'),
})

const reward = createRoute({
  getParentRoute: () => root,
  path: '/wallet/$reward',
  component: lazyRouteComponent(() => import('./pages/reward/page.tsx'), 'RewardPage'),
})

const profile = createRoute({
  getParentRoute: () => root,
  path: '/profile',
  component: lazyRouteComponent(() => import('./pages/profile/page.tsx'), 'ProfilePage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: backTo,
  component: lazyRouteComponent(() => import('./pages/sign-in/page.tsx'), 'SignInPage'),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('./pages/register/page.tsx'), 'RegisterPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    stations,
    station,
    sessions,
    session,
    reservations,
    reservation,
    notifications,
    wallet,
    reward,
    profile,
    signIn,
    register,
  ]),
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { backTo } from '../web/session/back-to.ts'
import { Frame } from '../web/shell/frame.tsx'
import { NotFound } from '../web/shell/not-found.tsx'
import { EndsPushes } from './installed/ends-pushes.tsx'
import { NewVersion } from './installed/new-version.tsx'
import { readSearch } from './pages/stations/search.ts'
import { captureSearch } from './pages/capture/search.ts'
import { SendsPhotos } from './photos/sends-photos.tsx'
import { deedsSearch } from './pages/deeds/search.ts'
import { boardsSearch } from './pages/leaderboards/search.ts'
import { meetupsSearch } from './pages/meetups/search.ts'
import { sessionsSearch } from './pages/sessions/search.ts'
import { useFirstTexts } from './texts/first.ts'
import { Unread } from './unread.tsx'

/** Every address of the driver's app. Pages are loaded when they are opened; filters are part of the address. */
const root = createRootRoute({ component: Around, notFoundComponent: NotFound })

function Around() {
  const { app, places } = useFirstTexts()
  return (
    <>
      <NewVersion />
      <EndsPushes />
      <SendsPhotos />
      <Frame
        app={app}
        places={[
          { to: '/', name: places.stations, mark: '⊕' },
          { to: '/sessions', name: places.sessions, mark: '⚡' },
          { to: '/wallet', name: places.wallet, mark: '◈' },
          { to: '/notifications', name: places.inbox, mark: '✉', aside: <Unread /> },
          { to: '/pay', name: places.pay, mark: '€' },
          { to: '/reservations', name: places.slots, mark: '◷' },
          { to: '/favourites', name: places.favourites, mark: '★' },
          { to: '/odometer', name: places.odometer, mark: '⊚' },
          { to: '/deeds', name: places.deeds, mark: '✿' },
          { to: '/meetups', name: places.meetups, mark: '∴' },
          { to: '/leaderboards', name: places.boards, mark: '▤' },
          { to: '/profile', name: places.profile, mark: '☺' },
        ]}
      />
    </>
  )
}

const stations = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./pages/stations/page.tsx'), 'StationsPage'),
})

const station = createRoute({
  getParentRoute: () => root,
  path: '/stations/$id',
  component: lazyRouteComponent(() => import('./pages/station/page.tsx'), 'StationPage'),
})

const favourites = createRoute({
  getParentRoute: () => root,
  path: '/favourites',
  component: lazyRouteComponent(() => import('./pages/favourites/page.tsx'), 'FavouritesPage'),
})

const faultReports = createRoute({
  getParentRoute: () => root,
  path: '/fault-reports',
  component: lazyRouteComponent(() => import('./pages/fault-reports/page.tsx'), 'FaultReportsPage'),
})

const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  validateSearch: sessionsSearch,
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

const pay = createRoute({
  getParentRoute: () => root,
  path: '/pay',
  component: lazyRouteComponent(() => import('./pages/pay/page.tsx'), 'PayPage'),
})

const bill = createRoute({
  getParentRoute: () => root,
  path: '/bills/$id',
  component: lazyRouteComponent(() => import('./pages/bill/page.tsx'), 'BillPage'),
})

/** What a provider's page says it was about, by its id. Whatever else it adds is not looked at. */
interface PayBackSearch {
  hold?: string
  bill?: string
}

const payBack = createRoute({
  getParentRoute: () => root,
  path: '/pay/back',
  validateSearch: ({ hold, bill }: Record<string, unknown>): PayBackSearch => ({
    ...(typeof hold === 'string' && { hold }),
    ...(typeof bill === 'string' && { bill }),
  }),
  component: lazyRouteComponent(() => import('./pages/pay/back.tsx'), 'PayBackPage'),
})

const odometer = createRoute({
  getParentRoute: () => root,
  path: '/odometer',
  validateSearch: ({ vehicle }: Record<string, unknown>): { vehicle?: string } => (typeof vehicle === 'string' ? { vehicle } : {}),
  component: lazyRouteComponent(() => import('./pages/odometer/page.tsx'), 'OdometerPage'),
})

const capture = createRoute({
  getParentRoute: () => root,
  path: '/capture',
  validateSearch: captureSearch,
  component: lazyRouteComponent(() => import('./pages/capture/page.tsx'), 'CapturePage'),
})

const deeds = createRoute({
  getParentRoute: () => root,
  path: '/deeds',
  validateSearch: deedsSearch,
  component: lazyRouteComponent(() => import('./pages/deeds/page.tsx'), 'DeedsPage'),
})

const deed = createRoute({
  getParentRoute: () => root,
  path: '/deeds/$id',
  component: lazyRouteComponent(() => import('./pages/deed/page.tsx'), 'DeedPage'),
})

const meetups = createRoute({
  getParentRoute: () => root,
  path: '/meetups',
  validateSearch: meetupsSearch,
  component: lazyRouteComponent(() => import('./pages/meetups/page.tsx'), 'MeetupsPage'),
})

const newMeetup = createRoute({
  getParentRoute: () => root,
  path: '/meetups/new',
  component: lazyRouteComponent(() => import('./pages/meetup/new.tsx'), 'NewMeetupPage'),
})

const meetup = createRoute({
  getParentRoute: () => root,
  path: '/meetups/$id',
  component: lazyRouteComponent(() => import('./pages/meetup/page.tsx'), 'MeetupPage'),
})

const leaderboards = createRoute({
  getParentRoute: () => root,
  path: '/leaderboards',
  validateSearch: boardsSearch,
  component: lazyRouteComponent(() => import('./pages/leaderboards/page.tsx'), 'LeaderboardsPage'),
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

const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  component: lazyRouteComponent(() => import('./pages/letters/verify-email.tsx'), 'VerifyEmailPage'),
})

const changeEmail = createRoute({
  getParentRoute: () => root,
  path: '/change-email',
  component: lazyRouteComponent(() => import('./pages/letters/verify-email.tsx'), 'ChangeEmailPage'),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('./pages/letters/new-password.tsx'), 'ResetPasswordPage'),
})

const undoEmailChange = createRoute({
  getParentRoute: () => root,
  path: '/undo-email-change',
  component: lazyRouteComponent(() => import('./pages/letters/new-password.tsx'), 'UndoEmailChangePage'),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./pages/letters/forgot-password.tsx'), 'ForgotPasswordPage'),
})

const security = createRoute({
  getParentRoute: () => root,
  path: '/security',
  component: lazyRouteComponent(() => import('./pages/security/page.tsx'), 'SecurityPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/page.tsx'), 'SettingsPage'),
})

const notificationSettings = createRoute({
  getParentRoute: () => root,
  path: '/settings/notifications',
  component: lazyRouteComponent(() => import('./pages/notification-settings/page.tsx'), 'NotificationSettingsPage'),
})

const privacy = createRoute({
  getParentRoute: () => root,
  path: '/privacy',
  component: lazyRouteComponent(() => import('./pages/privacy/page.tsx'), 'PrivacyPage'),
})

/** What mails and messages call pages. All readings are on one. */
const NAMED_BEFORE = {
  '/account': '/profile',
  '/devices': '/security',
  '/rewards': '/wallet',
  '/readings/$id': '/odometer',
} as const

const renamed = (['/account', '/devices', '/rewards', '/readings/$id'] as const).map((path) =>
  createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: () => redirect({ to: NAMED_BEFORE[path], replace: true, throw: true }),
  }),
)

/** Operators, reviewers and partners get mails whose links lead to the clients' first address, which is this app's. */
const inOtherApps = (['/payouts', '/reviews', '/webhooks/$id', '/stations'] as const).map((path) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(() => import('./pages/elsewhere/page.tsx'), 'ElsewherePage'),
  }),
)

export const router = createRouter({
  routeTree: root.addChildren([
    stations,
    station,
    favourites,
    faultReports,
    sessions,
    session,
    reservations,
    reservation,
    notifications,
    wallet,
    reward,
    pay,
    payBack,
    bill,
    odometer,
    capture,
    deeds,
    deed,
    meetups,
    newMeetup,
    meetup,
    leaderboards,
    profile,
    signIn,
    register,
    verifyEmail,
    changeEmail,
    resetPassword,
    undoEmailChange,
    forgotPassword,
    security,
    settings,
    notificationSettings,
    privacy,
    ...renamed,
    ...inOtherApps,
  ]),
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

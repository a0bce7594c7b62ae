import type { PEOPLE } from '../demo/world.ts'

export type App = 'driver' | 'admin' | 'partner'

/** A page as it is drawn. */
export interface Picture {
  /** Of the file, without `.png`. */
  readonly name: string
  readonly app: App
  /** Whoever is signed in; null: nobody. */
  readonly who: keyof typeof PEOPLE | null
  readonly path: string
  /** Pressed after the path was opened, one after the other: what leads to the page from there. */
  readonly press?: readonly string[]
  /** A phone (360 wide) or a desk (1280). */
  readonly width: 360 | 1280
  readonly scheme: 'light' | 'dark'
  /** What the README says below it. */
  readonly says: string
}

/** The first of a list of things, which leads to one of them. */
const first = (path: string) => `main a[href^="${path}/"]`

/** The twelve of `docs/pictures/`, in the README's order. */
export const PICTURES: readonly Picture[] = [
  { name: 'stations', app: 'driver', who: 'noor', path: '/', width: 360, scheme: 'light', says: 'Chargers near a driver' },
  {
    name: 'station',
    app: 'driver',
    who: 'noor',
    path: '/',
    press: [first('/stations')],
    width: 360,
    scheme: 'dark',
    says: 'A station, with what it costs',
  },
  {
    name: 'session',
    app: 'driver',
    who: 'noor',
    path: '/sessions',
    press: [first('/sessions')],
    width: 360,
    scheme: 'light',
    says: 'A session, what it cost and what it earned',
  },
  { name: 'wallet', app: 'driver', who: 'noor', path: '/wallet', width: 360, scheme: 'dark', says: 'What was earned' },
  {
    name: 'reward',
    app: 'driver',
    who: 'noor',
    path: '/wallet',
    press: [first('/wallet')],
    width: 1280,
    scheme: 'light',
    says: 'The way of a reward to its transaction',
  },
  { name: 'odometer', app: 'driver', who: 'noor', path: '/odometer', width: 360, scheme: 'light', says: 'What photos have shown' },
  { name: 'points', app: 'admin', who: 'operator', path: '/points', width: 1280, scheme: 'dark', says: 'Charge points, live' },
  {
    name: 'point',
    app: 'admin',
    who: 'operator',
    path: '/points',
    press: [first('/points')],
    width: 1280,
    scheme: 'light',
    says: 'One of them: what it and the platform say to each other',
  },
  {
    name: 'review',
    app: 'admin',
    who: 'reviewer',
    path: '/review',
    width: 1280,
    scheme: 'dark',
    says: 'Photos that wait for a person',
  },
  {
    name: 'console-stations',
    app: 'admin',
    who: 'operator',
    path: '/stations',
    width: 1280,
    scheme: 'light',
    says: 'Stations of an operator',
  },
  {
    name: 'first-call',
    app: 'partner',
    who: 'partner',
    path: '/',
    width: 1280,
    scheme: 'light',
    says: 'A partner’s way to a first call',
  },
  {
    name: 'usage',
    app: 'partner',
    who: 'partner',
    path: '/usage',
    width: 1280,
    scheme: 'dark',
    says: 'What a partner’s program calls',
  },
]

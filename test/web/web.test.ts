import { afterAll, beforeAll, describe } from 'vitest'
import { HAS_CHROMIUM } from './browser.ts'
import { account } from './journeys/account.ts'
import { breaks } from './journeys/breaks.ts'
import { chargers } from './journeys/chargers.ts'
import { budget } from './journeys/budget.ts'
import { charging } from './journeys/charging.ts'
import { desk } from './journeys/desk.ts'
import { installed } from './journeys/installed.ts'
import { origins } from './journeys/origins.ts'
import { own } from './journeys/own.ts'
import { partner } from './journeys/partner.ts'
import { pay } from './journeys/pay.ts'
import { photos } from './journeys/photos.ts'
import { points } from './journeys/points.ts'
import { portal } from './journeys/portal.ts'
import { reservations } from './journeys/reservations.ts'
import { review } from './journeys/review.ts'
import { sessions } from './journeys/sessions.ts'
import { stations } from './journeys/stations.ts'
import { tariffs } from './journeys/tariffs.ts'
import { wallet } from './journeys/wallet.ts'
import { deeds } from './journeys/deeds.ts'
import { looks } from './looks.ts'
import { startWeb, type Web } from './platform.ts'

/** Side by side: most of a journey is waiting for pages. */
const GROUPS = [
  ['charging', charging],
  ['chargers', chargers],
  ['origins', origins],
  ['budget', budget],
  ['breaks', breaks],
  ['reservations', reservations],
  ['wallet', wallet],
  ['pay', pay],
  ['photos', photos],
  ['deeds', deeds],
  ['own', own],
  ['points', points],
  ['stations', stations],
  ['sessions', sessions],
  ['tariffs', tariffs],
  ['desk', desk],
  ['partner', partner],
  ['portal', portal],
  ['account', account],
  ['installed', installed],
] as const

// One platform and one browser for all: to start them takes longer than most journeys. Without a browser there is nothing to look at; `npm test` as root on
// Debian installs one.
describe.skipIf(!HAS_CHROMIUM)('in a real browser', { timeout: 240_000 }, () => {
  let started: Web | undefined
  const web = () => {
    if (!started) throw new Error('the platform has not started')
    return started
  }
  beforeAll(async () => {
    started = await startWeb()
  }, 240_000)
  afterAll(() => started?.[Symbol.asyncDispose]())

  // It counts all photos that wait.
  describe('review', () => void review(web))
  describe.concurrent.each(GROUPS)('%s', (_, journeys) => {
    describe('journeys', { concurrent: false }, () => void journeys(web))
  })
  // It looks at what the others have made.
  describe('looks', () => void looks(web))
})

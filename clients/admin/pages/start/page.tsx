import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { hasOne, MAY } from '../../may.ts'
import { usePlaces } from '../../places.tsx'
import { useTexts } from '../../texts/index.ts'
import { Chargers, HeldBills, Today } from './chargers.tsx'
import { HeldRewards, Lag } from './money.tsx'
import { Photos } from './photos.tsx'

/** What wants attention now, by role. Each number leads to its page, and fails by itself. */
export function StartPage() {
  const { app, places, nothingForYou } = useTexts()
  const { roles } = useSession()
  const known = usePlaces()
  const runs = hasOne(roles, MAY.points)
  return (
    <SignedIn>
      {known.length === 0 ? (
        <>
          <PageTitle>{app}</PageTitle>
          <Empty>{nothingForYou}</Empty>
        </>
      ) : (
        <>
          <PageTitle>{places.overview}</PageTitle>
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {runs && <Chargers />}
            {runs && <HeldBills />}
            {runs && <Today />}
            {hasOne(roles, MAY.review) && <Photos />}
            {hasOne(roles, MAY.settlement) && <Lag />}
            {roles.includes('ADMIN') && <HeldRewards />}
          </div>
        </>
      )}
    </SignedIn>
  )
}

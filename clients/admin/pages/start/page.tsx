import { Navigate } from '@tanstack/react-router'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { usePlaces } from '../../places.tsx'
import { useTexts } from '../../texts/index.ts'

/** Leads to the first place that the reader may see. */
export function StartPage() {
  const { app, nothingForYou } = useTexts()
  const [first] = usePlaces()
  return (
    <SignedIn>
      {first ? (
        <Navigate to={first.to} replace />
      ) : (
        <>
          <PageTitle>{app}</PageTitle>
          <Empty>{nothingForYou}</Empty>
        </>
      )}
    </SignedIn>
  )
}

import type { ReactNode } from 'react'
import { useSession } from '../../web/session/session.tsx'
import { SignedIn } from '../../web/session/signed-in.tsx'
import { Empty } from '../../web/ui/empty.tsx'
import { PageTitle } from '../../web/ui/page-title.tsx'
import { useTexts } from '../texts/index.ts'

/** What operators and admins see; others are told what to do. The platform would refuse them anyway. */
export function ForOperators({ children }: { children: ReactNode }) {
  const { roles } = useSession()
  const { app, nothingForYou } = useTexts()
  const may = roles.includes('OPERATOR') || roles.includes('ADMIN')
  return (
    <SignedIn>
      {may ? (
        children
      ) : (
        <>
          <PageTitle>{app}</PageTitle>
          <Empty>{nothingForYou}</Empty>
        </>
      )}
    </SignedIn>
  )
}

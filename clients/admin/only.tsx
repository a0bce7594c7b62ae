import type { ReactNode } from 'react'
import { useSession } from '../web/session/session.tsx'
import { SignedIn } from '../web/session/signed-in.tsx'
import { Notice } from '../web/ui/notice.tsx'
import { PageTitle } from '../web/ui/page-title.tsx'
import { hasOne, MAY, type Page } from './may.ts'
import { useTexts } from './texts/index.ts'

/** A page for those who may see it. Everybody else is told who that is. */
export function Only({ page, children }: { page: Page; children: ReactNode }) {
  const { places, desk, role } = useTexts()
  const { roles } = useSession()
  return (
    <SignedIn>
      {hasOne(roles, MAY[page]) ? (
        children
      ) : (
        <>
          <PageTitle>{places[page]}</PageTitle>
          <Notice tone="warn" title={desk.onlyFor(MAY[page].map((each) => role[each]).join(', '))}>
            <p>{desk.askForRole}</p>
          </Notice>
        </>
      )}
    </SignedIn>
  )
}

import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useKit } from '../i18n/kit/index.ts'
import { buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useSession } from './session.tsx'
import { useHere } from './use-here.ts'

/** What only those see who are signed in; others are asked to, and come back to where they were: the step of a form and the filters of a list, too. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { reader } = useSession()
  const { signInFirst, signIn } = useKit()
  const here = useHere()
  if (reader !== null) return children
  return (
    <Notice tone="info" title={signInFirst}>
      <Link to="/sign-in" search={{ to: here }} className={buttonClass('primary')}>
        {signIn}
      </Link>
    </Notice>
  )
}

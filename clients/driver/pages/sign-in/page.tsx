import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useKit } from '../../../web/i18n/kit/index.ts'
import { SignIn } from '../../../web/session/sign-in.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { useTexts } from '../../texts/index.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { signIn, noAccountYet } = useKit()
  const { letters } = useTexts()
  const { to = '/' } = route.useSearch()
  const navigate = useNavigate()
  return (
    <>
      <PageTitle>{signIn}</PageTitle>
      <SignIn done={() => void navigate({ href: to })} />
      <p className="mt-6 flex flex-col items-start gap-3">
        <Link to="/forgot-password" className="text-brand underline">
          {letters.forgot}
        </Link>
        <Link to="/register" className="text-brand underline">
          {noAccountYet}
        </Link>
      </p>
    </>
  )
}

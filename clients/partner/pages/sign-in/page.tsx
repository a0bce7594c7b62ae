import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useKit } from '../../../web/i18n/kit/index.ts'
import { SignIn } from '../../../web/session/sign-in.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { signIn } = useKit()
  const { to = '/' } = route.useSearch()
  const navigate = useNavigate()
  return (
    <>
      <PageTitle>{signIn}</PageTitle>
      <SignIn done={() => void navigate({ href: to })} />
    </>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useKit } from '../../../web/i18n/kit/index.ts'
import { Register } from '../../../web/session/register.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { useLetterToken } from '../letters/letter-token.ts'

/** The link of a letter leads here too, where addresses are proven before they are registered. */
export function RegisterPage() {
  const { register } = useKit()
  const navigate = useNavigate()
  const { token, used } = useLetterToken('register')
  const done = () => {
    used()
    void navigate({ to: '/' })
  }
  return (
    <>
      <PageTitle>{register}</PageTitle>
      <Register done={done} emailToken={token} />
    </>
  )
}

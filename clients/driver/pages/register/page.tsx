import { useNavigate } from '@tanstack/react-router'
import { useKit } from '../../../web/i18n/kit/index.ts'
import { Register } from '../../../web/session/register.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'

export function RegisterPage() {
  const { register } = useKit()
  const navigate = useNavigate()
  return (
    <>
      <PageTitle>{register}</PageTitle>
      <Register done={() => void navigate({ to: '/' })} />
    </>
  )
}

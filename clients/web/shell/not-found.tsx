import { Link } from '@tanstack/react-router'
import { useKit } from '../i18n/kit/index.ts'
import { PageTitle } from '../ui/page-title.tsx'

export function NotFound() {
  const { noSuchPage, toTheStart } = useKit()
  return (
    <>
      <PageTitle>{noSuchPage}</PageTitle>
      <Link to="/" className="text-brand underline">
        {toTheStart}
      </Link>
    </>
  )
}

import { Link } from '@tanstack/react-router'
import { useKit } from '../i18n/kit/index.ts'
import { Notice } from '../ui/notice.tsx'

export function NotFound() {
  const { noSuchPage, toTheStart } = useKit()
  return (
    <Notice tone="warn" title={noSuchPage}>
      <Link to="/" className="text-brand underline">
        {toTheStart}
      </Link>
    </Notice>
  )
}

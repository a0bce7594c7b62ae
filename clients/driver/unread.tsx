import { useQuery } from 'urql'
import { parsed } from '../web/graph/parsed.ts'
import { useLive } from '../web/graph/view.tsx'
import { useSession } from '../web/session/session.tsx'
import { InboxChangedDocument, UnreadCountDocument } from './generated/graphql.ts'
import { useFirstTexts } from './texts/first.ts'

/** How much of the inbox is not read, beside its name in the menu. Where it is not known, nothing is said. */
export function Unread() {
  const { reader } = useSession()
  const texts = useFirstTexts()
  const pause = reader === null
  const [{ data }] = useQuery({ query: parsed(UnreadCountDocument), variables: {}, pause })
  useLive(InboxChangedDocument, {}, pause)
  const unread = data?.me?.unreadNotifications ?? 0
  if (pause || unread === 0) return null
  return (
    <span className="rounded-full bg-brand px-1.5 text-xs font-semibold text-on-brand">
      <span aria-hidden>{unread > 99 ? '99+' : unread}</span>
      <span className="sr-only">{texts.unread(unread)}</span>
    </span>
  )
}

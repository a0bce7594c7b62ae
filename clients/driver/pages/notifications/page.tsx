import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  InboxChangedDocument,
  NotificationsPageDocument,
  ReadNotificationsDocument,
  type ReadNotificationsInput,
  type ToldFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const PAGE = 20

export function NotificationsPage() {
  const { inbox: texts } = useTexts()
  return (
    <>
      <PageTitle aside={<LiveBadge />}>{texts.title}</PageTitle>
      <SignedIn>
        <Rows />
      </SignedIn>
    </>
  )
}

/** A page of the inbox, and those that follow it as they are asked for. */
function Rows({ after }: { after?: string }) {
  const [more, setMore] = useState(false)
  const { inbox: texts, unread } = useTexts()
  return (
    <View query={NotificationsPageDocument} variables={{ first: PAGE, after: after ?? null }}>
      {({ me }, again) => {
        const { edges = [], pageInfo } = me?.notifications ?? {}
        const [newest] = edges
        const isFirst = after === undefined
        return (
          <div className="flex flex-col gap-2">
            <Follow again={again} />
            {isFirst && edges.length === 0 && <Empty>{texts.none}</Empty>}
            {isFirst && newest && me?.unreadNotifications ? (
              <div className="flex flex-wrap items-center justify-between gap-2">
                <p>{unread(me.unreadNotifications)}</p>
                <Read name={texts.readAll} input={{ until: newest.node.createdAt }} again={again} />
              </div>
            ) : null}
            <ul className="flex flex-col gap-2">
              {edges.map(({ node }) => (
                <Message key={node.id} told={node} again={again} />
              ))}
            </ul>
            {pageInfo?.hasNextPage && !more && <Button onClick={() => setMore(true)}>{texts.more}</Button>}
            {more && pageInfo?.endCursor && <Rows after={pageInfo.endCursor} />}
          </div>
        )
      }}
    </View>
  )
}

/** Something new, or something read in another tab: the list is asked for again. */
function Follow({ again }: { again: () => void }) {
  useLive(InboxChangedDocument, {}, false, again)
  return null
}

/** In the words of the platform, which knows the reader's language. */
function Message({ told, again }: { told: ToldFragment; again: () => void }) {
  const { inbox: texts } = useTexts()
  const format = useFormat()
  const router = useRouter()
  const { id, title, body, link, createdAt, readAt } = told
  // Some lead to pages of another app.
  const [, , leadsTo] = router.getMatchedRoutes(link ?? '')
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line bg-card p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className={readAt === null ? 'font-semibold' : 'font-medium'}>{title}</h2>
        {readAt === null && <Badge tone="good">{texts.isNew}</Badge>}
      </div>
      <p>{body}</p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <time dateTime={createdAt} className="text-sm text-soft">
          {format.dayAndClock(createdAt)}
        </time>
        <span className="flex items-center gap-3">
          {link !== null && leadsTo && (
            <Link to={link} className="inline-flex min-h-11 items-center text-brand underline sm:min-h-9">
              {texts.open}
            </Link>
          )}
          {readAt === null && <Read name={texts.read} input={{ ids: [id] }} again={again} />}
        </span>
      </div>
    </li>
  )
}

function Read({ name, input, again }: { name: string; input: ReadNotificationsInput; again: () => void }) {
  const { inbox: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const read = async () => {
    await sdk.execute(ReadNotificationsDocument, { input })
    again()
  }
  return (
    <>
      {fault && <Fault fault={fault} />}
      <Button onClick={() => void ask(read)} busy={busy}>
        {busy ? texts.reading : name}
      </Button>
    </>
  )
}

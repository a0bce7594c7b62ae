import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { ReservationsPageDocument, ReservationsPageLiveDocument, type SlotListedFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { OPEN_SLOTS, SLOT_TONES } from '../reservation/slot.ts'

const PAGE = 20

export function ReservationsPage() {
  const { slots: texts } = useTexts()
  return (
    <>
      <PageTitle
        aside={
          <Link to="/" className={buttonClass()}>
            {texts.find}
          </Link>
        }
      >
        {texts.title}
      </PageTitle>
      <SignedIn>
        <Rows />
      </SignedIn>
    </>
  )
}

/** A page of the list, and those that follow it as they are asked for. */
function Rows({ after }: { after?: string }) {
  const { slots: texts } = useTexts()
  const [more, setMore] = useState(false)
  return (
    <View query={ReservationsPageDocument} variables={{ first: PAGE, after: after ?? null }}>
      {({ me }) => {
        const { edges = [], pageInfo } = me?.reservations ?? {}
        if (edges.length === 0 && after === undefined) return <Empty>{texts.none}</Empty>
        return (
          <div className="flex flex-col gap-2">
            <ul className="flex flex-col gap-2">
              {edges.map(({ node }) => (
                <Row key={node.id} slot={node} />
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

function Row({ slot }: { slot: SlotListedFragment }) {
  const { slotState } = useTexts()
  const format = useFormat()
  const { id, state, startsAt, endsAt, timeZone, station } = slot
  useLive(ReservationsPageLiveDocument, { id }, !OPEN_SLOTS.has(state))
  return (
    <li>
      <Link
        to="/reservations/$id"
        params={{ id }}
        className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-card p-4 hover:bg-sunk"
      >
        <span>
          <span className="block font-semibold">{station.name}</span>
          <span className="block text-sm text-soft">
            {format.day(startsAt, timeZone)} · {format.clock(startsAt, timeZone)}–{format.clock(endsAt, timeZone)}
          </span>
        </span>
        <Badge tone={SLOT_TONES[state]}>{slotState[state]}</Badge>
      </Link>
    </li>
  )
}

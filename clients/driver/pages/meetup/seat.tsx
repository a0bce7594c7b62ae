import { Link } from '@tanstack/react-router'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { JoinThisMeetupDocument, LeaveThisMeetupDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { ShownMeetup } from './shown.ts'

/** Takes a seat, or gives it back; a seat is the reader's when the platform says so. */
export function Seat({ meetup, again }: { meetup: ShownMeetup; again: () => void }) {
  const { meetups: texts } = useTexts()
  const { sdk, reader } = useSession()
  const { fault, busy, ask } = useAsking()
  const { id, myAttendance, seatsTaken, capacity } = meetup
  const input = { meetupId: id }
  if (reader === null)
    return (
      <div>
        <Link to="/sign-in" search={{ to: `/meetups/${id}` }} className={buttonClass('primary')}>
          {texts.signIn}
        </Link>
      </div>
    )
  if (myAttendance)
    return (
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone="good">{texts.joined}</Badge>
        {!myAttendance.checkedInAt && (
          <AskFirst
            label={texts.leave}
            title={texts.leaveSure}
            back={texts.keep}
            look="plain"
            onYes={async () => (await sdk.execute(LeaveThisMeetupDocument, { input }), again())}
          />
        )}
      </div>
    )
  return (
    <div className="flex flex-col items-start gap-2">
      {fault && <Fault fault={fault} />}
      {seatsTaken >= capacity ? (
        <Badge tone="quiet">{texts.full}</Badge>
      ) : (
        <Button
          look="primary"
          busy={busy}
          onClick={() => void ask(async () => (await sdk.execute(JoinThisMeetupDocument, { input }), again()))}
        >
          {texts.join}
        </Button>
      )}
      <p className="text-sm text-soft">{texts.joinHint}</p>
    </div>
  )
}

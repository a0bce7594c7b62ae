import { Link, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useLive } from '../../../web/graph/view.tsx'
import { Pages } from '../../../web/list/pages.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { MeetupsLiveDocument, MeetupsPageDocument, type MeetupRowFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { MeetupRow } from './row.tsx'
import { MEETUP_STATUSES, TASKS, WHICH, type MeetupsSearch } from './search.ts'

const route = getRouteApi('/meetups')
const PAGE = 20

export function MeetupsPage() {
  const { meetups: texts } = useTexts()
  const { which = 'all' } = route.useSearch()
  return (
    <>
      <PageTitle
        aside={
          <Link to="/meetups/new" className={buttonClass()}>
            {texts.announce}
          </Link>
        }
      >
        {texts.title}
      </PageTitle>
      <div className="flex flex-col gap-4">
        <Filters />
        {which === 'all' ? (
          <List />
        ) : (
          <SignedIn>
            <List />
          </SignedIn>
        )}
      </div>
    </>
  )
}

function Filters() {
  const { meetups: texts, meetupStatus, deedTask } = useTexts()
  const { which = 'all', status = 'UPCOMING', task } = route.useSearch()
  const navigate = route.useNavigate()
  const show = (change: MeetupsSearch) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      <Choice
        label={texts.show}
        value={which}
        options={WHICH.map((value) => ({ value, name: texts.which[value] }))}
        onChange={(chosen) => show({ which: chosen })}
      />
      <Choice
        label={texts.when}
        value={status}
        options={[
          ...MEETUP_STATUSES.map((value) => ({ value, name: meetupStatus[value] })),
          { value: 'any' as const, name: texts.any },
        ]}
        onChange={(chosen) => show({ status: chosen })}
      />
      <Choice
        label={texts.task}
        value={task ?? ''}
        options={[{ value: '', name: texts.anyTask }, ...TASKS.map((value) => ({ value, name: deedTask[value] }))]}
        onChange={(chosen) => show({ task: chosen === '' ? undefined : chosen })}
      />
    </div>
  )
}

const NONE = { all: 'none', joined: 'noneJoined', mine: 'noneHosted' } as const

function List() {
  const { meetups: texts } = useTexts()
  const { reader } = useSession()
  const { which = 'all', status = 'UPCOMING', task } = route.useSearch()
  const filter = {
    ...(which === 'joined' && { joined: true }),
    ...(which === 'mine' && { hostId: reader }),
    ...(status !== 'any' && { status }),
    ...(task && { task }),
  }
  const fits = (meetup: MeetupRowFragment) =>
    (status === 'any' || meetup.status === status) &&
    (task === undefined || meetup.task === task) &&
    (which !== 'mine' || meetup.host.id === reader) &&
    (which !== 'joined' || meetup.myAttendance != null)
  return (
    <Pages query={MeetupsPageDocument} variables={{ filter, first: PAGE }} pick={({ meetups }) => meetups}>
      {({ rows, more, again }) => (
        <>
          <Rows meetups={rows} fits={fits} again={again} none={texts[NONE[which]]} />
          {more && <Button onClick={more}>{texts.more}</Button>}
        </>
      )}
    </Pages>
  )
}

/** A meetup that fits and is not shown belongs here, and one that fits no more does not. */
function Rows(props: {
  meetups: readonly MeetupRowFragment[]
  fits: (meetup: MeetupRowFragment) => boolean
  again: () => void
  none: string
}) {
  const { meetups, fits, again, none } = props
  const [heard] = useState(() => new Map<string, boolean>())
  useLive(MeetupsLiveDocument, {}, false, ({ meetupFeed }) => {
    const before = heard.get(meetupFeed.id) ?? meetups.some(({ id }) => id === meetupFeed.id)
    // What lies on a later page fits and is not here: it is asked for once.
    heard.set(meetupFeed.id, fits(meetupFeed))
    if (before !== fits(meetupFeed)) again()
  })
  if (meetups.length === 0) return <Empty>{none}</Empty>
  return (
    <ul className="flex flex-col gap-2">
      {meetups.map((meetup) => (
        <li key={meetup.id}>
          <MeetupRow meetup={meetup} />
        </li>
      ))}
    </ul>
  )
}

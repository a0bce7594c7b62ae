import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { NO_ROWS, Pages } from '../../../web/list/pages.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { DeedsDoneDocument, DeedsLiveDocument, type DeedShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { DEED_STATES } from './search.ts'
import { DEED_TONES } from './tones.ts'
import { Why } from './why.tsx'

const route = getRouteApi('/deeds')
const PAGE = 20

/** The reader's deeds, the newest first; states change by themselves. */
export function Done() {
  const { deeds: texts, deedState } = useTexts()
  const { state } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 className="flex items-center gap-3 font-semibold">
          {texts.mine} <LiveBadge />
        </h2>
        <Choice
          label={texts.state}
          value={state ?? ''}
          options={[{ value: '', name: texts.anyState }, ...DEED_STATES.map((value) => ({ value, name: deedState[value] }))]}
          onChange={(chosen) => void navigate({ search: chosen === '' ? {} : { state: chosen }, replace: true })}
        />
      </div>
      <Pages query={DeedsDoneDocument} variables={{ state: state ?? null, first: PAGE }} pick={({ me }) => me?.deeds ?? NO_ROWS}>
        {({ rows, more, again }) => (
          <>
            <Rows deeds={rows} again={again} />
            {more && <Button onClick={more}>{texts.more}</Button>}
          </>
        )}
      </Pages>
    </section>
  )
}

function Rows({ deeds, again }: { deeds: readonly DeedShownFragment[]; again: () => void }) {
  const { deeds: texts } = useTexts()
  // The stream begins with what is here already. What it tells of others makes the list longer, or another one.
  const [known] = useState(() => new Map(deeds.map(({ id, state }) => [id, state])))
  useLive(DeedsLiveDocument, {}, false, ({ myDeedUpdated: { id, state } }) => {
    if (known.get(id) === state) return
    known.set(id, state)
    again()
  })
  if (deeds.length === 0) return <Empty>{texts.none}</Empty>
  return (
    <ul className="flex flex-col gap-2">
      {deeds.map((deed) => (
        <li key={deed.id}>
          <Row deed={deed} />
        </li>
      ))}
    </ul>
  )
}

function Row({ deed }: { deed: DeedShownFragment }) {
  const { deedTask, deedState } = useTexts()
  const format = useFormat()
  return (
    <Link
      to="/deeds/$id"
      params={{ id: deed.id }}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-card p-4 hover:bg-sunk"
    >
      <span className="min-w-0">
        <span className="block font-semibold">{deedTask[deed.task]}</span>
        <span className="block text-sm text-soft">{format.dayAndClock(deed.takenAt)}</span>
        <Why reasons={deed.reasons} />
      </span>
      <span className="flex items-center gap-3">
        <Badge tone={DEED_TONES[deed.state]}>{deedState[deed.state]}</Badge>
        {deed.reward && <span className="font-semibold whitespace-nowrap">{format.tokens(deed.reward.amount)}</span>}
      </span>
    </Link>
  )
}

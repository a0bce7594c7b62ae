import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { Pages } from '../../../web/list/pages.tsx'
import { useLive } from '../../../web/graph/view.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { StationsPageDocument, StationsPageLiveDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { StationCard } from './station-card.tsx'

const route = getRouteApi('/stations')
const PAGE = 20
/** So many stations are followed at once; those further down are as they were when they were asked for. */
const WATCHED = 200

/** The stations that the partner runs, and whether they are well. */
export function StationsPage() {
  const { stations: texts } = useTexts()
  return (
    <>
      <PageTitle aside={<LiveBadge />}>{texts.title}</PageTitle>
      <p className="mb-4 max-w-2xl text-soft">
        {texts.intro}{' '}
        <Link to="/keys" className="text-brand underline">
          {texts.toKeys}
        </Link>
      </p>
      <SignedIn>
        <Own />
      </SignedIn>
    </>
  )
}

function Own() {
  const { stations: texts } = useTexts()
  const { reader } = useSession()
  const { text, connected } = route.useSearch()
  const navigate = useNavigate()
  const change = (part: { text?: string | undefined; connected?: 'yes' | 'no' | undefined }) =>
    void navigate({
      to: '/stations',
      search: (before) => {
        const chosen = { ...before, ...part }
        return { ...(chosen.text && { text: chosen.text }), ...(chosen.connected && { connected: chosen.connected }) }
      },
      replace: true,
      resetScroll: false,
    })
  const filter = {
    operatorId: reader,
    ...(text !== undefined && { nameContains: text }),
    ...(connected && { online: connected === 'yes' }),
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          type="search"
          label={texts.name}
          defaultValue={text}
          onChange={({ target }) => change({ text: target.value.trim() || undefined })}
        />
        <Choice
          label={texts.connection}
          value={connected ?? 'all'}
          onChange={(value) => change({ connected: value === 'all' ? undefined : value })}
          options={(['all', 'yes', 'no'] as const).map((value) => ({ value, name: texts.connections[value] }))}
        />
      </div>
      <Pages query={StationsPageDocument} variables={{ filter, first: PAGE }} pick={({ stations }) => stations}>
        {({ rows, more }) => (
          <>
            <Watched ids={rows.slice(0, WATCHED).map(({ id }) => id)} />
            {rows.length === 0 && <Empty>{text === undefined && !connected ? texts.none : texts.noneSuch}</Empty>}
            {rows.map((station) => (
              <StationCard key={station.id} station={station} />
            ))}
            {more && (
              <Button className="self-start" onClick={more}>
                {texts.more}
              </Button>
            )}
          </>
        )}
      </Pages>
    </div>
  )
}

/** Follows them: what changes goes into the cache, and the list above with it. */
function Watched({ ids }: { ids: string[] }) {
  useLive(StationsPageLiveDocument, { ids }, ids.length === 0)
  return null
}

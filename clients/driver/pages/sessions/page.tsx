import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { SessionsPageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const PAGE = 20

export function SessionsPage() {
  const { sessions: texts, sessionStatus, pay } = useTexts()
  const format = useFormat()
  const [shown, setShown] = useState(PAGE)
  return (
    <>
      <PageTitle
        aside={
          <Link to="/pay" className={buttonClass()}>
            {pay.title}
          </Link>
        }
      >
        {texts.title}
      </PageTitle>
      <SignedIn>
        <View query={SessionsPageDocument} variables={{ first: shown }}>
          {({ me }) => (
            <>
              <ul className="flex flex-col gap-2">
                {me?.chargingSessions.edges.map(({ node }) => (
                  <li key={node.id}>
                    <Link
                      to="/sessions/$id"
                      params={{ id: node.id }}
                      className="flex items-center justify-between gap-4 rounded-lg border border-line bg-card p-4 hover:bg-sunk"
                    >
                      <span>
                        <span className="block font-semibold">{node.station.name}</span>
                        <span className="block text-sm text-soft">
                          {format.dayAndClock(node.startedAt ?? node.requestedAt, node.station.timeZone)} ·{' '}
                          {sessionStatus[node.status]}
                        </span>
                      </span>
                      <span className="text-right">
                        <span className="block font-semibold">{node.runningCost ? format.money(node.runningCost) : '–'}</span>
                        <span className="block text-sm text-soft">{format.kWh(node.energyWh)}</span>
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
              {me?.chargingSessions.edges.length === 0 && <Empty>{texts.none}</Empty>}
              {me?.chargingSessions.pageInfo.hasNextPage && <Button onClick={() => setShown(shown + PAGE)}>{texts.more}</Button>}
            </>
          )}
        </View>
      </SignedIn>
    </>
  )
}
